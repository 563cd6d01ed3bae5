namespace Tributary.Store;

/// <summary>Which comments a list holds.</summary>
public sealed record CommentListFilter
{
    /// <summary>The number of the patch or cover letter.</summary>
    public required long Target { get; init; }

    /// <summary>Parts of the subject, as in <see cref="PatchListFilter.Words"/>.</summary>
    public string? Words { get; init; }
}
