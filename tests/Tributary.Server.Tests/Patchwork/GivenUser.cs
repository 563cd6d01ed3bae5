namespace Tributary.Server.Tests;

/// <summary>Users that a test puts into the database.</summary>
internal static class GivenUser
{
    /// <summary>Adds one.</summary>
    public static Task AddAsync(ImportBench bench, long id, string username, string email) => bench.ExecuteAsync(
        """
        insert into users (id, username, first_name, last_name, email, password, is_admin, is_active, created_at, send_email, items_per_page, show_ids)
        values (@id, @username, '', '', @email, null, 0, 1, 0, 0, 100, 0)
        """,
        new { id, username, email });
}
