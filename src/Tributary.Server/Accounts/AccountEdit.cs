using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What is to change of an account; null stays.</summary>
public sealed record AccountEdit
{
    private const int MostInGivenName = 30;
    private const int MostInFamilyName = 150;

    /// <summary>The address, in any case.</summary>
    public string? Email { get; init; }

    /// <summary>The given name.</summary>
    public string? FirstName { get; init; }

    /// <summary>The family name.</summary>
    public string? LastName { get; init; }

    /// <summary>A password.</summary>
    public string? Password { get; init; }

    /// <summary>He runs the machine.</summary>
    public bool? IsAdmin { get; init; }

    /// <summary>He may act.</summary>
    public bool? IsActive { get; init; }

    /// <summary>The numbers of projects that he is to maintain.</summary>
    public ImmutableArray<long> Maintains { get; init; } = [];

    /// <summary>The numbers of projects that he is to maintain no longer.</summary>
    public ImmutableArray<long> Leaves { get; init; } = [];

    /// <summary>Addresses that are to be his beside the first one.</summary>
    public ImmutableArray<string> AddsAddresses { get; init; } = [];

    /// <summary>Addresses beside the first one that are to be his no longer.</summary>
    public ImmutableArray<string> DropsAddresses { get; init; } = [];

    /// <summary>His sessions are to end; they do anyway with a new password.</summary>
    public bool EndsSessions { get; init; }

    /// <summary>What cannot be taken, or null.</summary>
    internal WorkOutcome.Invalid? FindFault()
    {
        if (Email is not null && AccountRules.FindFaultInEmail(Email) is { } email) return new("email", email);
        if (Password is not null && AccountRules.FindFaultInPassword(Password) is { } password) return new("password", password);
        return FieldRules.Check("first_name", FirstName, MostInGivenName) ?? FieldRules.Check("last_name", LastName, MostInFamilyName);
    }

    /// <summary>The account with the changes.</summary>
    internal User ApplyTo(User user) => user with
    {
        Email = Email?.ToLowerInvariant() ?? user.Email, FirstName = FirstName ?? user.FirstName, LastName = LastName ?? user.LastName,
        Password = Password is null ? user.Password : Passwords.Hash(Password), IsAdmin = IsAdmin ?? user.IsAdmin, IsActive = IsActive ?? user.IsActive,
    };
}
