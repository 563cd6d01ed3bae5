using Dapper;

namespace Tributary.Store;

/// <summary>Writes the rows of patches and cover letters.</summary>
public sealed class PatchStore(WriteTransaction write, long project)
{
    private static readonly RowTarget PatchRows = new(
        "patches",
        "id:n project:n message:n series:n name:t sent_at:n submitter:n state:n delegate:t archived:n hash:t commit_ref:t pull_url:t checks:n words:t",
        """
        on conflict (id) do update set series = excluded.series, name = excluded.name, sent_at = excluded.sent_at, submitter = excluded.submitter,
        state = excluded.state, delegate = excluded.delegate, archived = excluded.archived, hash = excluded.hash, commit_ref = excluded.commit_ref,
        pull_url = excluded.pull_url, checks = excluded.checks, words = excluded.words
        """);

    private static readonly RowTarget CoverRows = new(
        "covers", "id:n project:n message:n series:n name:t sent_at:n submitter:n words:t",
        """
        on conflict (id) do update set series = excluded.series, name = excluded.name, sent_at = excluded.sent_at, submitter = excluded.submitter,
        words = excluded.words
        """);

    /// <summary>Writes the differences.</summary>
    public async Task SaveAsync(IReadOnlyCollection<PatchChange> patches, IReadOnlyCollection<CoverChange> covers, CancellationToken cancel)
    {
        await DeleteAsync("patches", [.. patches.Where(change => change.After is null).Select(change => change.Before!.Id)], cancel);
        await DeleteAsync("covers", [.. covers.Where(change => change.After is null).Select(change => change.Before!.Id)], cancel);
        await SavePatchesAsync(patches, cancel);
        await SaveCoversAsync(covers, cancel);
        var names = new NamePostings(write, project);
        var places = new NamePlaces(write);
        foreach (var (before, after) in patches)
        {
            names.Add((before ?? after)!.Id, before?.Name, after?.Name);
            places.Add((before ?? after)!.Id, before?.Name, after?.Name);
        }

        await names.SaveAsync(cancel);
        await places.SaveAsync(cancel);
        await new ListCounts(write).Add(project, patches).Add(project, covers).SaveAsync(cancel);
        await new ColumnStore(write).Add(project, patches).Add(project, covers).SaveAsync(cancel);
    }

    private async Task SavePatchesAsync(IEnumerable<PatchChange> changes, CancellationToken cancel)
    {
        var rows = write.Write(PatchRows);
        foreach (var (_, after) in changes)
        {
            if (after is null) continue;
            rows.Add(after.Id).Add(project).Add(after.Message).Add(after.Series.Value).Add(after.Name).Add(after.SentAt).Add(after.Submitter)
                .Add((long)after.State).AddText(after.Delegate).Add(after.IsArchived ? 1L : 0L).AddText(after.Hash).AddText(after.CommitRef)
                .AddText(after.PullUrl).Add((long)after.Checks).Add(NameWords.Of(after.Name)).EndRow();
        }

        await rows.FlushAsync(cancel);
    }

    private async Task SaveCoversAsync(IEnumerable<CoverChange> changes, CancellationToken cancel)
    {
        var rows = write.Write(CoverRows);
        foreach (var (_, after) in changes)
        {
            if (after is null) continue;
            rows.Add(after.Id).Add(project).Add(after.Message).Add(after.Series.Value).Add(after.Name).Add(after.SentAt).Add(after.Submitter)
                .Add(NameWords.Of(after.Name)).EndRow();
        }

        await rows.FlushAsync(cancel);
    }

    private async Task DeleteAsync(string table, List<long> ids, CancellationToken cancel)
    {
        if (ids.Count == 0) return;
        await write.Connection.ExecuteAsync(new CommandDefinition(
            $"delete from {table} where {write.Dialect.In("id", "ids")}", new { ids = write.Dialect.List(ids) }, cancellationToken: cancel));
    }
}
