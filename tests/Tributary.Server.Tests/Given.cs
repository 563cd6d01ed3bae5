using Tributary.Mail;
using Tributary.Patches;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>Values for pages, made by hand.</summary>
internal static class Given
{
    /// <summary>The time of every page.</summary>
    public static DateTimeOffset Now { get; } = new(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);

    /// <summary>A project.</summary>
    public static StoredProject Project { get; } = new(1, "widgets", "test");

    /// <summary>Somebody.</summary>
    public static Mailbox Ann { get; } = new("Ann Author", "ann@example.org");

    /// <summary>A line of the queue.</summary>
    public static SeriesSummary Line(long id) => new()
    {
        Id = new(id),
        Project = 1,
        Name = $"[tree,v2,0/2] widgets: series {id}",
        Version = 2,
        Total = 2,
        Received = 2,
        IsComplete = true,
        IsPullRequest = false,
        Date = Now.AddDays(-3),
        LastActivity = Now.AddHours(-2),
        Submitter = Ann,
        Head = new($"head-{id}@example.org"),
        State = PatchState.New,
        Tree = "tree",
        TreeReason = "The subject says tree.",
        Replies = 3,
        Acked = 1,
        Reviewed = 0,
        Tested = 0,
    };

    /// <summary>A message in a thread.</summary>
    public static ThreadEntry Entry(string id, string? parent, string? target, int depth, MailKind kind = MailKind.Reply) =>
        new(new(id), parent is null ? null : new MessageId(parent), target is null ? null : new MessageId(target), depth, kind, Ann, Now.AddHours(-1), "Re: x");
}
