using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>The trees that the installation follows, and how they stood when last looked at.</summary>
public sealed class TreeStore(Database database)
{
    private const string AddSql = """
        insert into trees (name, family, url, branch, push_url, pushes, drops_by) values (@name, @family, @url, @branch, @pushUrl, @pushes, @dropsBy)
        on conflict (name) do update set family = excluded.family, url = excluded.url, branch = excluded.branch, push_url = excluded.push_url, pushes = excluded.pushes, drops_by = excluded.drops_by
        """;

    private const string NoteSql = """
        update trees set tip_at = case when tip = @tip then tip_at else @at end, tip = @tip, fetched_at = @at, fault = '' where name = @name
        """;

    private const string FetchedSql = "update trees set fetched_at = @at, fault = '' where name = @name";
    private const string FaultSql = "update trees set fetched_at = @at, fault = @fault where name = @name";
    private const string ReadToSql = "update trees set read_to = @commit where name = @name";

    private const string ListSql = """
        select name, family, url, branch, push_url as PushUrl, pushes as Pushes, drops_by as DropsBy, tip, tip_at as TipAt, read_to as ReadTo, fetched_at as FetchedAt, fault
        from trees order by name limit 1000
        """;

    /// <summary>Adds a tree, or changes where it is; what is known of its tip stays.</summary>
    public Task AddAsync(StoredTree tree, CancellationToken cancel) => ExecuteAsync(
        AddSql,
        new { name = tree.Name, family = tree.Family, url = Dialect.Clean(tree.Url), branch = tree.Branch, pushUrl = tree.PushUrl, pushes = tree.PushesAtOnce ? 1L : 0, dropsBy = tree.DropsByRevert ? "revert" : "rebase" },
        cancel);

    /// <summary>Follows a tree no longer.</summary>
    /// <returns>False when it was not followed.</returns>
    public async Task<bool> RemoveAsync(string name, CancellationToken cancel) => await ExecuteAsync("delete from trees where name = @name", new { name }, cancel) > 0;

    /// <summary>Notes the tip that was fetched or pushed.</summary>
    public Task NoteTipAsync(string name, CommitId tip, DateTimeOffset at, CancellationToken cancel) => ExecuteAsync(NoteSql, new { name, tip = tip.Hex, at = Micros.From(at) }, cancel);

    /// <summary>Notes that the branches of a set were fetched.</summary>
    public Task NoteFetchedAsync(string name, DateTimeOffset at, CancellationToken cancel) => ExecuteAsync(FetchedSql, new { name, at = Micros.From(at) }, cancel);

    /// <summary>Notes that it could not be fetched.</summary>
    public Task NoteFaultAsync(string name, string fault, DateTimeOffset at, CancellationToken cancel) => ExecuteAsync(FaultSql, new { name, fault = Dialect.Clean(fault), at = Micros.From(at) }, cancel);

    /// <summary>Notes up to where its commits were looked through, in the transaction that keeps what was found.</summary>
    public static Task NoteReadAsync(WriteTransaction write, string name, CommitId commit, CancellationToken cancel) =>
        write.Connection.ExecuteAsync(new CommandDefinition(ReadToSql, new { name, commit = commit.Hex }, cancellationToken: cancel));

    /// <summary>All of them, by name.</summary>
    public async Task<IReadOnlyList<StoredTree>> ListAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(ListSql, cancellationToken: cancel))).Select(static row => row.ToTree())];
    }

    /// <summary>The tree of a name, or null.</summary>
    public async Task<StoredTree?> FindAsync(string name, CancellationToken cancel) => (await ListAsync(cancel)).FirstOrDefault(tree => tree.Name == name);

    private async Task<int> ExecuteAsync(string sql, object values, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        var changed = await write.Connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancel));
        await write.CommitAsideAsync(cancel);
        return changed;
    }

    private sealed record Row
    {
        public string Name { get; init; } = "";
        public string Family { get; init; } = "";
        public string Url { get; init; } = "";
        public string Branch { get; init; } = "";
        public string? PushUrl { get; init; }
        public long Pushes { get; init; }
        public string DropsBy { get; init; } = "";
        public string? Tip { get; init; }
        public long? TipAt { get; init; }
        public string? ReadTo { get; init; }
        public long? FetchedAt { get; init; }
        public string Fault { get; init; } = "";

        public StoredTree ToTree() => new()
        {
            Name = Name, Family = Family, Url = Url, Branch = Branch, PushUrl = PushUrl, PushesAtOnce = Pushes != 0, DropsByRevert = DropsBy == "revert",
            Tip = CommitId.TryParse(Tip, out var tip) ? tip : null, TipAt = TipAt is { } tipAt ? Micros.ToTime(tipAt) : null,
            ReadTo = CommitId.TryParse(ReadTo, out var read) ? read : null, FetchedAt = FetchedAt is { } at ? Micros.ToTime(at) : null, Fault = Fault,
        };
    }
}
