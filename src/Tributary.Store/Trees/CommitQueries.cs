using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using Tributary.Mail;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Reads the ledger of commits.</summary>
public sealed class CommitQueries(Database database)
{
    private const string OfSeries = "where c.message in (select sp.message from series_patches sp where sp.series = @series) order by c.tree, c.at, c.message";
    private const string OfMessage = "where m.message_id = @messageId order by c.project, c.tree";
    private const string OfCommit = "where c.commit_id >= @from and c.commit_id < @to order by c.commit_id, c.project, c.tree limit 100";
    private const string OfTree = "where c.tree = @tree and c.dropped_at is null order by c.at, c.message";

    /// <summary>The commits of a series' patches, in every tree.</summary>
    public Task<ImmutableArray<LedgerCommit>> ListOfSeriesAsync(SeriesId series, CancellationToken cancel) => ListAsync(OfSeries, new { series = series.Value }, cancel);

    /// <summary>The commits of a patch, in every tree.</summary>
    public Task<ImmutableArray<LedgerCommit>> ListOfMessageAsync(MessageId message, CancellationToken cancel) => ListAsync(OfMessage, new { messageId = message.Value }, cancel);

    /// <summary>The patches that a commit was; the name may be abbreviated.</summary>
    /// <param name="hex">Hex digits, lower case, from 7.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task<ImmutableArray<LedgerCommit>> ListOfCommitAsync(string hex, CancellationToken cancel) =>
        hex.Length < 7 || !hex.All(char.IsAsciiHexDigitLower) ? Task.FromResult(ImmutableArray<LedgerCommit>.Empty) : ListAsync(OfCommit, new { from = hex, to = hex + "g" }, cancel);

    /// <summary>All that a tree has or that is applied for it, the oldest first; what was dropped is not among it.</summary>
    public Task<ImmutableArray<LedgerCommit>> ListOfTreeAsync(string tree, CancellationToken cancel) => ListAsync(OfTree, new { tree }, cancel);

    private async Task<ImmutableArray<LedgerCommit>> ListAsync(string condition, object values, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await ReadAsync(connection, condition, values, cancel);
    }

    internal static async Task<ImmutableArray<LedgerCommit>> ReadAsync(DbConnection connection, string condition, object values, CancellationToken cancel) =>
        [.. (await connection.QueryAsync<CommitRows.Row>(new CommandDefinition($"{CommitRows.Select} {condition}", values, cancellationToken: cancel))).Select(static row => row.ToCommit())];
}
