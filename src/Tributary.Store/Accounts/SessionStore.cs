using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace Tributary.Store;

/// <summary>Writes sessions: browsers that are signed in. Only the SHA-256 of what the cookie holds is kept.</summary>
public sealed class SessionStore(WriteTransaction write)
{
    private const int SecretBytes = 32;
    private const int MostCharacters = 300;

    private const string AddSql = """
        insert into sessions (id, user_id, hash, created_at, used_at, origin, program) values (@id, @user, @hash, @at, @at, @origin, @program)
        """;

    private const string EndSql = "delete from sessions where id = @id and user_id = @user";
    private const string EndSecretSql = "delete from sessions where hash = @hash";
    private const string EndAllSql = "delete from sessions where user_id = @user and id <> @except";
    private const string UsedSql = "update sessions set used_at = @at where id = @id";
    private const string ForgetSql = "delete from sessions where used_at <= @used or created_at <= @begun";

    /// <summary>How long a session lives that nobody uses.</summary>
    public static TimeSpan IdleLife { get; } = TimeSpan.FromDays(14);

    /// <summary>How long a session lives at most.</summary>
    public static TimeSpan WholeLife { get; } = TimeSpan.FromDays(90);

    /// <summary>What is kept of a secret.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Begins a session.</summary>
    /// <param name="user">The user's number.</param>
    /// <param name="origin">The network address that signs in.</param>
    /// <param name="program">What the browser calls itself.</param>
    /// <param name="at">When.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>The secret for the cookie: it is made here, so that nobody can choose it, and can be seen only now.</returns>
    public async Task<string> BeginAsync(long user, string origin, string program, DateTimeOffset at, CancellationToken cancel)
    {
        await ExecuteAsync(ForgetSql, new { used = OldestUse(at), begun = OldestBegin(at) }, cancel);
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        var id = await IdLedger.TakeAsync(write, "sessions", 1, cancel);
        await ExecuteAsync(AddSql, new { id, user, hash = HashOf(secret), at = Micros.From(at), origin = Cut(origin), program = Cut(program) }, cancel);
        return secret;
    }

    /// <summary>Ends a session of a user.</summary>
    /// <returns>False when he has none of that number.</returns>
    public async Task<bool> EndAsync(long id, long user, CancellationToken cancel) => await ExecuteAsync(EndSql, new { id, user }, cancel) > 0;

    /// <summary>Ends the session of a cookie, if there is one.</summary>
    public Task EndAsync(string secret, CancellationToken cancel) => ExecuteAsync(EndSecretSql, new { hash = HashOf(secret) }, cancel);

    /// <summary>Ends all sessions of a user.</summary>
    /// <param name="user">His number.</param>
    /// <param name="except">The number of the one that stays; null: none.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>How many.</returns>
    public Task<int> EndAllAsync(long user, long? except, CancellationToken cancel) => ExecuteAsync(EndAllSql, new { user, except = except ?? 0 }, cancel);

    /// <summary>Notes when a session was used.</summary>
    public Task NoteUseAsync(long id, DateTimeOffset at, CancellationToken cancel) => ExecuteAsync(UsedSql, new { id, at = Micros.From(at) }, cancel);

    internal static long OldestUse(DateTimeOffset now) => Micros.From(now - IdleLife);

    internal static long OldestBegin(DateTimeOffset now) => Micros.From(now - WholeLife);

    private static string Cut(string text) => Dialect.Clean(text.Length > MostCharacters ? text[..MostCharacters] : text);

    private Task<int> ExecuteAsync(string sql, object values, CancellationToken cancel) =>
        write.Connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancel));
}
