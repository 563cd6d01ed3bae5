namespace Tributary.Policy;

/// <summary>A fix of what is in a tree of features has a <c>Fixes:</c> tag too (REQ-3).</summary>
public sealed class FixesMissing() : PatchRule(new("fixes-missing", new("REQ-3"), Severity.Warning, "It says that it fixes something, and not what"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        if (facts.Tree is not { Kind: TreeKind.Features } || patch.IsRevert || series.IsRfc || !patch.Text.Find("Fixes").IsEmpty) return;
        var title = patch.Mail.Subject.Title;
        var words = title[(title.IndexOf(": ", StringComparison.Ordinal) + 1)..].Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || !words[0].StartsWith("fix", StringComparison.OrdinalIgnoreCase)) return;
        // What no program notices has no commit that broke it.
        if (Array.Exists(words, word => Small.Contains(word.TrimEnd('s'), StringComparer.OrdinalIgnoreCase)) || PathPattern.IsOnly(patch.Mail, facts.Areas("documentation", "selftests", "samples"))) return;
        findings.Add(new(Info, patch.Id, $"The title says \"{words[0]}\", and no Fixes: tag says what is fixed")
        {
            Fix = $"Add the tag if the commit is in a tree (git blame finds it): git log -1 --abbrev={facts.Profile.Submitting.CommitDigits} --format='Fixes: %h (\"%s\")' COMMIT",
        });
    }

    private static readonly string[] Small = ["typo", "comment", "spelling", "indentation", "style", "grammar", "wording", "kernel-doc", "doc", "documentation", "alignment", "whitespace", "warning", "formatting", "misspelling"];
}
