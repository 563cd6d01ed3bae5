using System.Collections.Immutable;
using Dapper;
using Tributary.Mail;

namespace Tributary.Store;

/// <summary>By what commits are known as patches: message id, patch-id, title and author.</summary>
public sealed class PatchIdStore(Database database)
{
    private const int Portion = 400;

    private const string LackingSql = """
        select p.message from patches p where p.sent_at >= @since and p.message > @after and not exists (select 1 from patch_ids i where i.message = p.message) group by p.message order by p.message limit 500
        """;

    private const string AddSql = "insert into patch_ids (message, patch_id, title, author, sent_at) values (@message, @patchId, @title, @author, @sentAt) on conflict (message) do nothing";

    private const string FixSql = "insert into patch_fixes (message, hex) values (@message, @hex) on conflict (message, hex) do nothing";

    private const string Candidate = """
        select p.message, m.message_id as MessageId, p.project, p.series, p.sent_at as SentAt, coalesce(i.patch_id, '') as PatchId, coalesce(i.title, '') as Title, coalesce(i.author, '') as Author
        from patches p join messages m on m.id = p.message left join patch_ids i on i.message = p.message
        """;

    private const string CoverSql = "select c.series from covers c join messages m on m.id = c.message where";

    /// <summary>Patches since a day of which nothing was noted yet, at most 500, by message.</summary>
    public async Task<IReadOnlyList<long>> ListLackingAsync(DateTimeOffset since, long after, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return (await connection.QueryAsync<long>(new CommandDefinition(LackingSql, new { since = Micros.From(since), after }, cancellationToken: cancel))).AsList();
    }

    /// <summary>Notes patches.</summary>
    public async Task AddAsync(IReadOnlyCollection<PatchMark> marks, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Bulk, cancel);
        await write.Connection.ExecuteAsync(new CommandDefinition(
            AddSql, marks.Select(static one => new { message = one.Message, patchId = one.PatchId, title = Dialect.Clean(one.Title), author = Dialect.Clean(one.Author), sentAt = Micros.From(one.SentAt) }).ToArray(), cancellationToken: cancel));
        var fixes = marks.SelectMany(static one => one.Fixes.Distinct().Select(hex => new { message = one.Message, hex })).ToArray();
        if (fixes.Length > 0) await write.Connection.ExecuteAsync(new CommandDefinition(FixSql, fixes, cancellationToken: cancel));
        await write.CommitAsideAsync(cancel);
    }

    /// <summary>The patches that say they mend one of these commits.</summary>
    public Task<ImmutableArray<PatchCandidate>> ListFixingAsync(IEnumerable<Workflow.CommitId> commits, CancellationToken cancel) => ListAsync(
        Candidate + " where p.message in (select f.message from patch_fixes f where {in})", "f.hex", commits.SelectMany(static commit => Enumerable.Range(8, 13).Append(commit.Hex.Length).Select(length => commit.Hex[..length])), cancel);

    /// <summary>The commits that these patches say they mend, hex as it is written.</summary>
    public async Task<ImmutableArray<string>> ListFixedAsync(SeriesId series, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return [.. await connection.QueryAsync<string>(new CommandDefinition("select distinct f.hex from patch_fixes f join patches p on p.message = f.message where p.series = @series order by f.hex limit 100", new { series = series.Value }, cancellationToken: cancel))];
    }

    /// <summary>The patches that bear these message ids.</summary>
    public Task<ImmutableArray<PatchCandidate>> ListByMessageAsync(IEnumerable<string> ids, CancellationToken cancel) => ListAsync(Candidate + " where {in}", "m.message_id", ids, cancel);

    /// <summary>The patches of the series whose cover letters bear these message ids.</summary>
    public async Task<ImmutableArray<PatchCandidate>> ListByCoverAsync(IEnumerable<string> ids, CancellationToken cancel) =>
        await ListAsync(Candidate + $" where p.series in ({CoverSql} {{in}})", "m.message_id", ids, cancel);

    /// <summary>The patches with these patch-ids.</summary>
    public Task<ImmutableArray<PatchCandidate>> ListByPatchIdAsync(IEnumerable<string> ids, CancellationToken cancel) => ListAsync(Candidate + " where {in}", "i.patch_id", ids, cancel);

    /// <summary>The patches with these titles.</summary>
    public Task<ImmutableArray<PatchCandidate>> ListByTitleAsync(IEnumerable<string> titles, CancellationToken cancel) => ListAsync(Candidate + " where {in}", "i.title", titles.Select(Dialect.Clean), cancel);

    private async Task<ImmutableArray<PatchCandidate>> ListAsync(string sql, string column, IEnumerable<string> values, CancellationToken cancel)
    {
        var found = ImmutableArray.CreateBuilder<PatchCandidate>();
        await using var connection = await database.OpenReadAsync(cancel);
        foreach (var chunk in values.Where(static value => value.Length > 0).Distinct().Chunk(Portion))
        {
            var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql.Replace("{in}", database.Dialect.In(column, "values"), StringComparison.Ordinal), new { values = database.Dialect.List(chunk) }, cancellationToken: cancel));
            found.AddRange(rows.Select(static row => row.ToCandidate()));
        }

        return found.ToImmutable();
    }

    private sealed record Row
    {
        public long Message { get; init; }
        public string MessageId { get; init; } = "";
        public long Project { get; init; }
        public long Series { get; init; }
        public long SentAt { get; init; }
        public string PatchId { get; init; } = "";
        public string Title { get; init; } = "";
        public string Author { get; init; } = "";

        public PatchCandidate ToCandidate() => new(new(MessageId), Project, new(Series), Micros.ToTime(SentAt)) { PatchId = PatchId, Title = Title, Author = Author };
    }
}

/// <summary>By what a patch is known.</summary>
/// <param name="Message">The patch, <c>messages.id</c>.</param>
/// <param name="PatchId">git's stable patch-id; empty where it has none.</param>
/// <param name="Title">Its title.</param>
/// <param name="Author">Its author's address, lower case.</param>
/// <param name="SentAt">When it was sent.</param>
public sealed record PatchMark(long Message, string PatchId, string Title, string Author, DateTimeOffset SentAt)
{
    /// <summary>The commits that it says it mends, hex as it is written.</summary>
    public ImmutableArray<string> Fixes { get; init; } = [];
}

/// <summary>A patch that a commit may be.</summary>
/// <param name="MessageId">Its message id.</param>
/// <param name="Project">Its project.</param>
/// <param name="Series">Its series.</param>
/// <param name="SentAt">When it was sent.</param>
public sealed record PatchCandidate(MessageId MessageId, long Project, SeriesId Series, DateTimeOffset SentAt)
{
    /// <summary>git's stable patch-id; empty where it is not known.</summary>
    public string PatchId { get; init; } = "";

    /// <summary>Its title; empty where it is not known.</summary>
    public string Title { get; init; } = "";

    /// <summary>Its author's address, lower case; empty where it is not known.</summary>
    public string Author { get; init; } = "";
}
