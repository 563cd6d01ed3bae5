using Dapper;

namespace Tributary.Store;

/// <summary>Reads what is known of tokens, which is not the tokens.</summary>
public sealed class TokenQueries(Database database)
{
    private const string ListSql = """
        select id, label, created_at as createdAt, used_at as usedAt from tokens where user_id = @user order by id limit 1000
        """;

    private const string UsedSql = "select coalesce(used_at, 0) from tokens where hash = @hash";

    /// <summary>The tokens of a user, the oldest first; at most a thousand.</summary>
    public async Task<IReadOnlyList<StoredToken>> ListAsync(long user, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(ListSql, new { user }, cancellationToken: cancel))).Select(row => row.ToToken())];
    }

    /// <summary>True when it is not noted yet that a token was used on this day.</summary>
    public async Task<bool> IsFirstUseAsync(string token, DateTimeOffset at, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var used = await connection.ExecuteScalarAsync<long?>(new CommandDefinition(UsedSql, new { hash = TokenStore.HashOf(token) }, cancellationToken: cancel));
        return used < Micros.From(new(at.UtcDateTime.Date, TimeSpan.Zero));
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public string Label { get; init; } = "";
        public long CreatedAt { get; init; }
        public long? UsedAt { get; init; }

        public StoredToken ToToken() => new(Id, Label, Micros.ToTime(CreatedAt), UsedAt is { } day ? DateOnly.FromDateTime(Micros.ToTime(day).UtcDateTime) : null);
    }
}

/// <summary>A token as it is known.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Label">What it is for.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UsedOn">The last day on which it was used, UTC; null for never.</param>
public sealed record StoredToken(long Id, string Label, DateTimeOffset CreatedAt, DateOnly? UsedOn);
