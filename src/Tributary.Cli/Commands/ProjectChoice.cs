using Tributary.Policy;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary>Which of the stored projects a command works on.</summary>
internal static class ProjectChoice
{
    /// <summary>
    /// The project that <c>--project</c> names by its link name or an alias; without it that of the default profile, or else the first one.
    /// </summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static Task<StoredProject> FindAsync(CommandContext context, Database database, CancellationToken cancel) =>
        FindAsync(database, context.Get(GlobalOptions.Project), cancel);

    /// <summary>The project of a link name or an alias; for null that of the default profile, or else the first one.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static async Task<StoredProject> FindAsync(Database database, string? name, CancellationToken cancel)
    {
        var projects = await new ProjectQueries(database).ListAsync(cancel);
        if (projects.Count == 0) throw CommandException.No("nothing is imported yet; begin with trib import SOURCE");
        if (name is not null)
        {
            return ProjectNames.Choose(projects, name, project => ProfileFile.Find(project.Profile))
                ?? throw CommandException.No($"there is no project {name}; there is {string.Join(", ", projects.Select(project => project.Name))}");
        }

        var first = BuiltInProfiles.Find(BuiltInProfiles.Default)?.Project;
        return projects.FirstOrDefault(project => project.Name == first) ?? projects[0];
    }
}
