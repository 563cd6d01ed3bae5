namespace Tributary.Patches;

/// <summary>A trailer of a commit message or reply, e.g. <c>Acked-by: A. Maintainer &lt;a@example.org&gt;</c>.</summary>
/// <param name="Key">The name as written, without the colon.</param>
/// <param name="Value">What follows the colon, trimmed, folded lines joined by a space.</param>
public sealed record Trailer(string Key, string Value);
