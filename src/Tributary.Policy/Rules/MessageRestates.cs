namespace Tributary.Policy;

/// <summary>The commit message says why, and does not only say the title again (REQ-4).</summary>
public sealed class MessageRestates() : PatchRule(new("message-restates", new("REQ-4"), Severity.Warning, "The commit message only says the title again"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        if (patch.IsRevert) return;
        var prose = patch.Text.Prose.Where(line => !line.Text.StartsWith("v2", StringComparison.OrdinalIgnoreCase)).ToList();
        if (prose.Count == 0 || patch.Text.Lines.Any(line => line.Role == LineRole.Quoted)) return;
        var title = Words(patch.Mail.Subject.Title).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var said = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in prose)
        {
            foreach (var word in Words(line.Text))
            {
                if (word.Length > 3 && !title.Contains(word) && !Empty.Contains(word, StringComparer.OrdinalIgnoreCase)) said.Add(word);
            }
        }

        if (said.Count >= LeastNew) return;
        findings.Add(new(Info, patch.Id, "The commit message says hardly more than the title")
        {
            Place = FindingPlace.Message(prose[0].Number),
            Fix = "Say why: what goes wrong or is missing without the change, who needs it, and why it is done this way",
        });
    }

    private const int LeastNew = 4;

    private static readonly string[] Empty = ["this", "that", "patch", "adds", "with", "from", "into", "change", "changes", "commit", "series", "have", "will", "them", "they", "also"];

    private static string[] Words(string text) => text.Split([' ', ':', ',', '.', '(', ')', '/', '"', '\'', '`', ';', '-', '_'], StringSplitOptions.RemoveEmptyEntries);
}
