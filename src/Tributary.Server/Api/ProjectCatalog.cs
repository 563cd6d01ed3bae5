using System.Collections.Immutable;
using System.Globalization;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>All projects as they are at one moment: an answer names many.</summary>
internal sealed class ProjectCatalog
{
    private readonly ImmutableDictionary<long, ProjectEntry> _byId;
    private readonly IReadOnlyList<StoredProject> _stored;
    private readonly Func<StoredProject, Profile?> _profileOf;

    private ProjectCatalog(ImmutableArray<ProjectEntry> entries, IReadOnlyList<StoredProject> stored, Func<StoredProject, Profile?> profileOf) =>
        (Entries, _byId, _stored, _profileOf) = (entries, entries.ToImmutableDictionary(entry => entry.Id), stored, profileOf);

    /// <summary>No projects.</summary>
    public static ProjectCatalog Empty { get; } = new([], [], _ => null);

    /// <summary>The projects by number.</summary>
    public ImmutableArray<ProjectEntry> Entries { get; }

    /// <summary>Reads them.</summary>
    public static async Task<ProjectCatalog> ReadAsync(Database database, ProjectNames names, CancellationToken cancel)
    {
        var stored = await new ProjectQueries(database).ListAsync(cancel);
        var settings = await new ProjectSettings(database).ListAsync(cancel);
        var maintainers = await new ProjectMaintainers(database).ListAsync(cancel);
        return new([.. stored.Select(project => Entry(project, names.FindProfile(project)) with
        {
            Settings = settings.GetValueOrDefault(project.Id, ImmutableDictionary<string, string>.Empty),
            Maintainers = [.. maintainers[project.Id]],
        })], stored, names.FindProfile);
    }

    /// <summary>The project of a number, or null.</summary>
    public ProjectEntry? Find(long id) => _byId.GetValueOrDefault(id);

    /// <summary>The project of a number, a name or an alias; null for none.</summary>
    public ProjectEntry? Find(string word)
    {
        if (long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Find(id) is { } found) return found;
        return ProjectNames.Choose(_stored, word, _profileOf) is { } named ? Find(named.Id) : null;
    }

    private static ProjectEntry Entry(StoredProject project, Profile? profile) => new()
    {
        Id = project.Id,
        LinkName = project.Name,
        Name = profile is not null && profile.Project == project.Name ? profile.Patchwork?.Name ?? profile.Title : project.Name,
        ListId = profile?.Lists.FirstOrDefault()?.ListId ?? "",
        ListEmail = profile?.Lists.FirstOrDefault()?.Address ?? "",
    };
}
