using Dapper;

namespace Tributary.Store;

/// <summary>Writes the ledger of series ids (primary) and where merged ids lead (derived).</summary>
public sealed class SeriesLedger(WriteTransaction write, long project)
{
    private static readonly RowTarget EntryRows = new(
        "series_ids", "id:n project:n anchor:n decided:n delegate:t", "on conflict (id) do update set anchor = excluded.anchor");

    private static readonly RowTarget MoveRows = new("series_moves", "id:n moved_to:n", "on conflict (id) do update set moved_to = excluded.moved_to");

    /// <summary>Writes entries that are new, bound to another message, or lead elsewhere.</summary>
    public async Task SaveAsync(IReadOnlyCollection<LedgerEntry> bound, IReadOnlyCollection<LedgerEntry> moved, CancellationToken cancel)
    {
        var entries = write.Write(EntryRows);
        foreach (var entry in bound)
            entries.Add(entry.Id.Value).Add(project).Add(entry.Anchor).Add((long?)entry.Decided).AddText(entry.Delegate).EndRow();
        await entries.FlushAsync(cancel);
        var moves = write.Write(MoveRows);
        foreach (var entry in moved)
        {
            if (entry.MovedTo is { } to) moves.Add(entry.Id.Value).Add(to.Value).EndRow();
        }

        await moves.FlushAsync(cancel);
        var stays = moved.Where(entry => entry.MovedTo is null).Select(entry => entry.Id.Value).ToList();
        if (stays.Count == 0) return;
        await write.Connection.ExecuteAsync(new CommandDefinition(
            $"delete from series_moves where {write.Dialect.In("id", "ids")}", new { ids = write.Dialect.List(stays) }, cancellationToken: cancel));
    }
}
