namespace Tributary.Policy;

/// <summary>The subject names the tree that the series is for (PFX-1).</summary>
public sealed class TreePrefix() : Rule(new("tree-prefix", new("PFX-1"), Severity.Error, "The subject names no tree") { IsOfMail = true })
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (series.IsRfc || facts.Named.Tree is not null || facts.Profile.Trees.IsEmpty) return;
        // Prefixes of trees that are none of ours are no slip.
        if (series.Head.Mail.Subject.Tags.Any(tag => facts.Profile.Checks.OtherTrees.Contains(tag.Trim(','), StringComparer.OrdinalIgnoreCase))) return;
        // What is mostly of others, a change of all selftests say, is for whoever takes it: the prefix of one of ours is nothing that its sender owes.
        if (IsMostlyOfOthers(series, facts.Profile.Routing)) return;
        var fixes = facts.Profile.Trees.FirstOrDefault(tree => tree.Kind == TreeKind.Fixes);
        var features = facts.Profile.Trees.FirstOrDefault(tree => tree.Kind == TreeKind.Features);
        var choice = fixes is null || features is null
            ? string.Join(" or ", facts.Profile.Trees.Select(tree => $"[PATCH {tree.Name}]"))
            : $"[PATCH {fixes.Name}] for a fix, [PATCH {features.Name}] for all else";
        findings.Add(new(Info, series.Head.Id, facts.Named.Reason.TrimEnd('.'))
        {
            Fix = $"Send it as {choice}, on every message of the series ({facts.Profile.Submitting.PrefixExample})",
        });
    }

    private static bool IsMostlyOfOthers(SeriesMail series, RoutingValues routing)
    {
        if (routing.Areas.IsEmpty) return false;
        var (all, own) = (0, 0);
        foreach (var patch in series.Patches)
        {
            foreach (var file in patch.Mail.Files)
            {
                all++;
                foreach (var area in routing.Areas)
                {
                    if (!area.Holds(file.Path)) continue;
                    own++;
                    break;
                }
            }
        }

        return all > 0 && own * 2 < all;
    }
}
