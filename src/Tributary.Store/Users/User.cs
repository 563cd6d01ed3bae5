using System.Collections.Immutable;

namespace Tributary.Store;

/// <summary>An account. Everything can be read without one; who wants to change something has one.</summary>
public sealed record User
{
    /// <summary>Its number; 0 before it has one.</summary>
    public long Id { get; init; }

    /// <summary>What it is called; delegates are named by it.</summary>
    public required string Username { get; init; }

    /// <summary>The given name; may be empty.</summary>
    public string FirstName { get; init; } = "";

    /// <summary>The family name; may be empty.</summary>
    public string LastName { get; init; } = "";

    /// <summary>The first address, lower case: mail to the user goes there, and who writes from it is this user.</summary>
    public required string Email { get; init; }

    /// <summary>The password's hash; null: one cannot sign in by password.</summary>
    public string? Password { get; init; }

    /// <summary>He runs the machine.</summary>
    public bool IsAdmin { get; init; }

    /// <summary>False: he may not act, and his tokens are refused.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Mail may be sent on his behalf.</summary>
    public bool SendEmail { get; init; }

    /// <summary>Rows a page that he likes.</summary>
    public long ItemsPerPage { get; init; } = 100;

    /// <summary>Show numbers of patches in lists.</summary>
    public bool ShowIds { get; init; }

    /// <summary>The numbers of the projects that he maintains, ascending.</summary>
    public ImmutableArray<long> Maintains { get; init; } = [];

    /// <summary>The other addresses that he showed to be his, lower case, in order: who writes from one of them is this user.</summary>
    public ImmutableArray<string> OtherAddresses { get; init; } = [];

    /// <summary>True for an address, in lower case, that is one of his.</summary>
    public bool Owns(string? address) => address is not null && (address == Email || OtherAddresses.Contains(address));

    /// <summary>His name for people: given and family name, else the user name.</summary>
    public string Name => $"{FirstName} {LastName}".Trim() is { Length: > 0 } full ? full : Username;
}
