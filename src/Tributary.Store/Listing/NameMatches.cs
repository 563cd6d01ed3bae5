using System.Collections.Immutable;
using System.Data.Common;
using System.Numerics;
using Dapper;

namespace Tributary.Store;

/// <summary>The patches whose names hold all parts of a search: a bit for each number, by blocks of 8,192.</summary>
internal sealed class NameMatches
{
    private readonly Dictionary<long, ulong[]> blocks = [];

    /// <summary>How many.</summary>
    public long Count { get; private set; }

    /// <summary>Finds them.</summary>
    public static async Task<NameMatches> FindAsync(
        DbConnection connection, Dialect dialect, ImmutableArray<long> projects, ImmutableArray<string> parts, CancellationToken cancel)
    {
        var all = new NameMatches();
        foreach (var (index, part) in parts.Index())
        {
            var found = new NameMatches();
            var words = (await connection.QueryAsync<long>(new CommandDefinition(
                $"select id from name_words where {dialect.Find}(word, @part) > 0", new { part = Dialect.Clean(part) }, cancellationToken: cancel))).AsList();
            var rows = connection.Query<(long Block, byte[] Content)>(new CommandDefinition(
                $"select block, content from name_postings where {dialect.In("project", "projects")} and {dialect.In("word", "words")}",
                new { projects = dialect.List(projects), words = dialect.List(words) }, flags: CommandFlags.None, cancellationToken: cancel));
            foreach (var (block, content) in rows) found.Add(block, content);
            if (index == 0) all = found;
            else all.Keep(found);
        }

        all.Count = all.blocks.Values.Sum(bits => bits.Sum(word => (long)BitOperations.PopCount(word)));
        return all;
    }

    /// <summary>Whether a patch is one of them.</summary>
    public bool Contains(long id)
    {
        var place = (int)(id & ((1 << ListBlocks.IdBits) - 1));
        return blocks.TryGetValue(id >> ListBlocks.IdBits, out var bits) && (bits[place >> 6] & (1UL << (place & 63))) != 0;
    }

    /// <summary>Some of them, by number.</summary>
    /// <param name="skip">So many of the lowest are passed over.</param>
    /// <param name="take">So many at most.</param>
    public List<long> List(long skip, long take)
    {
        var ids = new List<long>();
        foreach (var (block, bits) in blocks.OrderBy(pair => pair.Key))
        {
            for (var i = 0; i < bits.Length && ids.Count < take; i++)
            {
                if (skip >= BitOperations.PopCount(bits[i]))
                {
                    skip -= BitOperations.PopCount(bits[i]);
                    continue;
                }

                for (var rest = bits[i]; rest != 0 && ids.Count < take; rest &= rest - 1)
                {
                    if (skip-- > 0) continue;
                    ids.Add((block << ListBlocks.IdBits) + (i << 6) + BitOperations.TrailingZeroCount(rest));
                }

                skip = 0;
            }

            if (ids.Count == take) break;
        }

        return ids;
    }

    private void Add(long block, byte[] content)
    {
        if (block != NamePosting.Rare)
        {
            NamePosting.Unpack(content, BitsOf(block));
            return;
        }

        foreach (var id in NamePosting.UnpackRare(content))
        {
            var place = (int)(id & ((1 << ListBlocks.IdBits) - 1));
            BitsOf(id >> ListBlocks.IdBits)[place >> 6] |= 1UL << (place & 63);
        }
    }

    private ulong[] BitsOf(long block)
    {
        if (!blocks.TryGetValue(block, out var bits)) blocks.Add(block, bits = new ulong[NamePosting.Words]);
        return bits;
    }

    private void Keep(NameMatches others)
    {
        foreach (var (block, bits) in blocks.ToList())
        {
            if (!others.blocks.TryGetValue(block, out var other))
            {
                blocks.Remove(block);
                continue;
            }

            for (var i = 0; i < bits.Length; i++) bits[i] &= other[i];
        }
    }
}
