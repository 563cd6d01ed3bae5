using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Gathers what administrators see of accounts.</summary>
internal sealed class UserReader(UserQueries users, TokenQueries tokens, SessionQueries sessions, ProjectQueries projects)
{
    private const int PageLines = 100;

    /// <summary>A page of the list.</summary>
    /// <param name="after">The last number seen; 0 at first.</param>
    /// <param name="now">The time of the page.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<UserListModel> ListAsync(long after, DateTimeOffset now, CancellationToken cancel)
    {
        var found = await users.ListPageAsync(after, PageLines + 1, cancel);
        var next = found.Count > PageLines ? $"{Addresses.Users}?after={Addresses.Number(found[PageLines - 1].Id)}" : null;
        return new([.. found.Take(PageLines)], await ListProjectsAsync(cancel), next, now);
    }

    /// <summary>An account, or null.</summary>
    public async Task<UserModel?> FindAsync(string name, DateTimeOffset now, CancellationToken cancel) => await users.FindByNameAsync(name, cancel) is { } user
        ? new(user, [.. (await projects.ListAsync(cancel)).OrderBy(project => project.Name, StringComparer.Ordinal)],
            [.. await tokens.ListAsync(user.Id, cancel)], [.. await sessions.ListAsync(user.Id, now, cancel)], now)
        : null;

    private async Task<ImmutableDictionary<long, string>> ListProjectsAsync(CancellationToken cancel) =>
        (await projects.ListAsync(cancel)).ToImmutableDictionary(project => project.Id, project => project.Name);
}
