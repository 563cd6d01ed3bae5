namespace Tributary.Server;

/// <summary>What the address of a search asks for.</summary>
internal sealed record SearchRequest
{
    /// <summary>Words, <c>from:name</c>, or a message id.</summary>
    public string? Q { get; init; }

    /// <summary>The project's name; the first one when absent.</summary>
    public string? Project { get; init; }

    /// <summary>The last hit of the page before.</summary>
    public string? Before { get; init; }
}
