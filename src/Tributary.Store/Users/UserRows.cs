using System.Data.Common;
using Dapper;

namespace Tributary.Store;

/// <summary>Reads accounts with the projects they maintain, on a connection that is open.</summary>
internal static class UserRows
{
    private const string Columns = """
        select u.id, u.username, u.first_name as firstName, u.last_name as lastName, u.email, u.password, u.is_admin as isAdmin, u.is_active as isActive,
            u.created_at as createdAt, u.send_email as sendEmail, u.items_per_page as itemsPerPage, u.show_ids as showIds
        from users u
        """;

    /// <summary>The accounts for which a condition holds, in the order given.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="dialect">Its words.</param>
    /// <param name="rest">What follows the table <c>users u</c>: <c>where …</c>.</param>
    /// <param name="values">The values in it.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<IReadOnlyList<User>> ListAsync(DbConnection connection, Dialect dialect, string rest, object values, CancellationToken cancel)
    {
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition($"{Columns} {rest}", values, cancellationToken: cancel))).ToList();
        if (rows.Count == 0) return [];
        var maintained = (await connection.QueryAsync<(long User, long Project)>(new CommandDefinition(
            $"select user_id, project from maintainers where {dialect.In("user_id", "ids")} order by project",
            new { ids = dialect.List(rows.Select(row => row.Id)) }, cancellationToken: cancel))).ToLookup(pair => pair.User, pair => pair.Project);
        var addresses = (await connection.QueryAsync<(long User, string Address)>(new CommandDefinition(
            $"select user_id, address from user_addresses where {dialect.In("user_id", "ids")} order by address",
            new { ids = dialect.List(rows.Select(row => row.Id)) }, cancellationToken: cancel))).ToLookup(pair => pair.User, pair => pair.Address);
        return rows.ConvertAll(row => row.ToUser() with { Maintains = [.. maintained[row.Id]], OtherAddresses = [.. addresses[row.Id]] });
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public string Username { get; init; } = "";
        public string FirstName { get; init; } = "";
        public string LastName { get; init; } = "";
        public string Email { get; init; } = "";
        public string? Password { get; init; }
        public long IsAdmin { get; init; }
        public long IsActive { get; init; }
        public long CreatedAt { get; init; }
        public long SendEmail { get; init; }
        public long ItemsPerPage { get; init; }
        public long ShowIds { get; init; }

        public User ToUser() => new()
        {
            Id = Id, Username = Username, FirstName = FirstName, LastName = LastName, Email = Email, Password = Password, IsAdmin = IsAdmin != 0,
            IsActive = IsActive != 0, CreatedAt = Micros.ToTime(CreatedAt), SendEmail = SendEmail != 0, ItemsPerPage = ItemsPerPage, ShowIds = ShowIds != 0,
        };
    }
}
