using Dapper;

namespace Tributary.Store;

/// <summary>Writes the addresses of accounts beside their first ones.</summary>
public sealed class AddressStore(WriteTransaction write)
{
    private const string LockSql = "insert into ids (name, next) values ('users', 1) on conflict (name) do update set next = ids.next";
    private const string OwnerSql = """
        select u.username from users u where u.email = @address
        union all select u.username from user_addresses a join users u on u.id = a.user_id where a.address = @address
        """;

    private const string AddSql = "insert into user_addresses (address, user_id, confirmed_at) values (@address, @user, @at)";
    private const string RemoveSql = "delete from user_addresses where address = @address and user_id = @user";
    private const string FirstSql = "update users set email = @address where id = @user";

    /// <summary>Makes others who give out names and addresses wait until the transaction ends, so that no two get the same. Take it before anything is read.</summary>
    public Task LockAsync(CancellationToken cancel) => ExecuteAsync(LockSql, new { }, cancel);

    /// <summary>The user name of the account that has an address (in lower case), or null.</summary>
    public Task<string?> FindOwnerAsync(string address, CancellationToken cancel) =>
        write.Connection.QueryFirstOrDefaultAsync<string?>(new CommandDefinition(OwnerSql, new { address }, cancellationToken: cancel));

    /// <summary>Adds an address that belongs to nobody.</summary>
    public Task AddAsync(long user, string address, DateTimeOffset at, CancellationToken cancel) => ExecuteAsync(AddSql, new { user, address, at = Micros.From(at) }, cancel);

    /// <summary>Takes an address away; the first one stays.</summary>
    /// <returns>False when it was not among the others.</returns>
    public async Task<bool> RemoveAsync(long user, string address, CancellationToken cancel) => await ExecuteAsync(RemoveSql, new { user, address }, cancel) > 0;

    /// <summary>Makes one of the other addresses the first, to which mail is sent; the first becomes one of the others.</summary>
    /// <returns>False when it was not among the others.</returns>
    public async Task<bool> MakeFirstAsync(User user, string address, DateTimeOffset at, CancellationToken cancel)
    {
        if (!await RemoveAsync(user.Id, address, cancel)) return false;
        await ExecuteAsync(FirstSql, new { address, user = user.Id }, cancel);
        await AddAsync(user.Id, user.Email, at, cancel);
        return true;
    }

    private Task<int> ExecuteAsync(string sql, object values, CancellationToken cancel) =>
        write.Connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancel));
}
