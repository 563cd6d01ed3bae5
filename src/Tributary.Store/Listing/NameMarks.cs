using System.Collections.Immutable;
using System.Data.Common;
using System.Text;
using Dapper;

namespace Tributary.Store;

/// <summary>Names that part all patches, in the order of names, into parts of about the same size: so that a page is looked for in one of them.</summary>
internal sealed class NameMarks
{
    /// <summary>Parts at most: the number of one is a byte.</summary>
    public const int Most = 256;

    private readonly ImmutableArray<string> names;
    private readonly byte[][] keys;

    private NameMarks(ImmutableArray<string> names, long upTo)
    {
        this.names = names;
        keys = [.. names.Select(Encoding.UTF8.GetBytes)];
        UpTo = upTo;
    }

    /// <summary>How many parts there are; none where they were not made yet.</summary>
    public int Count => names.Length;

    /// <summary>The highest number of a patch when they were made.</summary>
    public long UpTo { get; }

    /// <summary>The name with which each part begins; nothing for the first one.</summary>
    public IEnumerable<string> Names => names;

    /// <summary>Reads them.</summary>
    public static async Task<NameMarks> ReadAsync(DbConnection connection, CancellationToken cancel)
    {
        var rows = (await connection.QueryAsync<(string Name, long UpTo)>(
            new CommandDefinition("select name, upto from name_marks order by place", cancellationToken: cancel))).AsList();
        return new([.. rows.Select(row => row.Name)], rows.Count == 0 ? 0 : rows[0].UpTo);
    }

    /// <summary>Parts names, by some of them.</summary>
    /// <param name="some">Some of the names, spread evenly, in any order.</param>
    /// <param name="upTo">The highest number of a patch.</param>
    public static NameMarks Of(IEnumerable<string> some, long upTo)
    {
        var sorted = some.Select(name => (Name: name, Key: Encoding.UTF8.GetBytes(name))).ToList();
        sorted.Sort((one, other) => one.Key.AsSpan().SequenceCompareTo(other.Key));
        var cuts = Enumerable.Range(1, Most - 1).Select(cut => (int)((long)cut * sorted.Count / Most)).Where(place => place < sorted.Count);
        return new(["", .. cuts.Select(place => sorted[place].Name).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)], upTo);
    }

    /// <summary>The part of a name.</summary>
    public byte PlaceOf(string name)
    {
        var key = Encoding.UTF8.GetBytes(name).AsSpan();
        var (low, high) = (0, keys.Length);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (key.SequenceCompareTo(keys[middle]) < 0) high = middle;
            else low = middle;
        }

        return (byte)low;
    }

    /// <summary>Where some parts begin and end: at or after the one name, before the other; null for no bound.</summary>
    /// <param name="first">The first part.</param>
    /// <param name="last">The last.</param>
    public (string? From, string? To) Range(int first, int last) => (first > 0 && first < names.Length ? names[first] : null, last + 1 < names.Length ? names[last + 1] : null);
}
