namespace Tributary.Policy;

/// <summary>Functions that networking replaces get no new users.</summary>
public sealed class DeprecatedApi() : PatchRule(new("deprecated-api", Clause.General, Severity.Warning, "A function is used that is on its way out"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var (old, instead) in Old)
        {
            if (NewWords.Find(patch, old) is not { } line) continue;
            findings.Add(new(Info, patch.Id, $"{line.Path}:{line.FileLine} is a new user of {old}")
            {
                Place = FindingPlace.Diff(line),
                Fix = $"Use {instead}",
            });
        }
    }

    private static readonly (string Old, string Instead)[] Old =
    [
        ("dev_hold(", "netdev_hold(), which tracks who holds the device"), ("dev_put(", "netdev_put(), which tracks who held the device"),
        ("get_net(", "get_net_track()"), ("put_net(", "put_net_track()"), ("init_dummy_netdev(", "alloc_netdev_dummy()"),
    ];
}
