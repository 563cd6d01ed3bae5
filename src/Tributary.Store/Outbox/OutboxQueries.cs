using System.Collections.Immutable;
using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Reads the outbox.</summary>
public sealed class OutboxQueries(Database database)
{
    /// <summary>Letters, the newest first, without their mails.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="before">The number of the last one seen; null at first.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<IReadOnlyList<OutboxLetter>> ListAsync(OutboxFilter filter, LetterId? before, int limit, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await OutboxRows.ListAsync(
            connection, database.Dialect, ($"where o.id < @before{ConditionsOf(filter)} order by o.id desc limit @limit", WithContent: false),
            ValuesOf(filter, before?.Value ?? long.MaxValue, limit), cancel);
    }

    /// <summary>A letter with its mail, or null.</summary>
    public Task<OutboxLetter?> FindAsync(LetterId id, CancellationToken cancel) => FindAsync("where o.id = @id", new { id = id.Value }, cancel);

    /// <summary>The letter of a key with its mail, or null.</summary>
    public Task<OutboxLetter?> FindByKeyAsync(string key, CancellationToken cancel) => FindAsync("where o.key = @key", new { key = Dialect.Clean(key) }, cancel);

    /// <summary>How many letters of the filter's projects are in each state; its state does not count.</summary>
    public async Task<IReadOnlyDictionary<LetterState, long>> CountAsync(OutboxFilter filter, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var all = filter with { State = null };
        var counts = await connection.QueryAsync<(long State, long Count)>(new CommandDefinition(
            $"select o.state, count(*) from outbox o where o.id < @before{ConditionsOf(all)} group by o.state", ValuesOf(all, long.MaxValue, 0), cancellationToken: cancel));
        return counts.ToImmutableSortedDictionary(static pair => (LetterState)pair.State, static pair => pair.Count);
    }

    /// <summary>Where people reach the site, without a last slash, as the last server that sends letters said; empty where none has.</summary>
    public async Task<string> FindSiteAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition("select site from outbox_sender where id = 1", cancellationToken: cancel)) ?? "";
    }

    private async Task<OutboxLetter?> FindAsync(string condition, object values, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await OutboxRows.ListAsync(connection, database.Dialect, (condition, WithContent: true), values, cancel) is [var letter, ..] ? letter : null;
    }

    private string ConditionsOf(OutboxFilter filter) =>
        (filter.State is null ? "" : " and o.state = @state") + (filter.Kind is null ? "" : " and o.key >= @kind and o.key < @behindKind") + (filter.Projects is null ? "" : $" and {database.Dialect.In("o.project", "projects")}");

    private object ValuesOf(OutboxFilter filter, long before, int limit) => new
    {
        before, limit = (long)limit, state = (long)filter.State.GetValueOrDefault(), kind = filter.Kind + "/", behindKind = filter.Kind + "0", projects = database.Dialect.List(filter.Projects ?? []),
    };
}
