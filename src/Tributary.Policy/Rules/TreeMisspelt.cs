using System.Text;

namespace Tributary.Policy;

/// <summary>The tree in the subject is spelt as it is called, so that machines know it (PFX-1).</summary>
public sealed class TreeMisspelt() : Rule(new("tree-misspelt", new("PFX-1"), Severity.Warning, "The name of a tree is misspelt") { IsOfMail = true })
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        var trees = new List<string>();
        foreach (var tree in facts.Profile.Trees) trees.AddRange(tree.Tags);
        var words = string.Join(' ', series.Head.Mail.Subject.Tags).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        for (var at = 0; at < words.Length; at++)
        {
            foreach (var written in new[] { words[at], at + 1 < words.Length ? $"{words[at]} {words[at + 1]}" : "" })
            {
                var meant = trees.Find(tree => !tree.Contains(' ', StringComparison.Ordinal) && IsMisspelt(written, tree));
                if (meant is null || trees.Exists(tree => tree.Equals(written, StringComparison.OrdinalIgnoreCase))) continue;
                findings.Add(new(Info, series.Head.Id, $"The subject says \"{written}\", and the tree is called {meant}")
                {
                    Fix = $"Write [PATCH {meant}]",
                    Mend = new(MendKind.Subject, 0, series.Head.Message.Subject.Replace(written, meant, StringComparison.Ordinal)),
                });
                return;
            }
        }
    }

    // The same letters, other marks between them: bpf_next, bpfnext, "bpf next".
    private static bool IsMisspelt(string written, string tree) =>
        tree.Contains('-', StringComparison.Ordinal) && written.Length >= tree.Length - 1 && !written.Equals(tree, StringComparison.OrdinalIgnoreCase)
        && Letters(written).Equals(Letters(tree), StringComparison.OrdinalIgnoreCase);

    private static string Letters(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter)) letters.Append(letter);
        }

        return letters.ToString();
    }
}
