using Dapper;

namespace Tributary.Store;

/// <summary>Reads replies to patches and cover letters, and writes whether they were dealt with.</summary>
public sealed class CommentStore(WriteTransaction write)
{
    private const string FindSql = """
        select c.arrival as id, c.project, c.message, a.address as sender, t.arrival as target, coalesce(k.addressed, -1) as addressed,
            (select p.id from patches p where p.message = c.target and p.project = c.project) as patch,
            (select v.id from covers v where v.message = c.target and v.project = c.project) as cover, c.series
        from project_messages c join messages m on m.id = c.message join people a on a.id = m.person
        join project_messages t on t.project = c.project and t.message = c.target
        left join comment_marks k on k.project = c.project and k.message = c.message
        where c.arrival = @comment and c.message <> c.target
        """;

    private const string MarkSql = """
        insert into comment_marks (project, message, addressed) values (@project, @message, @addressed)
        on conflict (project, message) do update set addressed = excluded.addressed
        """;

    private const string UnmarkSql = "delete from comment_marks where project = @project and message = @message";

    /// <summary>The reply of a number, or null when there is none, or it is no reply to a patch or cover letter.</summary>
    public async Task<CommentAtWork?> FindAsync(long comment, CancellationToken cancel)
    {
        var row = await write.Connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(FindSql, new { comment }, cancellationToken: cancel));
        return row is null || (row.Patch ?? row.Cover) is null ? null : new()
        {
            Id = row.Id, Project = row.Project, Message = row.Message, Sender = row.Sender, Patch = row.Patch, Cover = row.Cover,
            Series = row.Series is { } series ? new SeriesId(series) : null, IsAddressed = row.Addressed < 0 ? null : row.Addressed != 0,
        };
    }

    /// <summary>Marks a reply; null takes the mark away.</summary>
    public Task MarkAsync(CommentAtWork comment, bool? isAddressed, CancellationToken cancel) => write.Connection.ExecuteAsync(new CommandDefinition(
        isAddressed is null ? UnmarkSql : MarkSql, new { project = comment.Project, message = comment.Message, addressed = isAddressed is true ? 1L : 0L },
        cancellationToken: cancel));

    private sealed record Row
    {
        public long Id { get; init; }
        public long Project { get; init; }
        public long Message { get; init; }
        public string Sender { get; init; } = "";
        public long Addressed { get; init; }
        public long? Patch { get; init; }
        public long? Cover { get; init; }
        public long? Series { get; init; }
    }
}

/// <summary>A reply as those see it who want to mark it.</summary>
public sealed record CommentAtWork
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>The number of its project.</summary>
    public required long Project { get; init; }

    /// <summary>Its mail, <c>messages.id</c>.</summary>
    public required long Message { get; init; }

    /// <summary>Its sender's address, lower case.</summary>
    public required string Sender { get; init; }

    /// <summary>The patch that it answers, or null.</summary>
    public long? Patch { get; init; }

    /// <summary>The cover letter that it answers, or null.</summary>
    public long? Cover { get; init; }

    /// <summary>Their series.</summary>
    public SeriesId? Series { get; init; }

    /// <summary>It was dealt with, or not; null: nobody said.</summary>
    public bool? IsAddressed { get; init; }
}
