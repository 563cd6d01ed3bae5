using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What the list of accounts shows.</summary>
/// <param name="Users">The accounts, by number.</param>
/// <param name="Projects">The link names of projects by number.</param>
/// <param name="Next">The address of the next page, or null.</param>
/// <param name="Now">The time of the page.</param>
public sealed record UserListModel(ImmutableArray<User> Users, ImmutableDictionary<long, string> Projects, string? Next, DateTimeOffset Now)
{
    /// <summary>What a user may do, in a few words.</summary>
    public static string RoleOf(User user, IReadOnlyDictionary<long, string> projects)
    {
        var maintained = string.Join(", ", user.Maintains.Where(projects.ContainsKey).Select(project => projects[project]));
        string[] words = [user.IsActive ? "" : "disabled", user.IsAdmin ? "administrator" : "", maintained.Length > 0 ? $"maintainer of {maintained}" : ""];
        return string.Join("; ", words.Where(static word => word.Length > 0)) is { Length: > 0 } role ? role : "user";
    }
}
