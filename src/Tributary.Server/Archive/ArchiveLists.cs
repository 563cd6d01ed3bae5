using System.Collections.Concurrent;
using System.Collections.Immutable;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>
/// The names by which an archive is asked for: of a project, its aliases, the lists that its profile reads (their address, the part of it
/// before the at sign, their List-Id), and <c>all</c> and <c>r</c> for everything that is here.
/// </summary>
internal sealed class ArchiveLists(ProjectQueries projects)
{
    private static readonly ImmutableArray<string> Everything = ["all", "r"];

    // A project's profile holds until the next start.
    private readonly ConcurrentDictionary<string, ImmutableArray<string>> names = new(StringComparer.Ordinal);

    /// <summary>What a name stands for, or null.</summary>
    public async Task<ArchiveScope?> FindAsync(string name, CancellationToken cancel)
    {
        var all = await projects.ListAsync(cancel);
        ImmutableArray<StoredProject> meant = Everything.Contains(name, StringComparer.Ordinal) ? [.. all]
            : [.. all.Where(project => project.Name.Equals(name, StringComparison.OrdinalIgnoreCase))];
        if (meant.IsEmpty) meant = [.. all.Where(project => names.GetOrAdd(project.Profile, NamesOf).Contains(name, StringComparer.OrdinalIgnoreCase))];
        return meant.IsEmpty ? null : new(name, meant);
    }

    private static ImmutableArray<string> NamesOf(string profile)
    {
        try
        {
            return ProfileFile.Find(profile) is not { } found ? []
                : [.. found.Aliases, .. found.Lists.SelectMany(list => (string[])[list.Address, list.Address.Split('@')[0], list.ListId])];
        }
        catch (ProfileException)
        {
            // The import says what is wrong with the file; here the project is found by its own name.
            return [];
        }
    }
}
