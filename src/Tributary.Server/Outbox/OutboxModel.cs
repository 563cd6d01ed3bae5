using System.Collections.Immutable;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>What the page of the outbox shows.</summary>
/// <param name="State">The state that was asked for; null: all.</param>
/// <param name="Letters">A page of letters, the newest first.</param>
/// <param name="Counts">How many letters are in each state.</param>
/// <param name="HasOlder">More follow.</param>
/// <param name="Now">When the page was made.</param>
public sealed record OutboxModel(
    LetterState? State, ImmutableArray<OutboxLetter> Letters, IReadOnlyDictionary<LetterState, long> Counts, bool HasOlder, DateTimeOffset Now)
{
    /// <summary>The way by which letters leave, for people.</summary>
    public required string Way { get; init; }

    /// <summary>The kind of letters that was asked for; empty: all.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The address of the page that follows, or null.</summary>
    /// <param name="json">The data instead of the page.</param>
    public string? OlderAddress(bool json = false) => HasOlder ? AddressOf(State, json, Letters[^1].Id, Kind) : null;

    /// <summary>The address of a page.</summary>
    /// <param name="state">Its state, or null for all.</param>
    /// <param name="json">The data instead of the page.</param>
    /// <param name="before">The letter that it begins after.</param>
    /// <param name="kind">The kind of letters; empty for all.</param>
    public static string AddressOf(LetterState? state, bool json = false, LetterId? before = null, string kind = "")
    {
        var words = (string?[])[state is { } one ? $"state={one.Slug}" : null, kind.Length > 0 ? $"kind={Addresses.Escape(kind)}" : null, before is { } id ? $"before={id}" : null];
        var query = string.Join('&', words.OfType<string>());
        return Addresses.Outbox + (json ? JsonTwin.Ending : "") + (query.Length > 0 ? "?" : "") + query;
    }
}

/// <summary>What the page of a letter shows.</summary>
/// <param name="Letter">The letter with its mail.</param>
/// <param name="Now">When the page was made.</param>
public sealed record LetterModel(OutboxLetter Letter, DateTimeOffset Now);
