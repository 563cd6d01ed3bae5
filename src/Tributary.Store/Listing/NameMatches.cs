using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using Dapper;

namespace Tributary.Store;

/// <summary>The patches whose names hold parts that are searched for.</summary>
/// <param name="Ids">Their numbers.</param>
/// <param name="Count">How many.</param>
/// <param name="Untested">Parts that were not looked for: few patches hold the others, so that it is quicker to read their names.</param>
internal sealed record NameMatches(IdSet Ids, long Count, ImmutableArray<string> Untested)
{
    /// <summary>Finds them.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="dialect">The words of the database.</param>
    /// <param name="search">The projects, the parts in lower case (at least one, at most 16), and how many patches are few.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<NameMatches> FindAsync(
        DbConnection connection, Dialect dialect, (ImmutableArray<long> Projects, ImmutableArray<string> Parts, int Few) search, CancellationToken cancel)
    {
        var words = await ListWordsAsync(connection, dialect, search.Parts, cancel);
        IdSet? all = null;
        var count = 0L;

        // The part that the fewest words hold is the one that most likely leaves few patches.
        var order = words.Index().OrderBy(part => part.Item.Count).ToList();
        foreach (var (done, (_, holding)) in order.Index())
        {
            if (done > 0 && count <= search.Few) return new(all!, count, count == 0 ? [] : [.. order.Skip(done).Select(part => search.Parts[part.Index])]);
            var found = new IdSet();
            if (holding.Count > 0) Read(connection, dialect, (search.Projects, holding), found, cancel);
            if (all is null) all = found;
            else all.Keep(found);
            count = all.Count();
        }

        return new(all ?? new(), count, []);
    }

    // The words that hold each part: all words are looked through once.
    private static async Task<List<long>[]> ListWordsAsync(DbConnection connection, Dialect dialect, ImmutableArray<string> parts, CancellationToken cancel)
    {
        var values = new DynamicParameters();
        var tests = parts.Select((part, index) =>
        {
            values.Add(string.Create(CultureInfo.InvariantCulture, $"part{index}"), Dialect.Clean(part));
            return string.Create(CultureInfo.InvariantCulture, $"{dialect.Find}(word, @part{index}) > 0");
        }).ToList();
        var held = string.Join(" + ", tests.Select((test, index) => string.Create(CultureInfo.InvariantCulture, $"case when {test} then {1 << index} else 0 end")));
        var rows = await connection.QueryAsync<(long Id, long Held)>(new CommandDefinition(
            $"select id, cast({held} as bigint) from name_words where {string.Join(" or ", tests)}", values, cancellationToken: cancel));
        var words = parts.Select(_ => new List<long>()).ToArray();
        foreach (var (id, bits) in rows)
        {
            for (var i = 0; i < words.Length; i++)
            {
                if ((bits & (1L << i)) != 0) words[i].Add(id);
            }
        }

        return words;
    }

    // PostgreSQL's client needs longer for a row than for its bytes: lists of places are joined there, one for each block.
    private static void Read(DbConnection connection, Dialect dialect, (ImmutableArray<long> Projects, List<long> Words) search, IdSet found, CancellationToken cancel)
    {
        var where = $"from name_postings where {dialect.In("project", "projects")} and {dialect.In("word", "words")}";
        var sql = dialect.IsPostgres
            ? string.Create(CultureInfo.InvariantCulture, $"""
                select block, string_agg(content, ''::bytea), cast(max(length(content)) as bigint) {where}
                group by block, case when length(content) = {NamePosting.BitmapBytes} then word else -1 end
                """)
            : $"select block, content, length(content) {where}";
        var values = new { projects = dialect.List(search.Projects), words = dialect.List(search.Words) };
        foreach (var (block, content, longest) in connection.Query<(long Block, byte[] Content, long Longest)>(new CommandDefinition(sql, values, flags: CommandFlags.None, cancellationToken: cancel)))
        {
            if (block == NamePosting.Rare) foreach (var id in NamePosting.UnpackRare(content)) found.Add(id);
            else if (longest == NamePosting.BitmapBytes) NamePosting.Unpack(content, found.GetBits(block));
            else NamePosting.UnpackPlaces(content, found.GetBits(block));
        }
    }
}
