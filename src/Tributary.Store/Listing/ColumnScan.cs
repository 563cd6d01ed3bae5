using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Data.Common;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Dapper;

namespace Tributary.Store;

/// <summary>Answers from the packed columns what no index does: it reads all rows of a list, which is some thousandths of a second for a million.</summary>
/// <param name="connection">Where.</param>
/// <param name="dialect">The words of the database.</param>
/// <param name="filter">What is asked for.</param>
internal sealed class ColumnScan(DbConnection connection, Dialect dialect, CountedFilter filter)
{
    private readonly HashSet<long> submitters = [.. filter.Submitters];
    private readonly HashSet<long> delegates = [.. filter.Delegates.Select(name => FacetPerson.Delegate(name).Number)];
    private readonly ulong states = filter.States.Aggregate(0UL, (all, state) => all | (1UL << (int)state));
    private readonly int archived = filter.IsArchived switch { true => 1, false => 0, null => -1 };
    private readonly long since = filter.Since ?? long.MinValue;
    private readonly long before = filter.Before ?? long.MaxValue;
    private readonly List<ReadOnlyMemory<byte>> names = [];
    private readonly byte[][] wanted = [];
    private readonly HashSet<long>? idBlocks;

    /// <summary>Blocks that were read before; null to read all of them.</summary>
    public ColumnCache? Cache { get; init; }

    /// <summary>Only these patches; null for all.</summary>
    public IdSet? Among { get; init; }

    /// <summary>Parts of names, in lower case: of series and cover letters those that hold all of them.</summary>
    public ImmutableArray<string> Parts
    {
        get;
        init
        {
            field = value;
            wanted = [.. value.Select(part => Encoding.UTF8.GetBytes(Dialect.Clean(part)))];
        }
    } = [];

    /// <summary>Only the rows of these blocks of 4,096 numbers; null for all.</summary>
    public IReadOnlyList<long>? IdBlocks
    {
        get;
        init
        {
            field = value;
            idBlocks = value is null ? null : [.. value];
        }
    }

    /// <summary>Whether it gives that order; by name only of series and cover letters.</summary>
    public static bool Knows(ListOrder order) => order.Field is "id" or "date" or "state" or "archived" or "check" or "submitter" or "project";

    /// <summary>A page of the rows that the filter leaves.</summary>
    public ListKeys Read(ListOrder order, ListPage page, CancellationToken cancel)
    {
        var field = FieldOf(order);
        var blocks = ReadBlocks(cancel);
        var counter = new BucketCounter(field);
        Visit(blocks, field, ref counter);
        var total = counter.Total;
        var length = (int)Math.Min(page.Limit, total - page.Offset);
        if (length <= 0) return new([], total);
        var start = order.IsDescending ? total - page.Offset - length : page.Offset;
        return new(Select(blocks, (field, start, length, order.IsDescending), counter), total);
    }

    /// <summary>The rows that the filter leaves, those with the lowest numbers first.</summary>
    /// <param name="skip">So many are passed over.</param>
    /// <param name="take">So many at most.</param>
    /// <param name="cancel">Ends it early.</param>
    public List<long> List(long skip, long take, CancellationToken cancel)
    {
        var rows = new RowGatherer(ColumnField.Id, long.MinValue, long.MaxValue);
        Visit(ReadBlocks(cancel), ColumnField.Id, ref rows);
        return [.. rows.Found.Select(row => row.Id).Order().Skip((int)skip).Take((int)take)];
    }

    /// <summary>The rows that the filter leaves.</summary>
    public IdSet Find(CancellationToken cancel)
    {
        var found = new SetFiller(new());
        Visit(ReadBlocks(cancel), ColumnField.Id, ref found);
        return found.Set;
    }

    private static ColumnField FieldOf(ListOrder order) => order.Field switch
    {
        "date" => ColumnField.Date, "state" => ColumnField.State, "archived" => ColumnField.Archived, "check" => ColumnField.Checks, "submitter" => ColumnField.Submitter,
        "project" => ColumnField.Project, "name" => ColumnField.Name, _ => ColumnField.Id,
    };

    // Of the rows in those buckets that the page cuts those are gathered and put in order that it shows.
    private List<long> Select(List<ColumnContent> blocks, (ColumnField Field, long Start, int Length, bool IsDown) page, BucketCounter counter)
    {
        var (low, high, below) = counter.Find(page.Start, page.Length);
        names.Clear();
        var rows = new RowGatherer(page.Field, low, high);
        Visit(blocks, page.Field, ref rows);
        var items = CollectionsMarshal.AsSpan(rows.Found);
        PageSelection.Select(items, (int)(page.Start - below), page.Length, page.Field is ColumnField.Name ? new ByName(names) : new ByNumber());
        var ids = new List<long>(page.Length);
        foreach (var item in items.Slice((int)(page.Start - below), page.Length)) ids.Add(item.Id);
        if (page.IsDown) ids.Reverse();
        return ids;
    }

    private List<ColumnContent> ReadBlocks(CancellationToken cancel)
    {
        if (Cache is not null && IdBlocks is null) return Cache.Read(connection, dialect, (filter.List, filter.Projects), cancel);
        var bits = ColumnBlock.BitsOf(filter.List);
        var values = new DynamicParameters(new { list = (long)filter.List, projects = dialect.List(filter.Projects) });
        var only = "";
        if (IdBlocks is not null)
        {
            only = $" and {dialect.In("block", "blocks")}";
            var blocks = IdBlocks.SelectMany(block => Enumerable.Range(0, Math.Max(1, 1 << (ListBlocks.IdBits - bits))).Select(part => (block << ListBlocks.IdBits >> bits) + part));
            values.Add("blocks", dialect.List(blocks.Distinct()));
        }

        return connection.Query<ColumnContent>(new CommandDefinition(
            $"select project as Project, block as Block, stamp as Stamp, content as Content from list_columns where list = @list and {dialect.In("project", "projects")}{only}", values, cancellationToken: cancel)).AsList();
    }

