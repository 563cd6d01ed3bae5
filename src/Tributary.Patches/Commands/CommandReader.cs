using System.Buffers;
using System.Collections.Immutable;
using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>
/// Finds the lines of a mail that speak to a bot: at the beginning of a line, above or below a signature, in the middle of a discussion. What is quoted, shown or
/// attached never counts, nor what a program wrote.
/// </summary>
public static class CommandReader
{
    /// <summary>Whom a line speaks to that asks for stable kernels: <c>stable: 6.6 6.1</c>.</summary>
    public const string Stable = "stable";

    private const int MostLines = 20;
    private const int LongestBot = 24;
    private const int LongestText = 200;

    // Both at once: one after the other, without regard to case, took a tenth of the reading of a mail.
    private static readonly SearchValues<string> Addressed = SearchValues.Create(["bot", "stable:"], StringComparison.OrdinalIgnoreCase);

    /// <summary>The lines in order, the same one once. Never throws on any mail.</summary>
    /// <param name="message">The mail.</param>
    /// <param name="mail">What it is: in a patch only what stands between its message and its diff can be a command.</param>
    public static ImmutableArray<CommandLine> Read(Message message, PatchMail mail)
    {
        if (mail.Kind == MailKind.None || IsAutomatic(message)) return [];
        if (mail.Kind == MailKind.Patch) return Find(mail.Notes);
        var found = ImmutableArray<CommandLine>.Empty;
        foreach (var part in message.Parts)
        {
            if (part is { ContentType: "text/plain" or "", IsAttachment: false, IsOfAttachedMessage: false, FileName: "", Text: { } text }) found = found.AddRange(Find(text));
        }

        return found.Length > 1 ? [.. found.Distinct().Take(MostLines)] : found;
    }

    /// <summary>The lines of a text.</summary>
    internal static ImmutableArray<CommandLine> Find(string text)
    {
        if (!text.AsSpan().ContainsAny(Addressed)) return [];
        var found = ImmutableArray.CreateBuilder<CommandLine>();
        for (var at = 0; at < text.Length && found.Count < MostLines;)
        {
            if (UnmarkedQuote.BeginsAt(text, at)) break;
            if (TryRead(DiffLine.At(text, at, out at), out var command) && !found.Contains(command)) found.Add(command);
        }

        return found.ToImmutable();
    }

    // RFC 3834: what a program wrote is no order to another one.
    private static bool IsAutomatic(Message message) =>
        message.FindHeader("Auto-Submitted") is { } automatic && !automatic.Trim().StartsWith("no", StringComparison.OrdinalIgnoreCase);

    private static bool TryRead(ReadOnlySpan<char> line, out CommandLine command)
    {
        command = default;
        var colon = line.IndexOf(':');
        if (colon < 0 || colon > LongestBot) return false;
        var bot = line[..colon].TrimEnd();
        var isStable = bot.Equals(Stable, StringComparison.OrdinalIgnoreCase);
        if (bot.Length < 4 || !char.IsAsciiLetter(bot[0]) || (!isStable && !bot.EndsWith("bot", StringComparison.OrdinalIgnoreCase))) return false;
        foreach (var sign in bot)
        {
            if (!char.IsAsciiLetterOrDigit(sign) && sign is not ('-' or '_')) return false;
        }

        var text = Clean(line[(colon + 1)..]);
        if (text.Length is 0 or > LongestText || (isStable && !IsBranch(text))) return false;
        command = new(bot.ToString().ToLowerInvariant(), text);
        return true;
    }

    // What begins otherwise speaks of stable kernels, not to anybody.
    private static bool IsBranch(string text) =>
        text is [>= '0' and <= '9', ..] or ['v' or 'V', >= '0' and <= '9', ..] || text.StartsWith("linux-", StringComparison.OrdinalIgnoreCase) || text.StartsWith("all", StringComparison.OrdinalIgnoreCase);

    // "cr=0A=" and "cr=20" are left where a mail does not say that it is quoted-printable, or was encoded twice.
    private static string Clean(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf("=0A", StringComparison.OrdinalIgnoreCase);
        if (end < 0) end = text.IndexOf("=0D", StringComparison.OrdinalIgnoreCase);
        if (end >= 0) text = text[..end];
        while (true)
        {
            text = text.Trim().Trim("\u200b\u200c\u200d\u2060\ufeff");
            if (text.EndsWith("=20", StringComparison.Ordinal)) text = text[..^3];
            else if (text is [.., '=']) text = text[..^1];
            else if (text.IsEmpty || !char.IsWhiteSpace(text[^1])) return text.ToString();
        }
    }
}
