namespace Tributary.Workflow;

/// <summary>How the merge window stands (TREE-7): open from a release of mainline to the first candidate of the next.</summary>
public sealed record WindowStanding
{
    /// <summary>It is open: trees for features take nothing.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>The newest tag: the release that opened it, or the newest candidate since.</summary>
    public required KernelTag Newest { get; init; }

    /// <summary>The release that is being made, e.g. <c>v6.13</c>: whose window is open, or whose candidates come.</summary>
    public required string Coming { get; init; }

    /// <summary>Since when it is so.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it is likely to change; a forecast.</summary>
    public required DateOnly ChangesAbout { get; init; }

    /// <summary>When it is likely to open next; a forecast.</summary>
    public required DateOnly OpensAbout { get; init; }

    /// <summary>When it is likely to close next; a forecast.</summary>
    public required DateOnly ClosesAbout { get; init; }

    /// <summary>Why it stands so, in a sentence.</summary>
    public required string Reason { get; init; }
}
