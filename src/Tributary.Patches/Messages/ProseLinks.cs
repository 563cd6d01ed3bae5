using System.Collections.Immutable;
using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>
/// Finds links to messages: URLs of archives and of Patchwork, whatever their host, that bear a message id as a part of their
/// path (<c>https://…/r/ID</c>, <c>https://…/LIST/ID/T/#u</c>).
/// </summary>
internal sealed class ProseLinks
{
    private const int MostLinks = 200;
    private const int LongestWords = 300;
    private const int ShortestRandom = 12;

    private readonly ImmutableArray<MailLink>.Builder links = ImmutableArray.CreateBuilder<MailLink>();

    /// <summary>All links, in order.</summary>
    public ImmutableArray<MailLink> Finish() => links.ToImmutable();

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="before">The line before it: its words belong to the link where it ends with a colon, or where the line is nothing but a link.</param>
    public void Read(ReadOnlySpan<char> line, ReadOnlySpan<char> before)
    {
        var from = 0;
        while (links.Count < MostLinks)
        {
            var found = line[from..].IndexOf("://");
            if (found < 0) return;
            var start = from + found + 3;
            var isWeb = line[..(start - 3)].EndsWith("http", StringComparison.OrdinalIgnoreCase) || line[..(start - 3)].EndsWith("https", StringComparison.OrdinalIgnoreCase);
            var length = line[start..].IndexOfAny(Letters.UrlEnd);
            var url = length < 0 ? line[start..] : line.Slice(start, length);
            from = start + url.Length;
            if (isWeb && url.Contains('/') && FindId(url[(url.IndexOf('/') + 1)..]) is { } id) links.Add(new(new(id), WordsOf(line, before)));
        }
    }

    /// <summary>The message that a text names: by its id, or by the URL of an archive that holds it; null for another text.</summary>
    public static MessageId? FindMessage(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal);
        if (start < 0) return text.Contains('@') && !text.AsSpan().ContainsAny(" \t<>") ? MessageId.Parse(text) : null;
        var length = text.AsSpan(start + 3).IndexOfAny(Letters.UrlEnd);
        var url = length < 0 ? text.AsSpan(start + 3) : text.AsSpan(start + 3, length);
        return url.Contains('/') && FindId(url[(url.IndexOf('/') + 1)..]) is { } id ? MessageId.Parse(id) : null;
    }

    private static string? FindId(ReadOnlySpan<char> path)
    {
        var end = path.IndexOfAny("#?");
        if (end >= 0) path = path[..end];
        foreach (var range in path.Split('/'))
        {
            var part = path[range];
            if (!part.Contains('@') && !part.Contains("%40", StringComparison.Ordinal)) continue;
            if (part.Contains('%')) part = Uri.UnescapeDataString(part);
            part = part.TrimStart('<').TrimEnd(".;:>]");
            var sign = part.IndexOf('@');
            if (sign < part.Length - 1 && LooksUnique(part[..Math.Max(sign, 0)]) && !part.ContainsAny(" \t<>")) return part.ToString();
        }

        return null;
    }

    // What stands before the @ of a message id is made of numbers or of random letters; that of a person or a list is a name.
    private static bool LooksUnique(ReadOnlySpan<char> local) =>
        local.ContainsAnyInRange('0', '9') || (local.Length >= ShortestRandom && local.ContainsAnyInRange('a', 'z') && local.ContainsAnyInRange('A', 'Z'));

    private static string WordsOf(ReadOnlySpan<char> line, ReadOnlySpan<char> before)
    {
        line = line.Trim();
        if (line.Length > LongestWords) line = line[..LongestWords];
        before = before.Trim();
        var speaks = before.EndsWith(":") || (before.Length > 0 && !before.Contains("://", StringComparison.Ordinal) && IsBare(line));
        return speaks && before.Length <= LongestWords ? $"{before} {line}" : line.ToString();
    }

    /// <summary>True where nothing but a mark stands before the URL: then the line above says what it is.</summary>
    private static bool IsBare(ReadOnlySpan<char> line)
    {
        foreach (var unit in line[..line.IndexOf("://")].TrimEnd("htpsHTPS"))
        {
            if (char.IsLetterOrDigit(unit)) return false;
        }

        return true;
    }
}
