using System.Collections.Immutable;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Reads what the forms of the queue and of a series ask: a field that is empty or absent leaves things as they are.</summary>
internal static class ChangeForm
{
    /// <summary>The value of the delegate field that means nobody; no user name begins so.</summary>
    public const string Nobody = "-";

    /// <summary>The value of the tree field that means none of ours; no tree is named so.</summary>
    public const string NoTree = "-";

    /// <summary>The value of the tree field that leaves it to routing; no tree is named so.</summary>
    public const string AsRouted = "*";

    /// <summary>What is asked, without the series that it is asked of.</summary>
    /// <param name="posted">The fields <c>state delegate archive hold reason tree tree_why tag untag seen</c>.</param>
    /// <param name="request">The request.</param>
    /// <returns>Why not; null when it was read.</returns>
    public static WorkOutcome.Invalid? TryRead(PostedForm posted, out ChangeRequest request)
    {
        request = new();
        var decision = new Decision();
        if (posted.Text("state") is { Length: > 0 } slug)
        {
            if (!PatchStates.TryParse(slug, out var state)) return new("state", "There is no such state.");
            decision = decision with { State = state };
        }

        if (posted.Text("delegate") is { Length: > 0 } name) decision = decision with { Delegate = new(name == Nobody ? null : name) };
        if (posted.Text("archive") is { Length: > 0 } archive) decision = decision with { IsArchived = archive == "yes" };
        if (posted.Text("hold") is { Length: > 0 } hold)
        {
            var reason = posted.Text("reason");
            if (hold == "on" && reason.Length == 0) return new("reason", "Say why it is on hold: the merge window, what it depends on.");
            decision = decision with { Hold = new(hold == "on" ? reason : null) };
        }

        if (posted.Text("tree") is { Length: > 0 } tree)
        {
            var why = posted.Text("tree_why");
            if (tree != AsRouted && why.Length == 0) return new("tree_why", "Say why it is for that tree.");
            decision = decision with { Tree = new(tree switch { NoTree => null, AsRouted => "", _ => tree }), TreeWhy = why };
        }

        request = new()
        {
            Decision = decision, AddTags = SeriesTags.Split(posted.Text("tag")), RemoveTags = SeriesTags.Split(posted.Text("untag")), Seen = ReadSeen(posted.Texts("seen")),
        };
        return null;
    }

    /// <summary>The series that are ticked.</summary>
    public static ImmutableArray<SeriesId> ReadSeries(PostedForm posted) =>
        [.. posted.Texts("series").Select(text => WholeNumber.TryRead(text, out var id) && id > 0 && id <= long.MaxValue ? new SeriesId((long)id) : (SeriesId?)null).OfType<SeriesId>().Distinct()];

    /// <summary>What a form carries along of a series: its number, and how it stood.</summary>
    public static string WriteSeen(SeriesSummary series) => $"{series.Id} {SeenStanding.Of(series)}";

    private static ImmutableDictionary<SeriesId, string> ReadSeen(ImmutableArray<string> fields)
    {
        var seen = ImmutableDictionary.CreateBuilder<SeriesId, string>();
        foreach (var field in fields)
        {
            var space = field.IndexOf(' ', StringComparison.Ordinal);
            if (space > 0 && WholeNumber.TryRead(field[..space], out var id) && id > 0 && id <= long.MaxValue) seen[new((long)id)] = field[(space + 1)..];
        }

        return seen.ToImmutable();
    }
}
