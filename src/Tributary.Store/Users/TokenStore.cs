using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace Tributary.Store;

/// <summary>Writes tokens: keys of the API that stand for a user. Only their SHA-256 is kept: they are 160 random bits, so nobody guesses one from its hash.</summary>
public sealed class TokenStore(WriteTransaction write)
{
    // Patchwork's tokens are as long, and its clients check it.
    private const int TokenBytes = 20;

    private const string AddSql = "insert into tokens (id, user_id, hash, label, created_at) values (@id, @user, @hash, @label, @at)";
    private const string UserSql = "select user_id from tokens where id = @id";
    private const string RevokeSql = "delete from tokens where id = @id";
    private const string UsedSql = "update tokens set used_at = @day where hash = @hash and (used_at is null or used_at < @day)";

    /// <summary>What is kept of a token.</summary>
    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Makes a token for a user.</summary>
    /// <param name="user">The user's number.</param>
    /// <param name="label">What it is for; may be empty.</param>
    /// <param name="at">When.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>The token, which can be seen only now.</returns>
    public async Task<IssuedToken> IssueAsync(long user, string label, DateTimeOffset at, CancellationToken cancel)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
        var id = await IdLedger.TakeAsync(write, "tokens", 1, cancel);
        var row = new { id, user, hash = HashOf(token), label = Dialect.Clean(label), at = Micros.From(at) };
        await write.Connection.ExecuteAsync(new CommandDefinition(AddSql, row, cancellationToken: cancel));
        return new(id, token);
    }

    /// <summary>The user of a token by its number, or null.</summary>
    public async Task<long?> FindUserAsync(long id, CancellationToken cancel) =>
        await write.Connection.ExecuteScalarAsync<long?>(new CommandDefinition(UserSql, new { id }, cancellationToken: cancel));

    /// <summary>Makes a token worthless.</summary>
    /// <returns>False when there is none of that number.</returns>
    public async Task<bool> RevokeAsync(long id, CancellationToken cancel) =>
        await write.Connection.ExecuteAsync(new CommandDefinition(RevokeSql, new { id }, cancellationToken: cancel)) > 0;

    /// <summary>Notes the day on which a token was used.</summary>
    public Task NoteUseAsync(string token, DateTimeOffset at, CancellationToken cancel) => write.Connection.ExecuteAsync(new CommandDefinition(
        UsedSql, new { hash = HashOf(token), day = Micros.From(new(at.UtcDateTime.Date, TimeSpan.Zero)) }, cancellationToken: cancel));
}

/// <summary>A token that was just made.</summary>
/// <param name="Id">Its number, by which it is revoked.</param>
/// <param name="Token">40 hexadecimal digits.</param>
public sealed record IssuedToken(long Id, string Token);
