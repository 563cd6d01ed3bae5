using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>How lines of the ledger of commits are read.</summary>
internal static class CommitRows
{
    /// <summary>The columns, of <c>commits c</c> joined with <c>messages m</c>.</summary>
    public const string Select = """
        select c.project, c.message, m.message_id as MessageId, c.tree, c.commit_id as CommitId, c.found, c.reason, c.at, c.pushed_at as PushedAt, c.dropped_at as DroppedAt, c.was, c.application
        from commits c join messages m on m.id = c.message
        """;

    /// <summary>A row.</summary>
    internal sealed record Row
    {
        public long Project { get; init; }
        public long Message { get; init; }
        public string MessageId { get; init; } = "";
        public string Tree { get; init; } = "";
        public string CommitId { get; init; } = "";
        public long Found { get; init; }
        public string Reason { get; init; } = "";
        public long At { get; init; }
        public long? PushedAt { get; init; }
        public long? DroppedAt { get; init; }
        public string? Was { get; init; }
        public long? Application { get; init; }

        public LedgerCommit ToCommit() => new()
        {
            Project = Project, Message = Message, MessageId = new(MessageId), Tree = Tree, Commit = Workflow.CommitId.Parse(CommitId), Found = (CommitFound)Found, Reason = Reason,
            At = Micros.ToTime(At), PushedAt = PushedAt is { } pushed ? Micros.ToTime(pushed) : null, DroppedAt = DroppedAt is { } dropped ? Micros.ToTime(dropped) : null,
            Was = Workflow.CommitId.TryParse(Was, out var was) ? was : null, Application = Application,
        };
    }
}
