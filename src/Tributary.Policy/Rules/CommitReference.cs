namespace Tributary.Policy;

/// <summary>A commit is named by twelve digits and its title: <c>commit 123456789abc ("title")</c>.</summary>
public sealed class CommitReference() : PatchRule(new("commit-reference", Clause.General, Severity.Warning, "A commit is named without its title"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        var least = facts.Profile.Submitting.CommitDigits;
        var lines = patch.Text.Lines;
        for (var at = 0; at < lines.Length; at++)
        {
            if (lines[at].Role != LineRole.Prose || patch.IsRevert) continue;
            var text = lines[at].Text;
            for (var place = text.IndexOf("ommit ", StringComparison.Ordinal); place >= 0; place = text.IndexOf("ommit ", place + 1, StringComparison.Ordinal))
            {
                var hex = Hex(text.AsSpan(place + 6));
                if (hex.Length < 7 || !hex.ContainsAnyInRange('0', '9')) continue;
                var rest = text[(place + 6 + hex.Length)..].Trim() is { Length: > 0 } more ? more : at + 1 < lines.Length ? lines[at + 1].Text.Trim() : "";
                if (hex.Length >= least && rest is ['(', '"', ..] or ['"', ..] or ['(', ..] or ['[', ..]) continue;
                findings.Add(new(Info, patch.Id, hex.Length < least ? $"Commit {hex} is named by {hex.Length} digits" : $"Commit {hex} is named without its title")
                {
                    Place = FindingPlace.Message(at),
                    Fix = $"Write what git log -1 --abbrev={least} --format='commit %h (\"%s\")' {hex} prints",
                });
                return;
            }
        }
    }

    private static ReadOnlySpan<char> Hex(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && char.IsAsciiHexDigit(text[end])) end++;
        return end < text.Length && char.IsLetterOrDigit(text[end]) ? default : text[..end];
    }
}
