namespace Tributary.Server;

/// <summary>What the page shows that makes an account.</summary>
/// <param name="Key">The secret of the link.</param>
/// <param name="Address">Its address.</param>
/// <param name="Fault">What was wrong, or null.</param>
public sealed record FinishModel(string Key, string Address, string? Fault)
{
    /// <summary>The user name that was typed.</summary>
    public required string Username { get; init; }

    /// <summary>The given name that was typed.</summary>
    public required string FirstName { get; init; }

    /// <summary>The family name that was typed.</summary>
    public required string LastName { get; init; }
}
