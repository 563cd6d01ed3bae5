using System.Globalization;
using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Counts anew how long answers and decisions took, from the series.</summary>
internal sealed class FeedbackRecount(WriteTransaction write)
{
    private const string CountSql = """
        insert into feedback_counts (project, week, measure, tree, delegate, bucket, total)
        select project, (sent_at / 86400000000 - 4) / 7, {measure}, coalesce(tree, ''), coalesce(delegate, ''), {bucket}, count(*) from series group by 1, 2, 4, 5, 6
        """;

    /// <summary>Carries it out.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        await RunAsync("delete from feedback_counts", cancel);
        await RunAsync(Sql("0", "answer_span"), cancel);
        await RunAsync(Sql("1", "decision_span"), cancel);
    }

    private static string Sql(string measure, string column)
    {
        var ends = FeedbackBuckets.Done.Where(bucket => FeedbackBuckets.EndOf(bucket) is not null)
            .Select(bucket => string.Create(CultureInfo.InvariantCulture, $"when {column} <= {(long)(FeedbackBuckets.EndOf(bucket)! * 100)} then {bucket}"));
        var last = string.Create(CultureInfo.InvariantCulture, $"else {FeedbackBuckets.Done[^1]}");
        var open = string.Create(CultureInfo.InvariantCulture, $"case owes when 0 then {FeedbackBuckets.Never} else {FeedbackBuckets.Waiting} end");
        return CountSql.Replace("{measure}", measure, StringComparison.Ordinal)
            .Replace("{bucket}", $"case when {column} is null then {open} {string.Join(' ', ends)} {last} end", StringComparison.Ordinal);
    }

    private Task<int> RunAsync(string sql, CancellationToken cancel) => write.Connection.ExecuteAsync(new CommandDefinition(sql, cancellationToken: cancel));
}
