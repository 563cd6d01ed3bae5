using Tributary.Policy;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary>Which project mail is imported into.</summary>
internal static class ImportChoice
{
    /// <summary>The project by its name or an alias, or that of the profile; a new name needs its profile named.</summary>
    /// <exception cref="CommandException">There is no such profile or project.</exception>
    public static async Task<ImportTarget> ResolveAsync(Database database, string? project, string? profile, CancellationToken cancel)
    {
        if (profile is not null || project is null)
        {
            var name = ProfileFile.NameOf(profile ?? BuiltInProfiles.Default);
            var chosen = ProfileFile.Find(name)
                ?? throw CommandException.Usage($"there is no profile {profile}; there are {string.Join(", ", BuiltInProfiles.Names)}, or a FILE.yaml of your own");
            return new(project is null || IsNameOf(project, chosen) ? chosen.Project : project, name, ListId: null);
        }

        if (await new ProjectQueries(database).FindAsync(project, cancel) is { } stored) return new(stored.Name, stored.Profile, ListId: null);
        foreach (var name in BuiltInProfiles.Names.OrderBy(static name => name != BuiltInProfiles.Default))
        {
            if (BuiltInProfiles.Find(name) is { } known && IsNameOf(project, known)) return new(known.Project, known.Name, ListId: null);
        }

        throw CommandException.Usage($"there is no project {project}; to make it, name its profile: --profile {string.Join(" or ", BuiltInProfiles.Names)}");
    }

    private static bool IsNameOf(string name, Profile profile) =>
        name.Equals(profile.Project, StringComparison.OrdinalIgnoreCase) || profile.Aliases.Contains(name, StringComparer.OrdinalIgnoreCase);
}
