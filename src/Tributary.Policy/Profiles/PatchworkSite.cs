namespace Tributary.Policy;

/// <summary>The Patchwork project in which a profile's patches are queued elsewhere (SUB-3).</summary>
/// <param name="Url">The site.</param>
/// <param name="Project">The link name there.</param>
/// <param name="Delegate">The delegate's name.</param>
/// <param name="DelegateNumber">The delegate's number there, or null.</param>
/// <param name="Queue">The page of the queue under review.</param>
public sealed record PatchworkSite(string Url, string Project, string Delegate, int? DelegateNumber, string Queue)
{
    /// <summary>The project's name for people there, which clients know; null: they know the profile's title.</summary>
    public string? Name { get; init; }
}
