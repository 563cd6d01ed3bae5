using Dapper;

namespace Tributary.Store;

/// <summary>Whose answers are those of a maintainer.</summary>
public static class FeedbackPeople
{
    private const string AddressesSql = """
        select u.email from maintainers m join users u on u.id = m.user_id where m.project = @project and u.is_active = 1
        union
        select a.address from maintainers m join users u on u.id = m.user_id join user_addresses a on a.user_id = u.id where m.project = @project and u.is_active = 1
        union
        select t.address from tree_maintainers t where t.project = @project
        order by 1
        """;

    /// <summary>The addresses, lower case, of the users who maintain a project, and of those whom MAINTAINERS of mainline names for its list.</summary>
    public static async Task<IReadOnlyList<string>> ListAddressesAsync(WriteTransaction write, long project, CancellationToken cancel) =>
        [.. await write.Connection.QueryAsync<string>(new CommandDefinition(AddressesSql, new { project }, cancellationToken: cancel))];
}
