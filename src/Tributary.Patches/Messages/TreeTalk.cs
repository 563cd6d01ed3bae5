using System.Buffers;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>
/// Trees that a mail asks for in words: <c>targeted to net-next</c>, <c>should go through the net tree</c>. What a robot writes, what is quoted and what merely
/// names a tree does not count. A pull request asks by its own form: <c>for your *net-next* tree</c>.
/// </summary>
internal static partial class TreeTalk
{
    private const int Most = 4;

    // Both at once: one after the other, without regard to case, took a tenth of the reading of a mail.
    private static readonly SearchValues<string> TreeWords = SearchValues.Create(["-next", " tree"], StringComparison.OrdinalIgnoreCase);

    /// <summary>The words for trees, lower case, each once, in order; mostly none.</summary>
    public static ImmutableArray<string> Find(Message message, PatchMail mail)
    {
        if (mail.Kind is MailKind.PullRequest) return PullClaim.Read(mail.Content).Into is { } into ? [into] : [];
        if (IsRobot(message.From) || mail.Kind is not (MailKind.Patch or MailKind.CoverLetter or MailKind.Reply)) return [];
        var found = ImmutableArray<string>.Empty;
        AddTo(ref found, mail.Content);
        if (mail.Kind != MailKind.Reply) AddTo(ref found, mail.Notes);
        return found;
    }

    private static void AddTo(ref ImmutableArray<string> found, string text)
    {
        if (!MayAsk(text)) return;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(">") || !MayAsk(line)) continue;
            foreach (var match in Asking().EnumerateMatches(line))
            {
                var words = line.Slice(match.Index, match.Length);
                if (words.EndsWith(" tree", StringComparison.OrdinalIgnoreCase)) words = words[..^5];
                var word = words[(words.LastIndexOfAny(' ', '"') + 1)..].ToString().ToLowerInvariant();
                if (found.Length < Most && !found.Contains(word)) found = found.Add(word);
            }
        }
    }

    private static bool MayAsk(ReadOnlySpan<char> text) => text.ContainsAny(TreeWords);

    private static bool IsRobot(Mailbox from) => from.Address.Contains("bot", StringComparison.OrdinalIgnoreCase) || from.Name.Contains("robot", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(
        @"\b(target\w*|appl(y|ied)|merg\w*|submit\w*|go|goes|going|tak(e|en)|rout\w*|send|sent|rebas\w*|queue\w*|fine)\b[^.]{0,30}?\b(to|into|for|through|via|onto|on|in) (the )?""?(PATCH )?[a-z][a-z0-9]*(-next\b(?![/\w-])( tree)?| tree\b)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 500)]
    private static partial Regex Asking();
}
