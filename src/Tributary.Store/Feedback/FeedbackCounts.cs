using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Keeps the counts of how long answers and decisions took, in the transaction in which series change.</summary>
internal sealed class FeedbackCounts(WriteTransaction write, long project)
{
    private static readonly RowTarget Rows = new(
        "feedback_counts", "project:n week:n measure:n tree:t delegate:t bucket:n total:n",
        "on conflict (project, week, measure, tree, delegate, bucket) do update set total = feedback_counts.total + excluded.total");

    private readonly SortedDictionary<(long Week, long Measure, string Tree, string Delegate, long Bucket), long> deltas = [];

    /// <summary>Takes in how series changed.</summary>
    public FeedbackCounts Add(IEnumerable<(SeriesRow? Before, SeriesRow? After)> changes)
    {
        foreach (var (before, after) in changes)
        {
            Note(before, -1);
            Note(after, 1);
        }

        return this;
    }

    /// <summary>Writes what is another.</summary>
    public async Task SaveAsync(CancellationToken cancel)
    {
        var rows = write.Write(Rows);
        foreach (var ((week, measure, tree, person, bucket), by) in deltas)
        {
            if (by != 0) rows.Add(project).Add(week).Add(measure).Add(tree).Add(person).Add(bucket).Add(by).EndRow();
        }

        await rows.FlushAsync(cancel);
        if (deltas.Values.All(by => by >= 0)) return;
        var weeks = deltas.Where(pair => pair.Value < 0).Select(pair => pair.Key.Week).Distinct();
        await write.Connection.ExecuteAsync(new CommandDefinition(
            $"delete from feedback_counts where project = @project and total = 0 and {write.Dialect.In("week", "weeks")}", new { project, weeks = write.Dialect.List(weeks) }, cancellationToken: cancel));
    }

    private void Note(SeriesRow? row, long by)
    {
        if (row is null) return;
        var week = FeedbackBuckets.WeekOf(Micros.ToTime(row.SentAt));
        Count(0, FeedbackBuckets.Of(row.Clock.AnswerSpan, row.Clock.Owes));
        Count(1, FeedbackBuckets.Of(row.Clock.DecisionSpan, row.Clock.Owes));

        void Count(long measure, int bucket)
        {
            var key = (week, measure, row.Tree ?? "", row.Delegate ?? "", (long)bucket);
            deltas[key] = deltas.GetValueOrDefault(key) + by;
        }
    }
}