    private void Visit<T>(List<ColumnContent> blocks, ColumnField field, ref T sink)
        where T : struct, IColumnSink
    {
        var bits = ColumnBlock.BitsOf(filter.List);
        foreach (var block in blocks)
        {
            if (filter.List is CountedList.Patches) VisitPatches(block.Block << bits, block.Content, (field, block.Project), ref sink);
            else VisitNamed(block.Block << bits, block, (field, block.Project), ref sink);
        }
    }

    private void VisitPatches<T>(long first, ReadOnlySpan<byte> content, (ColumnField Field, long Project) order, ref T sink)
        where T : struct, IColumnSink
    {
        var known = ColumnBlock.Delegates(content, out var at);
        var isWanted = new bool[known.Length + 1];
        for (var i = 0; i < known.Length; i++) isWanted[i + 1] = delegates.Contains(known[i]);
        var among = Among?.FindBits(first >> IdSet.BlockBits);
        if (Among is not null && among is null) return;
        for (; at < content.Length; at += ColumnBlock.PatchSize)
        {
            var row = content.Slice(at, ColumnBlock.PatchSize);
            var id = first + BinaryPrimitives.ReadUInt16LittleEndian(row);
            if (among is not null && !IdSet.IsIn(among, id)) continue;
            var packed = row[10];
            if (states != 0 && (states & (1UL << ColumnBlock.State(packed))) == 0) continue;
            if (archived >= 0 && ColumnBlock.Archived(packed) != archived) continue;
            if (delegates.Count > 0 && !isWanted[BinaryPrimitives.ReadUInt16LittleEndian(row[15..])]) continue;
            var date = BinaryPrimitives.ReadInt64LittleEndian(row[2..]);
            var submitter = (long)BinaryPrimitives.ReadUInt32LittleEndian(row[11..]);
            if (date < since || date >= before || (submitters.Count > 0 && !submitters.Contains(submitter))) continue;
            sink.Add(
                order.Field switch
                {
                    ColumnField.Date => date, ColumnField.State => ColumnBlock.State(packed), ColumnField.Archived => ColumnBlock.Archived(packed),
                    ColumnField.Checks => ColumnBlock.Checks(packed), ColumnField.Submitter => submitter, ColumnField.Project => order.Project, _ => id,
                },
                id);
        }
    }

    private void VisitNamed<T>(long first, ColumnContent block, (ColumnField Field, long Project) order, ref T sink)
        where T : struct, IColumnSink
    {
        var content = block.Content;
        var lower = Parts.Length == 0 ? content : block.Lowered(static text => Lower(text));
        for (var at = 0; at + ColumnBlock.NamedSize <= content.Length;)
        {
            var row = content.AsSpan(at, ColumnBlock.NamedSize);
            var (begin, length) = (at + ColumnBlock.NamedSize, BinaryPrimitives.ReadInt32LittleEndian(row[14..]));
            at = begin + length;
            var (id, date, submitter) = (first + BinaryPrimitives.ReadUInt16LittleEndian(row), BinaryPrimitives.ReadInt64LittleEndian(row[2..]), (long)BinaryPrimitives.ReadUInt32LittleEndian(row[10..]));
            if (date < since || date >= before || (submitters.Count > 0 && !submitters.Contains(submitter)) || idBlocks?.Contains(id >> ListBlocks.IdBits) is false) continue;
            if (!HoldsAll(lower.AsSpan(begin, length))) continue;
            if (order.Field is ColumnField.Name) names.Add(content.AsMemory(begin, length));
            sink.Add(order.Field switch { ColumnField.Date => date, ColumnField.Submitter => submitter, ColumnField.Project => order.Project, ColumnField.Name => names.Count - 1, _ => id }, id);
        }
    }

    // Of ASCII alone, as the databases' lower() does it.
    private static byte[] Lower(ReadOnlySpan<byte> text)
    {
        var lower = new byte[text.Length];
        var at = 0;
        for (; at + Vector<byte>.Count <= text.Length; at += Vector<byte>.Count)
        {
            var part = new Vector<byte>(text[at..]);
            var capitals = Vector.GreaterThanOrEqual(part, new Vector<byte>((byte)'A')) & Vector.LessThanOrEqual(part, new Vector<byte>((byte)'Z'));
            (part | (capitals & new Vector<byte>(0x20))).CopyTo(lower, at);
        }

        for (; at < text.Length; at++) lower[at] = text[at] is >= (byte)'A' and <= (byte)'Z' ? (byte)(text[at] | 0x20) : text[at];
        return lower;
    }

    private bool HoldsAll(ReadOnlySpan<byte> name)
    {
        foreach (var part in wanted)
        {
            if (name.IndexOf(part) < 0) return false;
        }

        return true;
    }

    private sealed class ByNumber : IComparer<ColumnKey>
    {
        public int Compare(ColumnKey x, ColumnKey y) => x.Key != y.Key ? x.Key.CompareTo(y.Key) : x.Id.CompareTo(y.Id);
    }

    private sealed class ByName(List<ReadOnlyMemory<byte>> names) : IComparer<ColumnKey>
    {
        public int Compare(ColumnKey x, ColumnKey y) =>
            names[(int)x.Key].Span.SequenceCompareTo(names[(int)y.Key].Span) is not 0 and var order ? order : x.Id.CompareTo(y.Id);
    }
}
