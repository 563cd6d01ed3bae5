using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What the search page shows.</summary>
/// <param name="Project">The project that was searched; null when there is none.</param>
/// <param name="Query">What was asked for; may be empty.</param>
/// <param name="Hits">What was found, newest first.</param>
/// <param name="HasOlder">More follow.</param>
/// <param name="Now">When the page was made.</param>
public sealed record SearchModel(StoredProject? Project, string Query, ImmutableArray<SearchHit> Hits, bool HasOlder, DateTimeOffset Now)
{
    /// <summary>Hits of a page.</summary>
    public const int PageHits = 50;

    /// <summary>The address of the page that follows where it is counted from the first, as in the archive; null where it is not, or none follows.</summary>
    public string? Following { get; init; }

    /// <summary>The address of the page that follows, or null.</summary>
    /// <param name="json">The data instead of the page.</param>
    public string? OlderAddress(bool json = false) => Following ?? (HasOlder ? AddressOf(json) + "&before=" + Addresses.Escape(Hits[^1].Message.Value) : null);

    /// <summary>The address of the first page.</summary>
    /// <param name="json">The data instead of the page.</param>
    public string AddressOf(bool json = false) =>
        $"/search{(json ? JsonTwin.Ending : "")}?q={Addresses.Escape(Query)}{(Project is null ? "" : "&project=" + Addresses.Escape(Project.Name))}";
}
