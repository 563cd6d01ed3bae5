using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;

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
        var tokens = await ReadTokensAsync(connection, dialect, (search.Projects, search.Parts), cancel);
        IdSet? all = null;
        var count = 0L;

        // The part whose words the fewest patches bear leaves few of them.
        var order = tokens.Index().OrderBy(part => part.Item.Count).ToList();
        foreach (var (done, (_, holding)) in order.Index())
        {
            if (done > 0 && count <= search.Few) return new(all!, count, count == 0 ? [] : [.. order.Skip(done).Select(part => search.Parts[part.Index])]);
            if (holding.Parted.Count > 0) await ReadBlocksAsync(connection, dialect, (search.Projects, holding.Parted), holding.Ids, cancel);
            if (all is null) all = holding.Ids;
            else all.Keep(holding.Ids);
            count = all.Count();
        }

        return new(all ?? new(), count, []);
    }

    // All tokens are looked through once. Of rare ones the patches stand beside them; PostgreSQL joins those, as its client needs longer for a row than for its bytes.
    private static async Task<Holding[]> ReadTokensAsync(
        DbConnection connection, Dialect dialect, (ImmutableArray<long> Projects, ImmutableArray<string> Parts) search, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        var tests = search.Parts.Select((part, index) =>
        {
            AddValue(command, string.Create(CultureInfo.InvariantCulture, $"part{index}"), Dialect.Clean(part));
            return string.Create(CultureInfo.InvariantCulture, $"{dialect.Find}(token, @part{index}) > 0");
        }).ToList();
        AddValue(command, "projects", dialect.List(search.Projects));
        var held = string.Join(" + ", tests.Select((test, index) => string.Create(CultureInfo.InvariantCulture, $"case when {test} then {1 << index} else 0 end")));
        var where = $"from name_tokens where {dialect.In("project", "projects")} and ({string.Join(" or ", tests)})";
        command.CommandText = dialect.IsPostgres
            ? $"""
                select cast(max(word) as bigint), cast({held} as bigint), string_agg(content, ''::bytea) {where} group by 2, case when length(content) = 0 then word else -1 end
                """
            : $"select word, cast({held} as bigint), content {where}";
        var found = search.Parts.Select(_ => new Holding()).ToArray();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var (word, bits, content) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2));
            for (var i = 0; i < found.Length; i++)
            {
                if ((bits & (1L << i)) != 0) found[i].Add(word, content);
            }
        }

        return found;
    }

    private static async Task ReadBlocksAsync(
        DbConnection connection, Dialect dialect, (ImmutableArray<long> Projects, List<long> Words) search, IdSet found, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        AddValue(command, "projects", dialect.List(search.Projects));
        AddValue(command, "words", dialect.List(search.Words));
        var where = $"from name_postings where {dialect.In("project", "projects")} and {dialect.In("word", "words")}";
        command.CommandText = dialect.IsPostgres
            ? string.Create(CultureInfo.InvariantCulture, $"""
                select block, string_agg(content, ''::bytea), cast(max(length(content)) as bigint) {where}
                group by block, case when length(content) = {NamePosting.BitmapBytes} then word else -1 end
                """)
            : $"select block, content, length(content) {where}";
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var (bits, content) = (found.GetBits(reader.GetInt64(0)), reader.GetFieldValue<byte[]>(1));
            if (reader.GetInt64(2) == NamePosting.BitmapBytes) NamePosting.Unpack(content, bits);
            else NamePosting.UnpackPlaces(content, bits);
        }
    }

    private static void AddValue(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    // The tokens that hold a part: the patches of the rare ones, the numbers of the others, and at least how many patches those are.
    private sealed class Holding
    {
        public IdSet Ids { get; } = new();
        public List<long> Parted { get; } = [];
        public int Count { get; private set; }

        public void Add(long word, byte[] content)
        {
            Count += content.Length == 0 ? NamePosting.MostRare : content.Length / 4;
            if (content.Length == 0) Parted.Add(word);
            foreach (var id in NamePosting.UnpackRare(content)) Ids.Add(id);
        }
    }
}
