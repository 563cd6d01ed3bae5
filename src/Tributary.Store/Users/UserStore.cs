using Dapper;

namespace Tributary.Store;

/// <summary>Writes accounts and who maintains which project.</summary>
public sealed class UserStore(WriteTransaction write)
{
    // Both databases fold only ASCII here; user names and addresses are ASCII.
    private const string NameTakenSql = "select username from users where lower(username) = @name and id <> @id";
    private const string EmailTakenSql = """
        select username from users where email = @email and id <> @id
        union all select u.username from user_addresses a join users u on u.id = a.user_id where a.address = @email and a.user_id <> @id
        """;

    private const string AddSql = """
        insert into users (id, username, first_name, last_name, email, password, is_admin, is_active, created_at, send_email, items_per_page, show_ids)
        values (@Id, @Username, @FirstName, @LastName, @Email, @Password, @IsAdmin, @IsActive, @CreatedAt, @SendEmail, @ItemsPerPage, @ShowIds)
        """;

    private const string SaveSql = """
        update users set first_name = @FirstName, last_name = @LastName, email = @Email, password = @Password, is_admin = @IsAdmin,
            is_active = @IsActive, send_email = @SendEmail, items_per_page = @ItemsPerPage, show_ids = @ShowIds
        where id = @Id
        """;

    private const string MaintainSql = "insert into maintainers (project, user_id) values (@project, @user) on conflict do nothing";
    private const string LeaveSql = "delete from maintainers where project = @project and user_id = @user";

    /// <summary>Reads an account to change it: others who want to change it wait until the transaction ends.</summary>
    public async Task<User?> FindAsync(long id, CancellationToken cancel)
    {
        var lockRow = write.Dialect.IsPostgres ? " for update of u" : "";
        return await UserRows.ListAsync(write.Connection, write.Dialect, $"where u.id = @id{lockRow}", new { id }, cancel) is [var user, ..] ? user : null;
    }

    /// <summary>The account of a user name, written exactly so, or null.</summary>
    public async Task<User?> FindByNameAsync(string username, CancellationToken cancel) =>
        await UserRows.ListAsync(write.Connection, write.Dialect, "where u.username = @username", new { username = Dialect.Clean(username) }, cancel) is [var user, ..] ? user : null;

    /// <summary>The account of an address in lower case, its first one or another, or null.</summary>
    public async Task<User?> FindByAddressAsync(string address, CancellationToken cancel) =>
        await UserRows.ListAsync(write.Connection, write.Dialect, UserQueries.ByAddressSql, new { email = address }, cancel) is [var user, ..] ? user : null;

    /// <summary>The name of the account that stands in the way: one of the same name, whatever its case, or of the same address. Null for none.</summary>
    public async Task<UserClash?> FindClashAsync(User user, CancellationToken cancel)
    {
        var name = await QueryTextAsync(NameTakenSql, new { name = user.Username.ToLowerInvariant(), id = user.Id }, cancel);
        if (name is not null) return new(name, IsEmail: false);
        var other = await QueryTextAsync(EmailTakenSql, new { email = user.Email, id = user.Id }, cancel);
        return other is null ? null : new(other, IsEmail: true);
    }

    /// <summary>Takes a number for a new account. Others who add one wait until the transaction ends, so that no two get one name.</summary>
    public Task<long> TakeIdAsync(CancellationToken cancel) => IdLedger.TakeAsync(write, "users", 1, cancel);

    /// <summary>Who gives an account another address waits for others who do, or add one, so that no two get one address.</summary>
    public Task LockAddressesAsync(CancellationToken cancel) =>
        write.Dialect.IsPostgres ? ExecuteAsync("select next from ids where name = 'users' for update", new { }, cancel) : Task.CompletedTask;

    /// <summary>Adds an account under its number.</summary>
    public Task AddAsync(User user, CancellationToken cancel) => ExecuteAsync(AddSql, ValuesOf(user), cancel);

    /// <summary>Writes an account anew; its name and the projects it maintains stay.</summary>
    public Task SaveAsync(User user, CancellationToken cancel) => ExecuteAsync(SaveSql, ValuesOf(user), cancel);

    /// <summary>Makes somebody a maintainer of a project, or no longer.</summary>
    public Task SetMaintainerAsync(long project, long user, bool isMaintainer, CancellationToken cancel) =>
        ExecuteAsync(isMaintainer ? MaintainSql : LeaveSql, new { project, user }, cancel);

    private static object ValuesOf(User user) => new
    {
        user.Id, user.Username, FirstName = Dialect.Clean(user.FirstName), LastName = Dialect.Clean(user.LastName), user.Email, user.Password,
        IsAdmin = user.IsAdmin ? 1L : 0L, IsActive = user.IsActive ? 1L : 0L, CreatedAt = Micros.From(user.CreatedAt), SendEmail = user.SendEmail ? 1L : 0L,
        user.ItemsPerPage, ShowIds = user.ShowIds ? 1L : 0L,
    };

    private Task<string?> QueryTextAsync(string sql, object values, CancellationToken cancel) =>
        write.Connection.QueryFirstOrDefaultAsync<string?>(new CommandDefinition(sql, values, cancellationToken: cancel));

    private Task<int> ExecuteAsync(string sql, object values, CancellationToken cancel) =>
        write.Connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancel));
}

/// <summary>An account that another one cannot stand beside.</summary>
/// <param name="Username">The one that is there.</param>
/// <param name="IsEmail">It has the address; else it has the name.</param>
public sealed record UserClash(string Username, bool IsEmail);
