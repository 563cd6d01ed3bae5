using Tributary.Policy;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary>The project whose queue for stable kernels a command works with.</summary>
internal static class StableProject
{
    /// <summary>The one that <c>--project</c> names, else the first that serves stable kernels.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static async Task<(StoredProject Project, Profile Profile)> FindAsync(CommandContext context, Database database, CancellationToken cancel)
    {
        var all = await new ProjectQueries(database).ListAsync(cancel);
        var names = new ProjectNames(new ProjectQueries(database));
        var project = context.Get(GlobalOptions.Project) is { Length: > 0 } name ? ProjectNames.Choose(all, name, names.FindProfile) : all.FirstOrDefault(one => names.FindProfile(one)?.Stable is not null);
        return project is not null && names.FindProfile(project) is { Stable: not null } profile ? (project, profile) : throw CommandException.No("there is no such project, or it serves no stable kernels; trib import makes the first one");
    }
}
