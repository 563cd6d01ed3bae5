using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using Tributary.Patches;

namespace Tributary.Store;

/// <summary>Reads the messages of a series and puts them in the order of a thread: parents first, siblings by date.</summary>
internal static class ThreadReader
{
    /// <summary>Messages of a thread that are shown; the oldest ones, where there are more.</summary>
    public const int MostMessages = 5000;

    private const string ThreadSql = """
        select m.id, m.message_id as MessageId, pm.parent, pm.target, m.kind, p.name, p.address, m.sent_at as SentAt, m.subject
        from project_messages pm join messages m on m.id = pm.message join people p on p.id = m.person
        where pm.project = @project and pm.series = @series
        order by m.sent_at, m.message_id limit @limit
        """;

    /// <summary>The messages of a series in tree order.</summary>
    public static async Task<ImmutableArray<ThreadEntry>> ListAsync(DbConnection connection, long project, SeriesId series, CancellationToken cancel)
    {
        var values = new { project, series = series.Value, limit = (long)MostMessages };
        return Order((await connection.QueryAsync<ThreadRow>(new CommandDefinition(ThreadSql, values, cancellationToken: cancel))).AsList());
    }

    /// <summary>Puts rows, given by date, in tree order. A message whose parent is not among them is a root.</summary>
    public static ImmutableArray<ThreadEntry> Order(IReadOnlyList<ThreadRow> rows)
    {
        var byId = rows.ToDictionary(row => row.Id);
        var children = rows.ToLookup(row => row.Parent is { } parent && byId.ContainsKey(parent) ? parent : 0);
        var entries = ImmutableArray.CreateBuilder<ThreadEntry>(rows.Count);
        var seen = new HashSet<long>();
        var stack = new Stack<(ThreadRow Row, int Depth)>();

        // The roots, then what a circle of parents kept from being reached: each is begun at its oldest message.
        foreach (var start in children[0].Concat(rows))
        {
            stack.Push((start, 0));
            while (stack.TryPop(out var next))
            {
                if (!seen.Add(next.Row.Id)) continue;
                entries.Add(next.Row.ToEntry(next.Depth == 0 ? null : byId.GetValueOrDefault(next.Row.Parent ?? 0), byId.GetValueOrDefault(next.Row.Target ?? 0), next.Depth));
                foreach (var child in children[next.Row.Id].Reverse()) stack.Push((child, next.Depth + 1));
            }
        }

        return entries.ToImmutable();
    }
}

/// <summary>A message of a thread, as the database gives it.</summary>
internal sealed class ThreadRow
{
    public long Id { get; init; }
    public required string MessageId { get; init; }
    public long? Parent { get; init; }
    public long? Target { get; init; }
    public long Kind { get; init; }
    public required string Name { get; init; }
    public required string Address { get; init; }
    public long SentAt { get; init; }
    public required string Subject { get; init; }

    /// <summary>The row at its place in the tree.</summary>
    public ThreadEntry ToEntry(ThreadRow? parent, ThreadRow? target, int depth) => new(
        new(MessageId), parent is null ? null : new Mail.MessageId(parent.MessageId), target is null ? null : new Mail.MessageId(target.MessageId), depth,
        (MailKind)Kind, new(Name, Address), Micros.ToTime(SentAt), Subject);
}
