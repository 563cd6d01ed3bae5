namespace Tributary.Policy;

/// <summary>The commit message says why, and does not only say the title again (REQ-4).</summary>
public sealed class MessageRestates() : PatchRule(new("message-restates", new("REQ-4"), Severity.Warning, "The commit message only says the title again"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        if (patch.IsRevert) return;
        foreach (var line in patch.Text.Lines)
        {
            if (line.Role == LineRole.Quoted) return;
        }

        var title = new HashSet<string>(Words(patch.Mail.Subject.Title), StringComparer.OrdinalIgnoreCase);
        var said = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        MessageText.Line? first = null;
        foreach (var line in patch.Text.Prose)
        {
            if (line.Text.StartsWith("v2", StringComparison.OrdinalIgnoreCase)) continue;
            first ??= line;
            foreach (var word in Words(line.Text))
            {
                if (word.Length > 3 && !title.Contains(word) && !Empty.Contains(word, StringComparer.OrdinalIgnoreCase)) said.Add(word);
            }
        }

        if (first is not { } place || said.Count >= LeastNew) return;
        findings.Add(new(Info, patch.Id, "The commit message says hardly more than the title")
        {
            Place = FindingPlace.Message(place.Number),
            Fix = "Say why: what goes wrong or is missing without the change, who needs it, and why it is done this way",
        });
    }

    private const int LeastNew = 4;

    private static readonly string[] Empty = ["this", "that", "patch", "adds", "with", "from", "into", "change", "changes", "commit", "series", "have", "will", "them", "they", "also"];

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var start = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && text[at] is not (' ' or ':' or ',' or '.' or '(' or ')' or '/' or '"' or '\'' or '`' or ';' or '-' or '_')) continue;
            if (at > start) words.Add(text[start..at]);
            start = at + 1;
        }

        return words;
    }
}
