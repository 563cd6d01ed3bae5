namespace Tributary.Policy;

/// <summary>New module parameters are not taken in networking: there are better ways to configure.</summary>
public sealed class ModuleParam() : PatchRule(new("module-param", Clause.General, Severity.Warning, "A module parameter is added"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        if (NewWords.Find(patch, "module_param") is not { } line) return;
        findings.Add(new(Info, patch.Id, $"{line.Path}:{line.FileLine} adds a module parameter")
        {
            Place = FindingPlace.Diff(line),
            Fix = "Use netlink, devlink, sysctl or BPF itself: a parameter holds for all devices and stays for ever",
        });
    }
}
