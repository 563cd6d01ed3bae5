using System.Collections.Immutable;
using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Writes series: their rows, patches, tags and links, the ledger of their ids, and the counts of the queue.</summary>
public sealed class SeriesStore(WriteTransaction write, long project, ClusterCache cache)
{
    private const string RowsSql = """
        select id, name, version, total, received, complete, pull_request as pullRequest, sent_at as sentAt, active_at as activeAt, submitter, head, cover,
            state, tree, tree_reason as treeReason, delegate, superseded_by as supersededBy, replaces, hold, replies, acked, reviewed, tested, parts,
            owes, owed_since as owedSince, due_at as dueAt, answered_at as answeredAt, answer_span as answerSpan, clock_decided_at as decidedAt, decision_span as decisionSpan
        from series where
        """;

    private const string MessagesSql = """
        select p.message from series_patches p where p.series = @id union select s.head from series s where s.id = @id
        union select s.cover from series s where s.id = @id and s.cover is not null
        """;

    private static readonly RowTarget SeriesRows = new(
        "series",
        "id:n project:n name:t version:n total:n received:n complete:n pull_request:n sent_at:n active_at:n submitter:n head:n cover:n state:n "
        + "tree:t tree_reason:t delegate:t superseded_by:n replaces:n hold:t replies:n parts:n acked:n reviewed:n tested:n "
        + "owes:n owed_since:n due_at:n answered_at:n answer_span:n clock_decided_at:n decision_span:n words:t",
        """
        on conflict (id) do update set name = excluded.name, version = excluded.version, total = excluded.total, received = excluded.received,
        complete = excluded.complete, pull_request = excluded.pull_request, sent_at = excluded.sent_at, active_at = excluded.active_at,
        submitter = excluded.submitter, head = excluded.head, cover = excluded.cover, state = excluded.state, tree = excluded.tree,
        tree_reason = excluded.tree_reason, delegate = excluded.delegate, superseded_by = excluded.superseded_by, replaces = excluded.replaces, hold = excluded.hold, replies = excluded.replies,
        parts = excluded.parts, acked = excluded.acked, reviewed = excluded.reviewed, tested = excluded.tested, words = excluded.words,
        owes = excluded.owes, owed_since = excluded.owed_since, due_at = excluded.due_at, answered_at = excluded.answered_at, answer_span = excluded.answer_span,
        clock_decided_at = excluded.clock_decided_at, decision_span = excluded.decision_span
        """);

    private static readonly RowTarget PatchRows = new("series_patches", "series:n message:n number:n name:t state:n commit_ref:t acked:n reviewed:n tested:n");
    private static readonly RowTarget TagRows = new("patch_tags", "series:n patch:n position:n key:t value:t source:n");
    private static readonly RowTarget LinkRows = new("series_links", "series:n earlier:n position:n evidence:t reason:t");

    private static readonly RowTarget DependsRows = new("series_depends", "series:n message_id:t");

    private static readonly RowTarget CountRows = new(
        "series_counts", "project:n state:n tree:t total:n",
        "on conflict (project, state, tree) do update set total = series_counts.total + excluded.total");

    private static readonly RowTarget PlaceRows = new(
        "project_messages", "project:n message:n arrival:n parent:n target:n series:n",
        "on conflict (project, message) do update set parent = excluded.parent, target = excluded.target, series = excluded.series");

    /// <summary>The rows that are stored, by id.</summary>
    public async Task<IReadOnlyDictionary<SeriesId, SeriesRow>> LoadAsync(IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        var found = new Dictionary<SeriesId, SeriesRow>();
        var missing = new List<long>();
        foreach (var id in ids)
        {
            if (cache.Series.TryGet(id, out var row)) found.Add(row.Id, row);
            else missing.Add(id);
        }

        if (missing.Count == 0) return found;
        var rows = await write.Connection.QueryAsync<StoredSeriesRow>(new CommandDefinition(
            $"{RowsSql} {write.Dialect.In("id", "ids")}", new { ids = write.Dialect.List(missing) }, cancellationToken: cancel));
        foreach (var row in rows) found.Add(new(row.Id), row.ToRow());
        return found;
    }

    /// <summary>The messages of a series as it is stored: its patches and its cover letter.</summary>
    public async Task<IReadOnlyCollection<long>> ListMessagesAsync(SeriesId id, CancellationToken cancel) =>
        [.. await write.Connection.QueryAsync<long>(new CommandDefinition(MessagesSql, new { id = id.Value }, cancellationToken: cancel))];

    /// <summary>Takes ids for new series.</summary>
    public Task<long> TakeIdsAsync(int count, CancellationToken cancel) => IdLedger.TakeAsync(write, "series", count, cancel);

