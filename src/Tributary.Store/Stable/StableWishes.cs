using System.Collections.Immutable;
using Dapper;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>The wishes for stable kernels that wait for a tree to take their patch.</summary>
public sealed class StableWishes(Database database)
{
    private const string PutSql = """
        insert into stable_wishes (project, message_id, title, author, branches, asked_by, why, at) values (@project, @messageId, @title, @author, @branches, @askedBy, @why, @at)
        on conflict (project, message_id) do nothing
        """;

    private const string FindSql = "select branches from stable_wishes where project = @project and message_id = @messageId";
    private const string WidenSql = "update stable_wishes set branches = @branches, answered_by = null where project = @project and message_id = @messageId";
    private const string AnswerSql = "update stable_wishes set answered_by = @commit where project = @project and message_id = @messageId";

    private const string OpenSql = """
        select message_id as MessageId, title, author, branches, asked_by as AskedBy, why, at from stable_wishes where project = @project and answered_by is null order by at desc, message_id limit 1000
        """;

    // A commit that is in the queue for the same mail goes before others.
    private const string Taken = """
        select w.message_id as MessageId, tp.name, tm.message_id as TakenId, c.tree, coalesce(f.commit_id, c.commit_id) as CommitId, c.pushed_at as PushedAt, e.total as TotalBefore, ts.total
        from stable_wishes w join messages m on m.message_id = w.message_id
          join project_messages pm on pm.project = w.project and pm.message = m.id join series e on e.id = pm.series
        """;

    private const string Committed = """
          join series ts on ts.id = tp.series join messages tm on tm.id = tp.message join commits c on c.project = w.project and c.message = tp.message
          left join stable_fixes f on f.project = w.project and f.message_id = tm.message_id
        where w.project = @project and w.answered_by is null and c.pushed_at is not null and c.dropped_at is null
        order by c.pushed_at, c.message limit 2000
        """;

    private const string OwnSql = $"{Taken} join series_patches tp on tp.series = pm.series and tp.message = m.id {Committed}";
    private const string LaterSql = $"{Taken} join series_links l on l.earlier = pm.series join series_patches tp on tp.series = l.series {Committed}";

    /// <summary>Keeps a wish; one that is kept gains the branches.</summary>
    /// <returns>False where nothing is new.</returns>
    public static async Task<bool> PutAsync(WriteTransaction write, KeptWish wish, CancellationToken cancel)
    {
        var values = new
        {
            project = wish.Project, messageId = Dialect.Clean(wish.MessageId.Value), title = Dialect.Clean(wish.Title), author = Dialect.Clean(wish.Author), branches = string.Join(' ', wish.Branches), askedBy = Dialect.Clean(wish.AskedBy),
            why = Dialect.Clean(wish.Why), at = Micros.From(wish.At),
        };
        if (await write.Connection.ExecuteAsync(new CommandDefinition(PutSql, values, cancellationToken: cancel)) > 0) return true;
        var before = await write.Connection.ExecuteScalarAsync<string>(new CommandDefinition(FindSql, values, cancellationToken: cancel)) ?? "";
        // Asked for everywhere it stays so.
        var branches = before.Length == 0 || wish.Branches.IsEmpty ? "" : string.Join(' ', before.Split(' ').Concat(wish.Branches).Distinct());
        if (branches == before) return false;
        await write.Connection.ExecuteAsync(new CommandDefinition(WidenSql, new { values.project, values.messageId, branches }, cancellationToken: cancel));
        return true;
    }

    /// <summary>Notes with which commit a wish came into the queue.</summary>
    public static Task AnswerAsync(WriteTransaction write, TakenWish taken, CancellationToken cancel) => write.Connection.ExecuteAsync(new CommandDefinition(
        AnswerSql, new { project = taken.Wish.Project, messageId = taken.Wish.MessageId.Value, commit = taken.Commit.Hex }, cancellationToken: cancel));

