using Dapper;

namespace Tributary.Store;

/// <summary>Writes the ledger of series ids (primary) and where merged ids lead (derived).</summary>
public sealed class SeriesLedger(WriteTransaction write, long project)
{
    private static readonly RowTarget EntryRows = new(
        "series_ids", "id:n project:n anchor:n decided:n delegate:t", "on conflict (id) do update set anchor = excluded.anchor");

    private static readonly RowTarget RuleRows = new(
        "series_ids", "id:n project:n anchor:n ruled_to:t ruled_by:t", "on conflict (id) do update set ruled_to = excluded.ruled_to, ruled_by = excluded.ruled_by");

    private static readonly RowTarget MoveRows = new("series_moves", "id:n moved_to:n", "on conflict (id) do update set moved_to = excluded.moved_to");

    /// <summary>Writes whom rules gave series to; the entries are there.</summary>
    public async Task SaveRulesAsync(IReadOnlyCollection<LedgerEntry> ruled, CancellationToken cancel)
    {
        if (ruled.Count == 0) return;
        var rows = write.Write(RuleRows);
        foreach (var entry in ruled) rows.Add(entry.Id.Value).Add(project).Add(entry.Anchor).AddText(entry.RuledTo).AddText(entry.RuledBy).EndRow();
        await rows.FlushAsync(cancel);
    }

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
