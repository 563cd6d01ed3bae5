namespace Tributary.Policy;

/// <summary>The commit on which a series stands is in the tree that it is for (PFX-3). Needs a repository.</summary>
public sealed class BaseKnown() : Rule(new("base-known", new("PFX-3"), Severity.Warning, "The base commit is not in the tree") { IsOfMail = true })
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var part in series.Letters)
        {
            if (part.Mail.BaseCommit is not { } commit || !facts.Commits.TryGetValue(commit, out var known)) continue;
            if (known is null)
            {
                findings.Add(new(Info, part.Id, $"Its base-commit {Short(commit)} is not in the tree at hand")
                {
                    Fix = "Rebase on the public tree; what the series depends on beside it goes into prerequisite-patch-id (git format-patch --base does it)",
                });
            }
            else if (facts.HasTrees && facts.Tree is { } tree && !known.Trees.IsEmpty && !known.Trees.Contains(tree.Name))
            {
                findings.Add(new(Info, part.Id, $"Its base-commit {Short(commit)} is in {string.Join(", ", known.Trees)}, and the series is for {tree.Name}") { Fix = $"Rebase it on {tree.Name}, or name the tree on which it stands" });
            }
        }
    }

    private static string Short(string commit) => commit[..Math.Min(12, commit.Length)];
}
