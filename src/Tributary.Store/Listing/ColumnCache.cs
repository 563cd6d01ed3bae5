using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using Dapper;

namespace Tributary.Store;

/// <summary>
/// The blocks of packed columns that were read last: what is asked of all rows of a list reads all of its blocks, and few of them have changed since. Each bears a stamp
/// that is another one each time it is written, so that what is kept is never old.
/// </summary>
internal sealed class ColumnCache
{
    // Of a list that takes more than half of it nothing is kept: it would drive itself out. (With names in small letters it is twice as much.)
    private const long MostBytes = 64 << 20;

    private readonly ConcurrentDictionary<(CountedList List, long Project, long Block), ColumnContent> kept = new();
    private long bytes;

    /// <summary>All blocks of a list.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="dialect">The words of the database.</param>
    /// <param name="of">The list, and the projects.</param>
    /// <param name="cancel">Ends it early.</param>
    public List<ColumnContent> Read(DbConnection connection, Dialect dialect, (CountedList List, ImmutableArray<long> Projects) of, CancellationToken cancel)
    {
        var where = $"from list_columns where list = @list and {dialect.In("project", "projects")}";
        var values = new { list = (long)of.List, projects = dialect.List(of.Projects) };
        var stamps = connection.Query<(long Project, long Block, long Stamp)>(new CommandDefinition($"select project, block, stamp {where}", values, cancellationToken: cancel)).AsList();
        var found = stamps.ConvertAll(each => kept.TryGetValue((of.List, each.Project, each.Block), out var there) && there.Stamp == each.Stamp ? there : null);
        var missing = stamps.Where((_, index) => found[index] is null).Select(each => (each.Project, each.Block)).ToHashSet();
        if (missing.Count == 0) return found!;
        // Most of them, or a few: those alone.
        var some = missing.Count * 2 < stamps.Count ? $" and {dialect.In("block", "blocks")}" : "";
        var read = connection.Query<ColumnContent>(new CommandDefinition(
            $"select project as Project, block as Block, stamp as Stamp, content as Content {where}{some}",
            new { values.list, values.projects, blocks = dialect.List(missing.Select(each => each.Block).Distinct()) }, cancellationToken: cancel)).AsList();
        Keep(of.List, read);
        return some.Length == 0 ? read : [.. found.OfType<ColumnContent>(), .. read.Where(block => missing.Contains((block.Project, block.Block)))];
    }

    private void Keep(CountedList list, List<ColumnContent> blocks)
    {
        var size = blocks.Sum(block => (long)block.Content.Length);
        if (size > MostBytes / 2) return;
        if (Interlocked.Add(ref bytes, size) > MostBytes)
        {
            kept.Clear();
            Interlocked.Exchange(ref bytes, size);
        }

        foreach (var block in blocks)
        {
            if (kept.TryGetValue((list, block.Project, block.Block), out var before)) Interlocked.Add(ref bytes, -before.Content.Length);
            kept[(list, block.Project, block.Block)] = block;
        }
    }
}
