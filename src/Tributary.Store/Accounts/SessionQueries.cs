using Dapper;

namespace Tributary.Store;

/// <summary>Reads sessions.</summary>
public sealed class SessionQueries(Database database)
{
    private const string Columns = "select id, user_id as userId, created_at as createdAt, used_at as usedAt, origin, program from sessions";
    private const string BySecretSql = $"{Columns} where hash = @hash and created_at > @begun and used_at > @used";
    private const string ListSql = $"{Columns} where user_id = @user and created_at > @begun and used_at > @used order by used_at desc, id desc limit 1000";

    /// <summary>The session of a cookie with its user, or null where it has ended. Whether the user is active is the caller's question.</summary>
    /// <param name="secret">What the cookie holds.</param>
    /// <param name="now">The time: a session that is too old has ended.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<(StoredSession Session, User User)?> FindAsync(string secret, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var values = new { hash = SessionStore.HashOf(secret), begun = SessionStore.OldestBegin(now), used = SessionStore.OldestUse(now) };
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(BySecretSql, values, cancellationToken: cancel));
        if (row is null) return null;
        var users = await UserRows.ListAsync(connection, database.Dialect, "where u.id = @id", new { id = row.UserId }, cancel);
        return users is [var user] ? (row.ToSession(), user) : null;
    }

    /// <summary>The sessions of a user that have not ended, the last used first; at most a thousand.</summary>
    public async Task<IReadOnlyList<StoredSession>> ListAsync(long user, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var values = new { user, begun = SessionStore.OldestBegin(now), used = SessionStore.OldestUse(now) };
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(ListSql, values, cancellationToken: cancel))).Select(row => row.ToSession())];
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public long UserId { get; init; }
        public long CreatedAt { get; init; }
        public long UsedAt { get; init; }
        public string Origin { get; init; } = "";
        public string Program { get; init; } = "";

        public StoredSession ToSession() => new()
        {
            Id = Id, User = UserId, CreatedAt = Micros.ToTime(CreatedAt), UsedAt = Micros.ToTime(UsedAt), Origin = Origin, Program = Program,
        };
    }
}
