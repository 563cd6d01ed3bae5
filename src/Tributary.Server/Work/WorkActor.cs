using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Who asks for a change, through what, and when.</summary>
/// <param name="User">The user; null: nobody who is known, except on the command line, where it is he who runs the machine.</param>
/// <param name="Door">Through what.</param>
/// <param name="At">When.</param>
public sealed record WorkActor(User? User, Door Door, DateTimeOffset At)
{
    /// <summary>What stands in the events of the change.</summary>
    public ChangeOrigin Origin => new(Door, User?.Id, At);

    /// <summary>The address, lower case, of a mail that is taken for his, with an account or without; null through any other door.</summary>
    public string? Address { get; init; }

    /// <summary>MAINTAINERS names him for a file of the series that he asks about.</summary>
    public bool IsOwner { get; init; }

    /// <summary>What he is to a project.</summary>
    /// <param name="project">The project's number.</param>
    public WorkRoles RolesIn(long project)
    {
        if (User is null) return Door == Door.CommandLine ? WorkRoles.Administrator : WorkRoles.None;
        if (!User.IsActive) return WorkRoles.None;
        return (User.IsAdmin ? WorkRoles.Administrator : WorkRoles.None) | (User.Maintains.Contains(project) ? WorkRoles.Maintainer : WorkRoles.None);
    }

    /// <summary>What he is to a series, and to a patch of it where one is given.</summary>
    public WorkRoles RolesOn(SeriesAtWork series, PatchAtWork? patch)
    {
        var roles = RolesIn(series.Project) | (IsOwner ? WorkRoles.Owner : WorkRoles.None);
        if (Address is not null && (Address == series.Submitter || Address == patch?.Submitter)) roles |= WorkRoles.Author;
        if (User is not { IsActive: true }) return roles;
        if (User.Owns(series.Submitter) || User.Owns(patch?.Submitter)) roles |= WorkRoles.Author;
        return User.Username == series.Delegate || User.Username == patch?.Delegate ? roles | WorkRoles.Delegate : roles;
    }
}
