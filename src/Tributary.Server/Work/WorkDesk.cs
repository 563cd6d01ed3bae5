using System.Collections.Immutable;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>What somebody who signed in may do on a page, and what its forms offer him.</summary>
public sealed record WorkDesk
{
    /// <summary>Nobody signed in: the page has no forms.</summary>
    public static WorkDesk None { get; } = new();

    /// <summary>Who works; null: nobody signed in.</summary>
    public User? User { get; init; }

    /// <summary>What he is to the project, and to the series on whose page he is.</summary>
    public WorkRoles Roles { get; init; }

    /// <summary>To whom series are given: the maintainers' user names.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>His bundles in the project.</summary>
    public ImmutableArray<BundleListed> Bundles { get; init; } = [];

    /// <summary>True when there are forms at all.</summary>
    public bool IsSignedIn => User is not null;

    /// <summary>True when he may decide everything.</summary>
    public bool MayDecide => WorkRules.May(Roles, WorkMove.SetState);

    /// <summary>True when he may at least take it out of review.</summary>
    public bool MayWithdraw => WorkRules.May(Roles, WorkMove.Withdraw);

    /// <summary>True when he may change what belongs to the project as a whole.</summary>
    public bool MayChangeProject => WorkRules.MayChangeProject(Roles);
}

/// <summary>Lays the desk for a visitor.</summary>
internal sealed class WorkDesks(UserQueries users, BundleQueries bundles)
{
    private const int MostBundles = 100;

    /// <summary>The desk for a project's pages.</summary>
    /// <param name="project">The project's number.</param>
    /// <param name="visitor">Who asks.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<WorkDesk> LayAsync(long project, Visitor visitor, CancellationToken cancel)
    {
        if (visitor.User is not { } user) return WorkDesk.None;
        var page = new ListPage { Order = [new("name", IsDescending: false)], Size = MostBundles };
        return new()
        {
            User = user, Roles = visitor.Actor.RolesIn(project),
            Names = [.. (await users.ListMaintainersAsync(project, cancel)).Where(one => one.IsActive).Select(one => one.Username)],
            Bundles = (await bundles.ListAsync(new() { Viewer = user.Id, Projects = [project], Owners = [user.Id] }, page, cancel)).Rows,
        };
    }
}