    /// <summary>Writes the differences between what is stored and what is so.</summary>
    /// <param name="before">The rows as they are stored.</param>
    /// <param name="after">All the series that they are now, with the rows that belong to each.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task SaveAsync(
        IReadOnlyDictionary<SeriesId, SeriesRow> before, IReadOnlyCollection<(SeriesRow Row, SeriesParts Parts)> after, CancellationToken cancel)
    {
        var gone = before.Keys.ToHashSet();
        gone.ExceptWith(after.Select(pair => pair.Row.Id));
        foreach (var id in gone) cache.Series.Remove(id.Value);
        var changed = after.Where(pair => !before.TryGetValue(pair.Row.Id, out var row) || row != pair.Row).ToList();
        var parts = changed.Where(pair => !before.TryGetValue(pair.Row.Id, out var row) || row.Parts != pair.Row.Parts).ToList();
        HashSet<SeriesId> replaced = [.. gone, .. parts.Select(pair => pair.Row.Id).Where(before.ContainsKey)];
        await DeleteAsync("series", "id", gone, cancel);
        await DeleteAsync("series_patches", "series", replaced, cancel);
        await DeleteAsync("patch_tags", "series", replaced, cancel);
        await DeleteAsync("series_links", "series", replaced, cancel);
        await DeleteAsync("series_depends", "series", replaced, cancel);
        await SaveRowsAsync(changed.ConvertAll(pair => pair.Row), cancel);
        await SavePartsAsync(parts, cancel);
        await CountAsync(gone.Select(id => before[id]), changed.Select(pair => (before.GetValueOrDefault(pair.Row.Id), pair.Row)), cancel);
        List<(SeriesRow? Before, SeriesRow? After)> differences =
            [.. gone.Select(id => ((SeriesRow?)before[id], (SeriesRow?)null)), .. changed.Select(pair => (before.GetValueOrDefault(pair.Row.Id), (SeriesRow?)pair.Row))];
        await new FeedbackCounts(write, project).Add(differences).SaveAsync(cancel);
        await new ListCounts(write).Add(project, differences).SaveAsync(cancel);
        await new ColumnStore(write).Add(project, differences).SaveAsync(cancel);
    }

    /// <summary>Writes the places of messages in the project.</summary>
    public async Task SavePlacesAsync(IEnumerable<StoredMember> members, CancellationToken cancel)
    {
        var rows = write.Write(PlaceRows);
        foreach (var member in members)
        {
            rows.Add(project).Add(member.Id).Add(member.Arrival)
                .Add(member.Place!.Parent).Add(member.Place.Target).Add(member.Place.Series).EndRow();
        }

        await rows.FlushAsync(cancel);
    }

    private async Task SaveRowsAsync(List<SeriesRow> changed, CancellationToken cancel)
    {
        var rows = write.Write(SeriesRows);
        foreach (var row in changed)
        {
            cache.Series.Set(row.Id.Value, row);
            rows.Add(row.Id.Value).Add(project).Add(row.Name).Add(row.Version).Add(row.Total).Add(row.Received).Add(row.IsComplete ? 1L : 0L)
                .Add(row.IsPullRequest ? 1L : 0L).Add(row.SentAt).Add(row.ActiveAt).Add(row.Submitter).Add(row.Head).Add(row.Cover)
                .Add((long)row.State).AddText(row.Tree).Add(row.TreeReason).AddText(row.Delegate).Add(row.SupersededBy?.Value).Add(row.Replaces?.Value).AddText(row.Hold).Add(row.Replies)
                .Add(row.Parts).Add(row.Tags.Acked).Add(row.Tags.Reviewed).Add(row.Tags.Tested);
            ClockRow.Add(rows, row.Clock).Add(NameWords.Of(row.Name)).EndRow();
        }

        await rows.FlushAsync(cancel);
    }

    private async Task SavePartsAsync(List<(SeriesRow Row, SeriesParts Parts)> parts, CancellationToken cancel)
    {
        var patches = write.Write(PatchRows);
        var tags = write.Write(TagRows);
        var links = write.Write(LinkRows);
        var depends = write.Write(DependsRows);
        foreach (var (row, part) in parts)
        {
            foreach (var patch in part.Patches)
            {
                patches.Add(row.Id.Value).Add(patch.Message).Add(patch.Number).Add(patch.Name).Add((long)patch.State).AddText(patch.CommitRef)
                    .Add(patch.Counts.Acked).Add(patch.Counts.Reviewed).Add(patch.Counts.Tested).EndRow();
                foreach (var (position, tag) in patch.Tags.Index())
                    tags.Add(row.Id.Value).Add(patch.Message).Add(position).Add(tag.Key).Add(tag.Value).Add(tag.Source).EndRow();
            }

            foreach (var (position, link) in part.Links.Index())
                links.Add(row.Id.Value).Add(link.Earlier.Value).Add(position).Add(link.Evidence).Add(link.Reason).EndRow();
            foreach (var message in part.Depends) depends.Add(row.Id.Value).Add(message).EndRow();
        }

        await patches.FlushAsync(cancel);
        await tags.FlushAsync(cancel);
        await links.FlushAsync(cancel);
        await depends.FlushAsync(cancel);
    }

    private async Task CountAsync(IEnumerable<SeriesRow> gone, IEnumerable<(SeriesRow? Before, SeriesRow After)> changed, CancellationToken cancel)
    {
        var deltas = new SortedDictionary<(PatchState State, string Tree), long>();
        void Note(SeriesRow? row, long by)
        {
            if (row is null) return;
            var key = (row.State, row.Tree ?? "");
            deltas[key] = deltas.GetValueOrDefault(key) + by;
        }

        foreach (var row in gone) Note(row, -1);
        foreach (var (before, after) in changed)
        {
            Note(before, -1);
            Note(after, 1);
        }

        var rows = write.Write(CountRows);
        foreach (var ((state, tree), by) in deltas.Where(pair => pair.Value != 0)) rows.Add(project).Add((long)state).Add(tree).Add(by).EndRow();
        await rows.FlushAsync(cancel);
        if (deltas.Values.Any(by => by < 0))
        {
            await write.Connection.ExecuteAsync(new CommandDefinition(
                "delete from series_counts where project = @project and total = 0", new { project }, cancellationToken: cancel));
        }
    }

    private async Task DeleteAsync(string table, string column, HashSet<SeriesId> ids, CancellationToken cancel)
    {
        if (ids.Count == 0) return;
        await write.Connection.ExecuteAsync(new CommandDefinition(
            $"delete from {table} where {write.Dialect.In(column, "ids")}", new { ids = write.Dialect.List(ids.Select(id => id.Value)) }, cancellationToken: cancel));
    }
}
