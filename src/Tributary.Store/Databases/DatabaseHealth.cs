using Dapper;

namespace Tributary.Store;

/// <summary>Asks a database how it is.</summary>
public sealed class DatabaseHealth(Database database)
{
    private const string CountSql = """
        select (select count(*) from projects) as projects, (select count(*) from messages) as messages,
               (select count(*) from series) as series, (select count(*) from quarantine) as quarantined
        """;

    private const string NewestSql = "select substr(member, 1, 1) from messages order by id desc limit 1";

    private const string NumbersSql = "select name, next from ids order by name limit 1000";

    private const string InboxesSql = "select location, position from sources where kind = 'public-inbox' order by id limit 10000";

    /// <summary>Makes sure that what is derived was written by a program that reads mail as this one does.</summary>
    /// <exception cref="DatabaseException">An older program wrote it: it is to be rebuilt.</exception>
    public async Task DemandCurrentAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var first = await connection.ExecuteScalarAsync<byte[]>(new CommandDefinition(NewestSql, cancellationToken: cancel));
        if (first is null || MemberPacking.IsCurrent(first)) return;
        throw new DatabaseException($"{database.Description.Location} was written by another version of this program: run trib rebuild, which derives from its mail what this one shows");
    }

    /// <summary>The schema that the database has by now: another program may have brought it on since this one opened it.</summary>
    public async Task<int> ReadSchemaAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return (int)await connection.ExecuteScalarAsync<long>(new CommandDefinition("select max(number) from schema_version", cancellationToken: cancel));
    }

    /// <summary>The last number given of each kind: messages, arrivals, series, events …</summary>
    public async Task<IReadOnlyDictionary<string, long>> ReadNumbersAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<(string Name, long Next)>(new CommandDefinition(NumbersSql, cancellationToken: cancel));
        return rows.ToDictionary(static row => row.Name, static row => row.Name == "generation" ? row.Next : row.Next - 1);
    }

    /// <summary>What the database's own check finds: null when it finds nothing. PostgreSQL checks itself as it reads.</summary>
    public async Task<string?> FindDamageAsync(CancellationToken cancel)
    {
        if (database.Dialect.IsPostgres) return null;
        await using var connection = await database.OpenReadAsync(cancel);
        var found = await connection.ExecuteScalarAsync<string>(new CommandDefinition("pragma quick_check(1)", cancellationToken: cancel));
        return found == "ok" ? null : found ?? "the check says nothing";
    }

    /// <summary>How much there is.</summary>
    public async Task<HealthCounts> CountAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await connection.QuerySingleAsync<HealthCounts>(new CommandDefinition(CountSql, cancellationToken: cancel));
    }

    /// <summary>The public-inboxes, with the positions that their readers saved.</summary>
    public async Task<IReadOnlyList<InboxRow>> ListInboxesAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return (await connection.QueryAsync<InboxRow>(new CommandDefinition(InboxesSql, cancellationToken: cancel))).AsList();
    }
}

/// <summary>How much a database holds.</summary>
public sealed record HealthCounts(long Projects, long Messages, long Series, long Quarantined);

/// <summary>A public-inbox that was imported.</summary>
public sealed record InboxRow(string Location, string Position);
