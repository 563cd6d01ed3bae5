using System.Collections.Immutable;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Which letters are listed.</summary>
public sealed record OutboxFilter
{
    /// <summary>Only those in this state; null does not choose.</summary>
    public LetterState? State { get; init; }

    /// <summary>Only those whose key begins with this word and a slash, e.g. <c>accepted</c>; null does not choose.</summary>
    public string? Kind { get; init; }

    /// <summary>Only those of these projects; null: all, also those of none.</summary>
    public ImmutableArray<long>? Projects { get; init; }
}
