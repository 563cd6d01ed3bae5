using Dapper;

namespace Tributary.Store;

/// <summary>Keeps the tokens of patches' names (see <see cref="NamePosting"/>) as rows come, change and go.</summary>
internal sealed class NamePostings(WriteTransaction write, long project)
{
    private static readonly RowTarget TokenRows = new(
        "name_tokens", "project:n word:n token:t content:b", "on conflict (project, word) do update set content = excluded.content");

    private static readonly RowTarget PostingRows = new(
        "name_postings", "project:n word:n block:n content:b", "on conflict (project, word, block) do update set content = excluded.content");

    private readonly Dictionary<string, long> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string> tokens = [];
    private readonly Dictionary<long, List<(long Id, bool IsThere)>> changes = [];
    private Dictionary<(long Word, long Block), byte[]> stored = [];
    private Dictionary<long, byte[]> rare = [];

    /// <summary>Notes a patch whose name came, changed or went.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="before">The name it had, or null.</param>
    /// <param name="after">The name it has, or null.</param>
    public void Add(long id, string? before, string? after)
    {
        if (before == after) return;
        if (before is not null) Note(id, before, isThere: false);
        if (after is not null) Note(id, after, isThere: true);
    }

    /// <summary>Writes what was noted.</summary>
    public async Task SaveAsync(CancellationToken cancel)
    {
        if (changes.Count == 0) return;
        await LoadAsync(cancel);
        var (rows, tokenRows) = (write.Write(PostingRows), write.Write(TokenRows));
        foreach (var (word, noted) in changes.OrderBy(pair => pair.Key))
        {
            var isThere = rare.TryGetValue(word, out var content);
            if (isThere && content!.Length == 0) WriteBlocks(rows, word, noted);
            else WriteRare((tokenRows, rows), word, content ?? [], noted);
        }

        await rows.FlushAsync(cancel);
        await tokenRows.FlushAsync(cancel);
        await NameCache.StampAsync(write, project, cancel);
        changes.Clear();
        numbers.Clear();
        tokens.Clear();
    }

    private void Note(long id, string name, bool isThere)
    {
        foreach (var token in NamePosting.Tokens(name))
        {
            if (!numbers.TryGetValue(token, out var word))
            {
                numbers.Add(token, word = NamePosting.NumberOf(token));
                tokens[word] = token;
            }

            if (!changes.TryGetValue(word, out var noted)) changes.Add(word, noted = []);
            noted.Add((id, isThere));
        }
    }

    private void WriteRare((RowWriter Tokens, RowWriter Blocks) rows, long word, byte[] content, List<(long Id, bool IsThere)> noted)
    {
        var ids = new HashSet<long>();
        foreach (var id in NamePosting.UnpackRare(content)) ids.Add(id);
        foreach (var (id, isThere) in noted) _ = isThere ? ids.Add(id) : ids.Remove(id);
        var isRare = ids.Count <= NamePosting.MostRare && ids.All(id => id <= uint.MaxValue);
        rows.Tokens.Add(project).Add(word).Add(tokens[word]).Add(isRare ? NamePosting.PackRare(ids) : []).EndRow();
        if (!isRare) WriteBlocks(rows.Blocks, word, [.. ids.Select(id => (id, true))]);
    }

    private void WriteBlocks(RowWriter rows, long word, List<(long Id, bool IsThere)> noted)
    {
        var bits = new ulong[NamePosting.Words];
        foreach (var group in noted.GroupBy(each => each.Id >> NamePosting.BlockBits).OrderBy(group => group.Key))
        {
            Array.Clear(bits);
            if (stored.TryGetValue((word, group.Key), out var content)) NamePosting.Unpack(content, bits);
            foreach (var (id, isThere) in group)
            {
                var place = (int)(id & ((1 << NamePosting.BlockBits) - 1));
                if (isThere) bits[place >> 6] |= 1UL << (place & 63);
                else bits[place >> 6] &= ~(1UL << (place & 63));
            }

            rows.Add(project).Add(word).Add(group.Key).Add(NamePosting.Pack(bits)).EndRow();
        }
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var inWords = $"where project = @project and {write.Dialect.In("word", "words")}";
        var blocks = changes.Values.SelectMany(noted => noted).Select(each => each.Id >> NamePosting.BlockBits).Distinct();
        var values = new { project, words = write.Dialect.List(changes.Keys), blocks = write.Dialect.List(blocks) };
        rare = (await write.Connection.QueryAsync<(long Word, byte[] Content)>(new CommandDefinition($"select word, content from name_tokens {inWords}", values, cancellationToken: cancel)))
            .ToDictionary(row => row.Word, row => row.Content);
        stored = (await write.Connection.QueryAsync<(long Word, long Block, byte[] Content)>(new CommandDefinition(
            $"select word, block, content from name_postings {inWords} and {write.Dialect.In("block", "blocks")}", values, cancellationToken: cancel)))
            .ToDictionary(row => (row.Word, row.Block), row => row.Content);
    }
}
