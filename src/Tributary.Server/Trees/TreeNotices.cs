using System.Collections.Immutable;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Tells the sender what became of his series: in the transaction of what caused it, last.</summary>
/// <param name="outbox">Where letters are put.</param>
public sealed class TreeNotices(Outbox outbox)
{
    /// <summary>A tree has it (SUB-4).</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="what">What was accepted, and the series before it.</param>
    /// <param name="patches">The patches, by their numbers of the API, and their commits.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task AcceptedAsync(WriteTransaction write, (Acceptance What, SeriesAtWork Series) what, ImmutableArray<(long Patch, CommitId? Commit)> patches, CancellationToken cancel)
    {
        var (accepted, series) = what;
        var list = string.Join('\n', accepted.Patches.Select(static patch => $"  {patch.Commit?.Short ?? "(no matching commit)"}  {patch.Message.Value}"));
        await PutAsync(write, (series, $"accepted/{series.Project}/{series.Id.Value}/{accepted.Tree.Name}/{accepted.Tip.Short}", $"This series is in {accepted.Tree.Name} now:\n\n{list}\n"), cancel);
    }

    /// <summary>It was taken out of the tree again (TREE-5).</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="series">The series.</param>
    /// <param name="application">How it was in the tree, and why it is no more.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task DroppedAsync(WriteTransaction write, SeriesAtWork series, StoredApplication application, CancellationToken cancel) => PutAsync(
        write, (series, $"dropped/{application.Id}", $"This series was taken out of {application.Tree} again.\n{(application.Note.Length > 0 ? $"\n{application.Note}\n" : "")}"), cancel);

    private async Task PutAsync(WriteTransaction write, (SeriesAtWork Series, string Key, string Text) letter, CancellationToken cancel)
    {
        if (await new SeriesQueries(write.Database).FindAsync(letter.Series.Id, cancel) is not { } detail || detail.Summary.Submitter.Address.Length == 0) return;
        await outbox.PutAsync(write, new()
        {
            Key = letter.Key, To = [detail.Summary.Submitter], Subject = $"Re: {detail.Summary.Name}", Text = letter.Text, InReplyTo = detail.Summary.Head, References = [detail.Summary.Head],
            Project = letter.Series.Project, Series = letter.Series.Id,
        }, cancel);
    }
}
