using Dapper;

namespace Tributary.Store;

/// <summary>Keeps the tokens of patches' names (see <see cref="NamePosting"/>) as rows come, change and go.</summary>
internal sealed class NamePostings(WriteTransaction write, long project)
{
    private static readonly RowTarget WordRows = new("name_words", "id:n word:t", "on conflict (id) do nothing");

    private static readonly RowTarget PostingRows = new(
        "name_postings", "project:n word:n block:n content:b", "on conflict (project, word, block) do update set content = excluded.content");

    private readonly Dictionary<string, long> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<long, List<(long Id, bool IsThere)>> changes = [];
    private Dictionary<(long Word, long Block), byte[]> stored = [];

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
        var rows = write.Write(PostingRows);
        foreach (var (word, noted) in changes.OrderBy(pair => pair.Key))
        {
            var isParted = stored.TryGetValue((word, NamePosting.Rare), out var content) && content.Length == 0;
            if (isParted) WriteBlocks(rows, word, noted);
            else WriteRare(rows, word, [.. NamePosting.UnpackRare(content)], noted);
        }

        await rows.FlushAsync(cancel);
        await SaveWordsAsync([.. stored.Keys.Select(key => key.Word)], cancel);
        changes.Clear();
    }

    private void Note(long id, string name, bool isThere)
    {
        foreach (var token in NamePosting.Tokens(name))
        {
            if (!numbers.TryGetValue(token, out var word)) numbers.Add(token, word = NamePosting.NumberOf(token));
            if (!changes.TryGetValue(word, out var noted)) changes.Add(word, noted = []);
            noted.Add((id, isThere));
        }
    }

    private void WriteRare(RowWriter rows, long word, HashSet<long> ids, List<(long Id, bool IsThere)> noted)
    {
        foreach (var (id, isThere) in noted) _ = isThere ? ids.Add(id) : ids.Remove(id);
        var isRare = ids.Count <= NamePosting.MostRare && ids.All(id => id <= uint.MaxValue);
        Write(rows, word, NamePosting.Rare, isRare ? NamePosting.PackRare(ids) : []);
        if (!isRare) WriteBlocks(rows, word, [.. ids.Select(id => (id, true))]);
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

            Write(rows, word, group.Key, NamePosting.Pack(bits));
        }
    }

    private void Write(RowWriter rows, long word, long block, byte[] content) => rows.Add(project).Add(word).Add(block).Add(content).EndRow();

    private async Task LoadAsync(CancellationToken cancel)
    {
        var sql = $"select word, block, content from name_postings where project = @project and {write.Dialect.In("word", "words")} and {write.Dialect.In("block", "blocks")}";
        var blocks = changes.Values.SelectMany(noted => noted).Select(each => each.Id >> NamePosting.BlockBits).Distinct().Append(NamePosting.Rare);
        var values = new { project, words = write.Dialect.List(changes.Keys), blocks = write.Dialect.List(blocks) };
        var rows = await write.Connection.QueryAsync<(long Word, long Block, byte[] Content)>(new CommandDefinition(sql, values, cancellationToken: cancel));
        stored = rows.ToDictionary(row => (row.Word, row.Block), row => row.Content);
    }

    // A word that has a row has its text too.
    private async Task SaveWordsAsync(HashSet<long> known, CancellationToken cancel)
    {
        var rows = write.Write(WordRows);
        foreach (var (token, word) in numbers.Where(pair => !known.Contains(pair.Value)).OrderBy(pair => pair.Value)) rows.Add(word).Add(token).EndRow();
        await rows.FlushAsync(cancel);
        numbers.Clear();
    }
}
