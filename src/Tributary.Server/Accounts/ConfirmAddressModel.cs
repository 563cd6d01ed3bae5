namespace Tributary.Server;

/// <summary>What the page shows where an address is added.</summary>
/// <param name="Key">The secret of the link.</param>
/// <param name="Address">The address.</param>
/// <param name="Username">The account that it is added to.</param>
public sealed record ConfirmAddressModel(string Key, string Address, string Username);
