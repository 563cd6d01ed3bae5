using System.Collections.Immutable;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Somebody who is told by HTTP what happens in a project.</summary>
public sealed record Webhook
{
    /// <summary>Its number; 0 for one that is new.</summary>
    public long Id { get; init; }

    /// <summary>The project's number.</summary>
    public required long Project { get; init; }

    /// <summary>Where it is told: http or https.</summary>
    public required string Url { get; init; }

    /// <summary>With which what is sent is signed.</summary>
    public required string Secret { get; init; }

    /// <summary>Of what it is told; empty: of all.</summary>
    public ImmutableArray<EventCategory> Categories { get; init; } = [];

    /// <summary>The user who made it; null: by the command line.</summary>
    public long? CreatedBy { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last event of which it is known whether to tell it.</summary>
    public long Position { get; init; }
}
