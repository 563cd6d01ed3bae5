namespace Tributary.Policy;

/// <summary>The title says what changes, and not which tool complained.</summary>
public sealed class TitleTool() : PatchRule(new("title-tool", Clause.General, Severity.Warning, "The title names the tool and not the change"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        var title = patch.Mail.Subject.Title;
        var tool = Array.Find(Tools, tool => title.Contains(tool, StringComparison.OrdinalIgnoreCase));
        if (tool is null || patch.Mail.Files.Any(file => file.Path.Contains(tool, StringComparison.OrdinalIgnoreCase))) return;
        if (!title.Contains("warning", StringComparison.OrdinalIgnoreCase) && !title.Contains("error", StringComparison.OrdinalIgnoreCase) && !title.Contains("issue", StringComparison.OrdinalIgnoreCase)) return;
        findings.Add(new(Info, patch.Id, $"The title says that {tool} complained") { Fix = $"Say what was wrong with the code and is right now; name {tool} in the commit message" });
    }

    private static readonly string[] Tools = ["checkpatch", "sparse", "smatch", "coccinelle", "coccicheck", "clang-tidy", "cppcheck", "coverity"];
}
