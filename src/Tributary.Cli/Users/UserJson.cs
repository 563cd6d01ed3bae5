using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary>An account as data.</summary>
/// <param name="Id">Its number, that of the API.</param>
/// <param name="Username">What it is called.</param>
/// <param name="FirstName">The given name.</param>
/// <param name="LastName">The family name.</param>
/// <param name="Email">The first address.</param>
/// <param name="OtherAddresses">The others.</param>
/// <param name="Admin">He runs the machine.</param>
/// <param name="Active">He may act.</param>
/// <param name="Maintains">The link names of the projects that he maintains.</param>
/// <param name="Password">He may sign in by password.</param>
/// <param name="Created">When it was made.</param>
internal sealed record UserJson(
    long Id, string Username, string FirstName, string LastName, string Email, ImmutableArray<string> OtherAddresses, bool Admin, bool Active, ImmutableArray<string> Maintains, bool Password, DateTimeOffset Created)
{
    /// <summary>The data of an account.</summary>
    /// <param name="user">The account.</param>
    /// <param name="projects">The names of projects by number.</param>
    public static UserJson From(User user, IReadOnlyDictionary<long, string> projects) => new(
        user.Id, user.Username, user.FirstName, user.LastName, user.Email, user.OtherAddresses, user.IsAdmin, user.IsActive, [.. user.Maintains.Select(project => projects[project])],
        user.Password is not null, user.CreatedAt);
}
