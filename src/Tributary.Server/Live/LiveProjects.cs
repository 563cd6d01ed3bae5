using System.Collections.Immutable;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>The projects that take mail as it arrives, each with its profile.</summary>
public static class LiveProjects
{
    /// <summary>The projects there are; before the first import, the one that an import would make.</summary>
    /// <param name="database">The database.</param>
    /// <param name="first">That one.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <exception cref="ProfileException">A profile's file is missing or wrong.</exception>
    public static async Task<ImmutableArray<(ImportTarget Target, Profile Profile)>> ListAsync(Database database, ImportTarget first, CancellationToken cancel)
    {
        var stored = await new ProjectQueries(database).ListAsync(cancel);
        ImmutableArray<ImportTarget> targets = stored.Count == 0 ? [first] : [.. stored.Select(project => new ImportTarget(project.Name, project.Profile, ListId: null))];
        return [.. targets.Select(target => (target, ProfileFile.Find(target.Profile)
            ?? throw new ProfileException($"the project {target.Project} follows the profile {target.Profile}, which is not known: put it back")))];
    }
}
