using System.Collections.Immutable;
using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>The queue for stable kernels: which fixes are wanted, and what was said of them.</summary>
public sealed class StableStore(Database database)
{
    private const string ListSql = """
        select id, project, commit_id as CommitId, title, author, message_id as MessageId, tree, asked, asked_by as AskedBy, branches, why, at
        from stable_fixes where project = @project order by id desc limit 2000
        """;

    private const string MarksSql = """
        select m.fix, m.branch, m.mark, m.reason, m.by_whom as ByWhom, m.at from stable_marks m join stable_fixes f on f.id = m.fix where f.project = @project
        """;

    private const string AddSql = """
        insert into stable_fixes (id, project, commit_id, title, author, message_id, tree, asked, asked_by, branches, why, at)
        values (@id, @project, @commit, @title, @author, @messageId, @tree, @asked, @askedBy, @branches, @why, @at)
        on conflict (project, commit_id) do nothing
        """;

    private const string AskAgainSql = "update stable_fixes set branches = @branches, why = case when why = '' then @why else why end where project = @project and commit_id = @commit";

    private const string MarkSql = """
        insert into stable_marks (fix, branch, mark, reason, by_whom, at) values (@fix, @branch, @mark, @reason, @by, @at)
        on conflict (fix, branch, mark) do update set reason = excluded.reason, by_whom = excluded.by_whom, at = excluded.at
        """;

    private const string NewSql = """
        select c.message, m.message_id as MessageId, c.tree, c.commit_id as CommitId, c.pushed_at as PushedAt
        from commits c join messages m on m.id = c.message
        where c.project = @project and c.pushed_at is not null and c.dropped_at is null
          and not exists (select 1 from stable_fixes f where f.project = c.project and f.commit_id = c.commit_id)
        order by c.pushed_at, c.message limit 5000
        """;

    private const string UnreadSql = """
        select m.id, m.message_id as MessageId, m.subject from project_messages pm join messages m on m.id = pm.message
        where pm.project = @project and pm.message > @after order by pm.message limit @limit
        """;

    private const string ReadToSql = "insert into stable_readings (project, message) values (@project, @message) on conflict (project) do update set message = excluded.message";

    /// <summary>The number of a commit in the queue of a project; null where it is not there.</summary>
    public static Task<long?> FindIdAsync(WriteTransaction write, long project, CommitId commit, CancellationToken cancel) =>
        write.Connection.ExecuteScalarAsync<long?>(new CommandDefinition("select id from stable_fixes where project = @project and commit_id = @commit", new { project, commit = commit.Hex }, cancellationToken: cancel));

    /// <summary>The messages of a project that were not looked through for news of stable branches, in order of arrival.</summary>
    public async Task<ImmutableArray<(long Number, Mail.MessageId Id, string Subject)>> ListUnreadAsync(long project, int limit, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var after = await connection.ExecuteScalarAsync<long?>(new CommandDefinition("select message from stable_readings where project = @project", new { project }, cancellationToken: cancel)) ?? 0;
        return [.. (await connection.QueryAsync<UnreadRow>(new CommandDefinition(UnreadSql, new { project, after, limit }, cancellationToken: cancel))).Select(static row => (row.Id, new Mail.MessageId(row.MessageId), row.Subject))];
    }

    /// <summary>Notes up to which message they were.</summary>
    public static Task NoteReadAsync(WriteTransaction write, long project, long message, CancellationToken cancel) =>
        write.Connection.ExecuteAsync(new CommandDefinition(ReadToSql, new { project, message }, cancellationToken: cancel));

