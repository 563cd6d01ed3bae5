using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>The pull requests that were written here.</summary>
public sealed class PullStore(Database database)
{
    private const string AddSql = """
        insert into pulls_made (id, tree, into_tree, base, head, reference, subject, commits, at, sent) values (@id, @tree, @into, @base, @head, @reference, @subject, @commits, @at, @sent)
        """;

    private const string ListSql = """
        select id, tree, into_tree as "Into", base, head, reference, subject, commits, at, sent, pulled_at as PulledAt from pulls_made
        where (@tree is null or tree = @tree) order by at desc, id desc limit @limit
        """;

    /// <summary>Adds one, inside a transaction.</summary>
    public static async Task AddAsync(WriteTransaction write, StoredPull pull, CancellationToken cancel)
    {
        var id = await IdLedger.TakeAsync(write, "pulls_made", 1, cancel);
        var row = new
        {
            id, tree = pull.Tree, into = pull.Into, @base = pull.Base.Hex, head = pull.Head.Hex, reference = pull.Reference, subject = Dialect.Clean(pull.Subject), commits = (long)pull.Commits,
            at = Micros.From(pull.At), sent = pull.IsSent ? 1L : 0,
        };
        await write.Connection.ExecuteAsync(new CommandDefinition(AddSql, row, cancellationToken: cancel));
    }

    /// <summary>The newest, of one tree or all.</summary>
    public async Task<IReadOnlyList<StoredPull>> ListAsync(string? tree, int limit, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(ListSql, new { tree, limit = (long)limit }, cancellationToken: cancel));
        return [.. rows.Select(row => row.ToPull())];
    }

    /// <summary>Notes that the destination has it.</summary>
    public async Task NotePulledAsync(long id, DateTimeOffset at, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        await write.Connection.ExecuteAsync(new CommandDefinition("update pulls_made set pulled_at = @at where id = @id and pulled_at is null", new { id, at = Micros.From(at) }, cancellationToken: cancel));
        await write.CommitAsync(cancel);
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public string Tree { get; init; } = "";
        public string Into { get; init; } = "";
        public string Base { get; init; } = "";
        public string Head { get; init; } = "";
        public string Reference { get; init; } = "";
        public string Subject { get; init; } = "";
        public long Commits { get; init; }
        public long At { get; init; }
        public long Sent { get; init; }
        public long? PulledAt { get; init; }

        public StoredPull ToPull() => new()
        {
            Id = Id, Tree = Tree, Into = Into, Base = CommitId.Parse(Base), Head = CommitId.Parse(Head), Reference = Reference, Subject = Subject, Commits = (int)Commits,
            At = Micros.ToTime(At), IsSent = Sent != 0, PulledAt = PulledAt is { } pulled ? Micros.ToTime(pulled) : null,
        };
    }
}

/// <summary>A pull request that was written here.</summary>
public sealed record StoredPull
{
    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>The tree.</summary>
    public required string Tree { get; init; }

    /// <summary>The tree that is asked to pull.</summary>
    public required string Into { get; init; }

    /// <summary>What both have.</summary>
    public required CommitId Base { get; init; }

    /// <summary>The commit that is to be pulled.</summary>
    public required CommitId Head { get; init; }

    /// <summary>The branch, or <c>tags/NAME</c>.</summary>
    public required string Reference { get; init; }

    /// <summary>Its subject.</summary>
    public required string Subject { get; init; }

    /// <summary>Commits that are no merges.</summary>
    public required int Commits { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>It was sent by the outbox; else written to a file.</summary>
    public bool IsSent { get; init; }

    /// <summary>When the destination was seen to have it, or null.</summary>
    public DateTimeOffset? PulledAt { get; init; }
}
