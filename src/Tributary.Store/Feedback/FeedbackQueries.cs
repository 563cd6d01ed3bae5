using Dapper;

namespace Tributary.Store;

/// <summary>Reads how long answers and decisions took, from kept counts.</summary>
public sealed class FeedbackQueries(Database database)
{
    private const string ListSql = """
        select week, measure, tree, delegate, bucket, total from feedback_counts
        where project = @project and week >= @from and week <= @to and total > 0 order by week, measure, tree, delegate, bucket
        """;

    private const string NewestSql = "select week from feedback_counts where project = @project and week <= @now order by week desc limit 1";

    private const string OverdueSql = "select count(*) from (select id from series where project = @project and due_at < @now limit @limit) as overdue";

    /// <summary>The counts of some weeks (<see cref="Tributary.Workflow.FeedbackBuckets.WeekOf"/>), both included.</summary>
    public async Task<IReadOnlyList<FeedbackCount>> ListAsync(long project, long from, long to, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(ListSql, new { project, from, to }, cancellationToken: cancel));
        return [.. rows.Select(row => new FeedbackCount(row.Week, row.Measure == 1, row.Tree, row.Delegate, (int)row.Bucket, row.Total))];
    }

    /// <summary>The newest week in which series came, not later than one; null where none did.</summary>
    public async Task<long?> FindNewestWeekAsync(long project, long now, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition(NewestSql, new { project, now }, cancellationToken: cancel));
    }

    /// <summary>How many series a maintainer has owed an answer for too long; counted up to a limit.</summary>
    public async Task<long> CountOverdueAsync(long project, DateTimeOffset now, int limit, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(OverdueSql, new { project, now = Micros.From(now), limit = (long)limit }, cancellationToken: cancel));
    }

    private sealed class Row
    {
        public long Week { get; init; }
        public long Measure { get; init; }
        public string Tree { get; init; } = "";
        public string Delegate { get; init; } = "";
        public long Bucket { get; init; }
        public long Total { get; init; }
    }
}

/// <summary>How many series of a week, tree and delegate took how long.</summary>
/// <param name="Week">The week in which they came.</param>
/// <param name="IsDecision">To the decision; else to the first answer by a maintainer.</param>
/// <param name="Tree">The tree; empty: none.</param>
/// <param name="Delegate">The delegate; empty: nobody.</param>
/// <param name="Bucket">How long (<see cref="Tributary.Workflow.FeedbackBuckets"/>).</param>
/// <param name="Total">How many.</param>
public sealed record FeedbackCount(long Week, bool IsDecision, string Tree, string Delegate, int Bucket, long Total);
