using System.Collections.Immutable;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>The page of feedback as data.</summary>
/// <param name="Project">The project's link name.</param>
/// <param name="FirstWeek">The Monday of the first week.</param>
/// <param name="LastWeek">The Monday of the last week.</param>
/// <param name="PromisedDays">Business days within which an answer is promised.</param>
/// <param name="OverdueNow">How many series are overdue now, counted up to 1000.</param>
/// <param name="Settings">The days that count.</param>
/// <param name="Answers">To the first answer by a maintainer.</param>
/// <param name="Decisions">To the decision.</param>
public sealed record FeedbackView(
    string Project, DateOnly FirstWeek, DateOnly LastWeek, int PromisedDays, long OverdueNow, IReadOnlyDictionary<string, string> Settings, FeedbackMeasureView Answers, FeedbackMeasureView Decisions)
{
    /// <summary>The data of a page.</summary>
    public static FeedbackView From(FeedbackModel model) => new(
        model.Project.Name, FeedbackBuckets.DayOf(model.First), FeedbackBuckets.DayOf(model.Last), model.Promise, model.Overdue, model.Words, Measure(model, isDecision: false), Measure(model, isDecision: true));

    private static FeedbackMeasureView Measure(FeedbackModel model, bool isDecision) => new(
        FeedbackSumView.Of(model.Whole(isDecision)), [.. model.ByWeek(isDecision).Select(FeedbackSumView.Of)],
        [.. model.ByTree(isDecision).Select(FeedbackSumView.Of)], [.. model.ByDelegate(isDecision).Select(FeedbackSumView.Of)]);
}

/// <summary>One measure as data.</summary>
/// <param name="All">All of the span.</param>
/// <param name="Weeks">By week: the name is its Monday.</param>
/// <param name="Trees">By tree; null: none.</param>
/// <param name="Delegates">By delegate; null: nobody.</param>
public sealed record FeedbackMeasureView(FeedbackSumView All, ImmutableArray<FeedbackSumView> Weeks, ImmutableArray<FeedbackSumView> Trees, ImmutableArray<FeedbackSumView> Delegates);

/// <summary>How many series took how long, as data.</summary>
/// <param name="Name">Of what.</param>
/// <param name="Total">All.</param>
/// <param name="Done">Answered, or decided.</param>
/// <param name="Within">Within what is promised.</param>
/// <param name="Waiting">Waiting still.</param>
/// <param name="Never">Never, and no longer waiting.</param>
/// <param name="HalfWithin">Half of those done took at most so many business days; null for more than the longest that is counted, or none.</param>
/// <param name="Buckets">How many by the longest business days of each, the last without an end.</param>
public sealed record FeedbackSumView(string? Name, long Total, long Done, long Within, long Waiting, long Never, double? HalfWithin, ImmutableArray<FeedbackBucketView> Buckets)
{
    /// <summary>The data of a sum.</summary>
    public static FeedbackSumView Of(FeedbackSum sum) => new(
        sum.Name.Length == 0 ? null : sum.Name, sum.Total, sum.Done, sum.Within, sum.Waiting, sum.Never, sum.Middle is { } bucket ? FeedbackBuckets.EndOf(bucket) : null,
        [.. FeedbackBuckets.Done.Select(one => new FeedbackBucketView(FeedbackBuckets.EndOf(one), sum.Totals[one]))]);
}

/// <summary>A bucket as data.</summary>
/// <param name="UpTo">Business days; null: more than all others.</param>
/// <param name="Total">How many.</param>
public sealed record FeedbackBucketView(double? UpTo, long Total);
