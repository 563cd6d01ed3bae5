using System.Security.Cryptography;
using Dapper;

namespace Tributary.Store;

/// <summary>Writes links that are sent by mail to show that somebody reads the mail of an address.</summary>
public sealed class ConfirmationStore(WriteTransaction write)
{
    private const int SecretBytes = 32;

    private const string ForgetSql = "delete from confirmations where expires_at <= @now";
    private const string AddSql = "insert into confirmations (hash, purpose, user_id, address, expires_at) values (@hash, @purpose, @user, @address, @expires)";
    private const string TakeSql = """
        delete from confirmations where hash = @hash and purpose = @purpose and expires_at > @now returning purpose, user_id as userId, address
        """;

    private const string ForgetUserSql = "delete from confirmations where user_id = @user";
    private const string ForgetAddressSql = "delete from confirmations where address = @address";

    /// <summary>How long a link may be followed.</summary>
    public static TimeSpan Life { get; } = TimeSpan.FromHours(24);

    /// <summary>Makes a link.</summary>
    /// <param name="confirmation">What it is for.</param>
    /// <param name="at">When.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>The secret that stands in the link, which can be seen only now.</returns>
    public async Task<string> AddAsync(Confirmation confirmation, DateTimeOffset at, CancellationToken cancel)
    {
        await ExecuteAsync(ForgetSql, new { now = Micros.From(at) }, cancel);
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        await ExecuteAsync(AddSql, new
        {
            hash = SessionStore.HashOf(secret), purpose = (long)confirmation.Purpose, user = confirmation.User, address = confirmation.Address, expires = Micros.From(at + Life),
        }, cancel);
        return secret;
    }

    /// <summary>Uses a link up: another transaction that tries the same finds nothing.</summary>
    /// <returns>What it was for; null when there is none, or none for this purpose, or it is too old.</returns>
    public async Task<Confirmation?> TakeAsync(string secret, ConfirmationPurpose purpose, DateTimeOffset at, CancellationToken cancel)
    {
        var values = new { hash = SessionStore.HashOf(secret), purpose = (long)purpose, now = Micros.From(at) };
        return (await write.Connection.QuerySingleOrDefaultAsync<ConfirmationRow>(new CommandDefinition(TakeSql, values, cancellationToken: cancel)))?.ToConfirmation();
    }

    /// <summary>Makes all links of an account worthless.</summary>
    public Task ForgetAsync(long user, CancellationToken cancel) => ExecuteAsync(ForgetUserSql, new { user }, cancel);

    /// <summary>Makes all links that were sent to an address worthless.</summary>
    public Task ForgetAsync(string address, CancellationToken cancel) => ExecuteAsync(ForgetAddressSql, new { address }, cancel);

    private Task<int> ExecuteAsync(string sql, object values, CancellationToken cancel) =>
        write.Connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancel));
}

/// <summary>A link as it is read.</summary>
internal sealed record ConfirmationRow
{
    public long Purpose { get; init; }
    public long? UserId { get; init; }
    public string Address { get; init; } = "";

    public Confirmation ToConfirmation() => new((ConfirmationPurpose)Purpose, UserId, Address);
}