    /// <summary>The fixes of a project, the newest first.</summary>
    public async Task<ImmutableArray<StableFix>> ListAsync(long project, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var marks = (await connection.QueryAsync<MarkRow>(new CommandDefinition(MarksSql, new { project }, cancellationToken: cancel))).ToLookup(static row => row.Fix, static row => row.ToMark());
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(ListSql, new { project }, cancellationToken: cancel))).Select(row => row.ToFix([.. marks[row.Id]]))];
    }

    /// <summary>The patches that trees took and that are not in the queue.</summary>
    public async Task<ImmutableArray<TakenPatch>> ListTakenAsync(long project, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return [.. (await connection.QueryAsync<TakenRow>(new CommandDefinition(NewSql, new { project }, cancellationToken: cancel))).Select(static row => new TakenPatch(new(row.MessageId), row.Tree, CommitId.Parse(row.CommitId), Micros.ToTime(row.PushedAt)))];
    }

    /// <summary>Puts fixes into the queue; one that is there gains the branches that it is asked for now.</summary>
    public static async Task AddAsync(WriteTransaction write, IEnumerable<StableFix> fixes, CancellationToken cancel)
    {
        foreach (var fix in fixes)
        {
            var values = new
            {
                id = await IdLedger.TakeAsync(write, "stable_fixes", 1, cancel), project = fix.Project, commit = fix.Commit.Hex, title = Dialect.Clean(fix.Title), author = Dialect.Clean(fix.Author), messageId = fix.MessageId is null ? null : Dialect.Clean(fix.MessageId), tree = fix.Tree,
                asked = Words[(int)fix.Asked], askedBy = Dialect.Clean(fix.AskedBy), branches = string.Join(' ', fix.Branches), why = Dialect.Clean(fix.Why), at = Micros.From(fix.At),
            };
            if (await write.Connection.ExecuteAsync(new CommandDefinition(AddSql, values, cancellationToken: cancel)) > 0) continue;
            var before = await write.Connection.ExecuteScalarAsync<string>(new CommandDefinition("select branches from stable_fixes where project = @project and commit_id = @commit", values, cancellationToken: cancel));
            // Asked for everywhere it stays so.
            if (string.IsNullOrEmpty(before)) continue;
            var branches = fix.Branches.IsEmpty ? "" : string.Join(' ', before.Split(' ').Concat(fix.Branches).Distinct());
            await write.Connection.ExecuteAsync(new CommandDefinition(AskAgainSql, new { values.project, values.commit, branches, values.why }, cancellationToken: cancel));
        }
    }

    /// <summary>Notes what is said of a fix.</summary>
    public static Task MarkAsync(WriteTransaction write, long fix, StableMark mark, CancellationToken cancel) => write.Connection.ExecuteAsync(new CommandDefinition(
        MarkSql, new { fix, branch = mark.Branch, mark = (long)mark.Kind, reason = Dialect.Clean(mark.Reason), by = Dialect.Clean(mark.By), at = Micros.From(mark.At) }, cancellationToken: cancel));

    private static readonly ImmutableArray<string> Words = ["", "accepted", "notes", "trailer", "mail", "command", "web"];

    private sealed record Row
    {
        public long Id { get; init; }
        public long Project { get; init; }
        public string CommitId { get; init; } = "";
        public string Title { get; init; } = "";
        public string Author { get; init; } = "";
        public string? MessageId { get; init; }
        public string Tree { get; init; } = "";
        public string Asked { get; init; } = "";
        public string AskedBy { get; init; } = "";
        public string Branches { get; init; } = "";
        public string Why { get; init; } = "";
        public long At { get; init; }

        public StableFix ToFix(ImmutableArray<StableMark> marks) => new()
        {
            Id = Id, Project = Project, Commit = Workflow.CommitId.Parse(CommitId), Title = Title, Author = Author, MessageId = MessageId, Tree = Tree, Asked = (StableAsking)Words.IndexOf(Asked), AskedBy = AskedBy,
            Branches = [.. Branches.Split(' ', StringSplitOptions.RemoveEmptyEntries)], Why = Why, At = Micros.ToTime(At), Marks = marks,
        };
    }

    private sealed record MarkRow
    {
        public long Fix { get; init; }
        public string Branch { get; init; } = "";
        public long Mark { get; init; }
        public string Reason { get; init; } = "";
        public string ByWhom { get; init; } = "";
        public long At { get; init; }

        public StableMark ToMark() => new(Branch, (StableMarkKind)Mark, Reason, ByWhom, Micros.ToTime(At));
    }

    private sealed record UnreadRow
    {
        public long Id { get; init; }
        public string MessageId { get; init; } = "";
        public string Subject { get; init; } = "";
    }

    private sealed record TakenRow
    {
        public string MessageId { get; init; } = "";
        public string Tree { get; init; } = "";
        public string CommitId { get; init; } = "";
        public long PushedAt { get; init; }
    }
}

/// <summary>A patch that a tree took.</summary>
/// <param name="Message">The message that sent it.</param>
/// <param name="Tree">The tree.</param>
/// <param name="Commit">The commit there.</param>
/// <param name="At">When the tree was seen to have it.</param>
public sealed record TakenPatch(Mail.MessageId Message, string Tree, CommitId Commit, DateTimeOffset At);
