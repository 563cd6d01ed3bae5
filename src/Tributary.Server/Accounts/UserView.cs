using Tributary.Store;

namespace Tributary.Server;

/// <summary>An account as data, for administrators.</summary>
/// <param name="Id">Its number, that of the API.</param>
/// <param name="Username">What it is called.</param>
/// <param name="FirstName">The given name.</param>
/// <param name="LastName">The family name.</param>
/// <param name="Addresses">Its addresses, the first one first.</param>
/// <param name="Admin">He runs the machine.</param>
/// <param name="Active">He may act.</param>
/// <param name="Maintains">The link names of the projects that he maintains.</param>
/// <param name="Created">When it was made.</param>
public sealed record UserView(
    long Id, string Username, string FirstName, string LastName, IEnumerable<string> Addresses, bool Admin, bool Active, IEnumerable<string> Maintains, DateTimeOffset Created)
{
    /// <summary>The data of an account.</summary>
    public static UserView From(User user, IReadOnlyDictionary<long, string> projects) => new(
        user.Id, user.Username, user.FirstName, user.LastName, [user.Email, .. user.OtherAddresses], user.IsAdmin, user.IsActive,
        user.Maintains.Where(projects.ContainsKey).Select(project => projects[project]), user.CreatedAt);
}
