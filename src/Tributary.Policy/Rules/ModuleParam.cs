namespace Tributary.Policy;

/// <summary>New module parameters are not taken in networking: there are better ways to configure.</summary>
public sealed class ModuleParam : IPatchRule
{
    /// <inheritdoc />
    public RuleInfo Info { get; } = new("module-param", Clause.General, Severity.Warning, "A module parameter is added");

    /// <inheritdoc />
    public IEnumerable<Finding> Check(SeriesPart patch, SeriesMail series, Facts facts)
    {
        if (NewWords.Find(patch, "module_param") is not { } line) yield break;
        yield return new(Info, patch.Id, $"{line.Path}:{line.FileLine} adds a module parameter")
        {
            Place = FindingPlace.Diff(line),
            Fix = "Use netlink, devlink, sysctl or BPF itself: a parameter holds for all devices and stays for ever",
        };
    }
}
