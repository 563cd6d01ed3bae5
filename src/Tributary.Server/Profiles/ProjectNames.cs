using System.Collections.Concurrent;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>
/// Finds a project by a name that people and programs know it by: its link name, or the project name or an alias of its profile, in any case.
/// Addresses, the API, the archive and the commands all ask here.
/// </summary>
/// <param name="projects">Those there are.</param>
public sealed class ProjectNames(ProjectQueries projects)
{
    // A change of a profile's file holds from the next start on.
    private readonly ConcurrentDictionary<string, Profile?> profiles = new(StringComparer.Ordinal);

    /// <summary>The project of a name, or null. A link name wins over an alias; of several with the same alias the first one made has it.</summary>
    /// <param name="name">As it stands in an address.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<StoredProject?> FindAsync(string name, CancellationToken cancel) => Choose(await projects.ListAsync(cancel), name, FindProfile);

    /// <summary>The project of a number, or null.</summary>
    public async Task<StoredProject?> FindAsync(long id, CancellationToken cancel) => (await projects.ListAsync(cancel)).FirstOrDefault(project => project.Id == id);

    /// <summary>The profile of a project, or null where it is missing or wrong: the commands say so, pages go on without.</summary>
    /// <param name="project">The project.</param>
    public Profile? FindProfile(StoredProject project) => profiles.GetOrAdd(project.Profile, static name =>
    {
        try
        {
            return ProfileFile.Find(name);
        }
        catch (ProfileException)
        {
            return null;
        }
    });

    /// <summary>The project of these that a name means, or null.</summary>
    /// <param name="among">The projects, the first one made first.</param>
    /// <param name="name">The name.</param>
    /// <param name="profileOf">The profile of a project.</param>
    public static StoredProject? Choose(IReadOnlyList<StoredProject> among, string name, Func<StoredProject, Profile?> profileOf) =>
        among.FirstOrDefault(project => project.Name == name)
        ?? among.FirstOrDefault(project => project.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? among.FirstOrDefault(project => profileOf(project) is { } profile && IsKnownAs(profile, name));

    private static bool IsKnownAs(Profile profile, string name) =>
        profile.Project.Equals(name, StringComparison.OrdinalIgnoreCase) || profile.Aliases.Contains(name, StringComparer.OrdinalIgnoreCase);
}
