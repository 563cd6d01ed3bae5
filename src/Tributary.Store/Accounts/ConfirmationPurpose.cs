namespace Tributary.Store;

/// <summary>What a link in a mail is for. The numbers are stored.</summary>
public enum ConfirmationPurpose
{
    /// <summary>To make an account.</summary>
    Register = 0,

    /// <summary>To choose a new password.</summary>
    Reset = 1,

    /// <summary>To add an address to an account.</summary>
    Address = 2,
}

/// <summary>A link that waits to be followed.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="User">The number of the account; null: somebody who wants one.</param>
/// <param name="Address">The address that the link was sent to, in lower case.</param>
public sealed record Confirmation(ConfirmationPurpose Purpose, long? User, string Address);
