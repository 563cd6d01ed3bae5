using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>A page of the queue as data.</summary>
/// <param name="Project">The project's link name.</param>
/// <param name="Series">The lines.</param>
/// <param name="Counts">How many series stand in each state and tree.</param>
/// <param name="Next">The address of the next page's data, or null.</param>
public sealed record QueueView(string Project, IEnumerable<SeriesLineView> Series, IEnumerable<SeriesCountView> Counts, string? Next)
{
    /// <summary>On the first page of what waits: those that a maintainer has owed an answer for longest, the oldest promise first.</summary>
    public IEnumerable<SeriesLineView> Overdue { get; init; } = [];

    /// <summary>The data of a page.</summary>
    public static QueueView From(QueueModel model) => new(
        model.Project.Name,
        model.Lines.Select(line => SeriesLineView.From(line, model.Now) with { Checks = VerdictCountsView.From(model.Verdicts.GetValueOrDefault(line.Id)), Applies = AppliesView.From(model.Applies.GetValueOrDefault(line.Id)) }),
        model.Counts.Select(count => new SeriesCountView(count.State.Slug, count.Tree.Length == 0 ? null : count.Tree, count.Total)),
        model.HasOlder ? model.Request.Behind(model.Lines[^1]).ToAddress(model.Project.Name, json: true) : null)
    {
        Overdue = model.Overdue.Select(line => SeriesLineView.From(line, model.Now)),
    };
}

/// <summary>A kept count as data.</summary>
/// <param name="State">The state's slug.</param>
/// <param name="Tree">The tree, or null for none.</param>
/// <param name="Total">How many.</param>
public sealed record SeriesCountView(string State, string? Tree, long Total);
