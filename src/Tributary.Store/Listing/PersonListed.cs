namespace Tributary.Store;

/// <summary>A sender of mail.</summary>
/// <param name="Id">The number.</param>
/// <param name="Name">The name, as in the newest mail; empty if there is none.</param>
/// <param name="Address">The address, lower case.</param>
public sealed record PersonListed(long Id, string Name, string Address)
{
    /// <summary>The account of that address; filled by <see cref="PersonQueries"/> alone.</summary>
    public UserListed? User { get; init; }
}

/// <summary>An account, as others see it.</summary>
/// <param name="Id">The number.</param>
/// <param name="Username">The name to sign in with.</param>
/// <param name="FirstName">May be empty.</param>
/// <param name="LastName">May be empty.</param>
/// <param name="Email">The address, lower case.</param>
public sealed record UserListed(long Id, string Username, string FirstName, string LastName, string Email);
