using Dapper;

namespace Tributary.Store;

/// <summary>Reads links that were sent by mail, without using them up.</summary>
public sealed class ConfirmationQueries(Database database)
{
    private const string FindSql = """
        select purpose, user_id as userId, address from confirmations where hash = @hash and purpose = @purpose and expires_at > @now
        """;

    /// <summary>What a link is for; null when there is none, or none for this purpose, or it is too old.</summary>
    public async Task<Confirmation?> FindAsync(string secret, ConfirmationPurpose purpose, DateTimeOffset at, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var values = new { hash = SessionStore.HashOf(secret), purpose = (long)purpose, now = Micros.From(at) };
        return (await connection.QuerySingleOrDefaultAsync<ConfirmationRow>(new CommandDefinition(FindSql, values, cancellationToken: cancel)))?.ToConfirmation();
    }
}
