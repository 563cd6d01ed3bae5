namespace Tributary.Server;

/// <summary>What the page shows that takes an address.</summary>
/// <param name="WantsReset">A new password is wanted; else an account.</param>
/// <param name="Address">The address that was typed.</param>
/// <param name="Fault">What was wrong, or null.</param>
public sealed record AskModel(bool WantsReset, string Address, string? Fault);
