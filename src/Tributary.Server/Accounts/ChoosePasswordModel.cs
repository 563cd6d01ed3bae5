namespace Tributary.Server;

/// <summary>What the page shows where a new password is chosen.</summary>
/// <param name="Key">The secret of the link.</param>
/// <param name="Fault">What was wrong, or null.</param>
public sealed record ChoosePasswordModel(string Key, string? Fault);
