using System.Collections.Immutable;
using System.Globalization;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Tells the sender what became of his series in a tree: in the transaction of what caused it, last.</summary>
/// <param name="notices">Writes the letters.</param>
public sealed class TreeNotices(SeriesNotices notices)
{
    /// <summary>A tree has it (SUB-4).</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="what">What was accepted, and the series before it.</param>
    /// <param name="patches">The patches, by their numbers of the API, and their commits.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task AcceptedAsync(WriteTransaction write, (Acceptance What, SeriesAtWork Series) what, ImmutableArray<(long Patch, CommitId? Commit)> patches, CancellationToken cancel)
    {
        var (accepted, series) = what;
        var messages = series.Patches.ToDictionary(static patch => patch.Id, static patch => patch.Message);
        return notices.AcceptedAsync(write, new(series.Id, accepted.Tree.Name)
        {
            Commits = [.. patches.Where(static one => one.Commit is not null).Select(one => (messages[one.Patch], one.Commit!.Value))], By = accepted.By.Length > 0 ? accepted.By : null,
            Where = accepted.Tree.Url.Contains("://", StringComparison.Ordinal) ? new GitBranch(accepted.Tree.Url, accepted.Tree.Branch) : null,
        }, cancel);
    }

    /// <summary>It was taken out of the tree again (TREE-5).</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="series">The series.</param>
    /// <param name="application">How it was in the tree, and why it is no more.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task DroppedAsync(WriteTransaction write, SeriesAtWork series, StoredApplication application, CancellationToken cancel) => notices.DroppedAsync(
        write, new(series.Id, application.Tree, application.Id.ToString(CultureInfo.InvariantCulture)) { Why = application.Note.Length > 0 ? application.Note : null }, cancel);
}