    /// <summary>Those that wait, the newest first.</summary>
    public async Task<ImmutableArray<KeptWish>> ListOpenAsync(long project, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(OpenSql, new { project }, cancellationToken: cancel))).Select(row => row.ToWish(project))];
    }

    /// <summary>Those that wait and whose patch a tree has by now: itself, or the one of a later version that bears the same title or is alone there as it was.</summary>
    public async Task<ImmutableArray<TakenWish>> ListTakenAsync(long project, CancellationToken cancel)
    {
        var open = (await ListOpenAsync(project, cancel)).ToDictionary(static wish => wish.MessageId);
        if (open.Count == 0) return [];
        await using var connection = await database.OpenReadAsync(cancel);
        var own = await connection.QueryAsync<TakenRow>(new CommandDefinition(OwnSql, new { project }, cancellationToken: cancel));
        var later = await connection.QueryAsync<TakenRow>(new CommandDefinition(LaterSql, new { project }, cancellationToken: cancel));
        return
        [
            .. own.Concat(later.Where(row => open.TryGetValue(new(row.MessageId), out var wish) && row.IsOf(wish)))
                .Where(row => open.ContainsKey(new(row.MessageId))).DistinctBy(static row => row.MessageId)
                .Select(row => new TakenWish(open[new(row.MessageId)], new(row.TakenId), row.Title, row.Tree, CommitId.Parse(row.CommitId), Micros.ToTime(row.PushedAt))),
        ];
    }

    private sealed record Row
    {
        public string MessageId { get; init; } = "";
        public string Title { get; init; } = "";
        public string Author { get; init; } = "";
        public string Branches { get; init; } = "";
        public string AskedBy { get; init; } = "";
        public string Why { get; init; } = "";
        public long At { get; init; }

        public KeptWish ToWish(long project) => new(project, new(MessageId))
        {
            Title = Title, Author = Author, Branches = [.. Branches.Split(' ', StringSplitOptions.RemoveEmptyEntries)], AskedBy = AskedBy, Why = Why, At = Micros.ToTime(At),
        };
    }

    private sealed record TakenRow
    {
        public string MessageId { get; init; } = "";
        public string Name { get; init; } = "";
        public string TakenId { get; init; } = "";
        public string Tree { get; init; } = "";
        public string CommitId { get; init; } = "";
        public long PushedAt { get; init; }
        public long TotalBefore { get; init; }
        public long Total { get; init; }

        // [bpf,v3,2/3] bpf: a title
        public string Title => Name is ['[', ..] && Name.IndexOf(']', StringComparison.Ordinal) is > 0 and var end ? Name[(end + 1)..].Trim() : Name;

        public bool IsOf(KeptWish wish) => CommitText.TitleKey(Title) == CommitText.TitleKey(wish.Title) || (TotalBefore == 1 && Total == 1);
    }
}

/// <summary>A wish for a patch in stable kernels that no tree has yet.</summary>
/// <param name="Project">The project.</param>
/// <param name="MessageId">The patch.</param>
public sealed record KeptWish(long Project, MessageId MessageId)
{
    /// <summary>Its title.</summary>
    public string Title { get; init; } = "";

    /// <summary>Who wrote it: <c>Name &lt;address&gt;</c>.</summary>
    public string Author { get; init; } = "";

    /// <summary>The branches it is asked for; empty: wherever it is needed.</summary>
    public ImmutableArray<string> Branches { get; init; } = [];

    /// <summary>Who asked.</summary>
    public string AskedBy { get; init; } = "";

    /// <summary>The line that asked.</summary>
    public string Why { get; init; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>A wish whose patch a tree has by now.</summary>
/// <param name="Wish">The wish.</param>
/// <param name="Message">The patch that was taken: of the wish, or of a later version.</param>
/// <param name="Title">Its title.</param>
/// <param name="Tree">The tree.</param>
/// <param name="Commit">The commit there.</param>
/// <param name="At">When the tree was seen to have it.</param>
public sealed record TakenWish(KeptWish Wish, MessageId Message, string Title, string Tree, CommitId Commit, DateTimeOffset At);
