using Tributary.Mail;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>A row of series with the texts that its numbers stand for, as the database gives it.</summary>
internal sealed class SeriesLineRow : ClockRow
{
    /// <summary>The columns, of series s, people p, the messages h (head) and c (cover, left joined).</summary>
    public new const string Columns = $"""
        s.id, s.project, s.name, s.version, s.total, s.received, s.complete, s.pull_request as IsPull, s.sent_at as SentAt, s.active_at as ActiveAt,
        p.name as SubmitterName, p.address as SubmitterAddress, h.message_id as Head, c.message_id as Cover, s.state, s.tree,
        s.tree_reason as TreeReason, s.delegate, s.superseded_by as SupersededBy, s.replaces, s.hold, s.replies, s.acked, s.reviewed, s.tested,
        {ClockRow.Columns}
        """;

    public long Id { get; init; }
    public long Project { get; init; }
    public required string Name { get; init; }
    public long Version { get; init; }
    public long Total { get; init; }
    public long Received { get; init; }
    public long Complete { get; init; }
    public long IsPull { get; init; }
    public long SentAt { get; init; }
    public long ActiveAt { get; init; }
    public required string SubmitterName { get; init; }
    public required string SubmitterAddress { get; init; }
    public required string Head { get; init; }
    public string? Cover { get; init; }
    public long State { get; init; }
    public string? Tree { get; init; }
    public required string TreeReason { get; init; }
    public string? Delegate { get; init; }
    public long? SupersededBy { get; init; }
    public long? Replaces { get; init; }
    public string? Hold { get; init; }
    public long Replies { get; init; }
    public long Acked { get; init; }
    public long Reviewed { get; init; }
    public long Tested { get; init; }

    /// <summary>The row as what it means.</summary>
    public SeriesSummary ToSummary() => new()
    {
        Id = new(Id),
        Project = Project,
        Name = Name,
        Version = (int)Version,
        Total = (int)Total,
        Received = (int)Received,
        IsComplete = Complete != 0,
        IsPullRequest = IsPull != 0,
        Date = Micros.ToTime(SentAt),
        LastActivity = Micros.ToTime(ActiveAt),
        Submitter = new(SubmitterName, SubmitterAddress),
        Head = new(Head),
        Cover = Cover is null ? null : new MessageId(Cover),
        State = (PatchState)State,
        Tree = Tree,
        TreeReason = TreeReason,
        Delegate = Delegate,
        SupersededBy = SupersededBy is { } later ? new SeriesId(later) : null,
        Replaces = Replaces is { } whole ? new SeriesId(whole) : null,
        Hold = Hold,
        Clock = ToClock(),
        Replies = (int)Replies,
        Acked = (int)Acked,
        Reviewed = (int)Reviewed,
        Tested = (int)Tested,
    };
}
