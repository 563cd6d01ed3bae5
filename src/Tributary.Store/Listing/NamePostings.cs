using Dapper;

namespace Tributary.Store;

/// <summary>Keeps the tokens of patches' names (see <see cref="NamePosting"/>) as rows come, change and go.</summary>
internal sealed class NamePostings(WriteTransaction write, long project)
{
    private static readonly RowTarget WordRows = new("name_words", "id:n word:t", "on conflict (id) do nothing");

    private static readonly RowTarget PostingRows = new(
        "name_postings", "project:n word:n block:n content:b", "on conflict (project, word, block) do update set content = excluded.content");

    private readonly Dictionary<string, long> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<(long Word, long Block), List<(int Place, bool IsThere)>> changes = [];

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
        var stored = await LoadAsync(cancel);
        var bits = new ulong[NamePosting.Words];
        var rows = write.Write(PostingRows);
        foreach (var (key, noted) in changes.OrderBy(pair => pair.Key))
        {
            Array.Clear(bits);
            if (stored.TryGetValue(key, out var content)) NamePosting.Unpack(content, bits);
            foreach (var (place, isThere) in noted)
            {
                if (isThere) bits[place >> 6] |= 1UL << (place & 63);
                else bits[place >> 6] &= ~(1UL << (place & 63));
            }

            rows.Add(project).Add(key.Word).Add(key.Block).Add(NamePosting.Pack(bits)).EndRow();
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
            var key = (word, id >> ListBlocks.IdBits);
            if (!changes.TryGetValue(key, out var noted)) changes.Add(key, noted = []);
            noted.Add(((int)(id & ((1 << ListBlocks.IdBits) - 1)), isThere));
        }
    }

    private async Task<Dictionary<(long Word, long Block), byte[]>> LoadAsync(CancellationToken cancel)
    {
        var sql = $"select word, block, content from name_postings where project = @project and {write.Dialect.In("word", "words")} and {write.Dialect.In("block", "blocks")}";
        var values = new
        {
            project,
            words = write.Dialect.List(changes.Keys.Select(key => key.Word).Distinct()),
            blocks = write.Dialect.List(changes.Keys.Select(key => key.Block).Distinct()),
        };
        var rows = await write.Connection.QueryAsync<(long Word, long Block, byte[] Content)>(new CommandDefinition(sql, values, cancellationToken: cancel));
        return rows.ToDictionary(row => (row.Word, row.Block), row => row.Content);
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
