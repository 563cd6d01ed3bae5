using Tributary.Patches;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Cli.Tests;

/// <summary>A series whose every text is meant to break a terminal.</summary>
internal static class SampleSeries
{
    private const string Evil = "[red]evil[/] \u001b[31m\u009b2J\u202e [/]";

    public static SeriesSummary Line { get; } = new()
    {
        Id = new(42), Project = 1, Name = $"bpf: A name {Evil}", Version = 3, Total = 2, Received = 1, IsComplete = false, IsPullRequest = false,
        Date = new(2024, 1, 2, 3, 4, 5, TimeSpan.Zero), LastActivity = new(2024, 2, 3, 4, 5, 6, TimeSpan.Zero), Submitter = new($"Ann {Evil}", "ann@example.org"),
        Head = new("head@example.org"), Cover = new("head@example.org"), State = PatchState.Superseded, Tree = $"bpf {Evil}", TreeReason = $"Because {Evil}.", Delegate = Evil,
        SupersededBy = new(43), Replies = 1, Acked = 1, Reviewed = 2, Tested = 3,
    };

    public static SeriesDetail Detail { get; } = new()
    {
        Summary = Line,
        Patches = [new(1, new("one@example.org"), $"[1/2] one {Evil}", PatchState.New, $"abc {Evil}", [new(new("Acked-by", $"Bob {Evil}"), new("reply@example.org"))])],
        Earlier = [new(new(41), new("earlier@example.org"), 2, $"bpf: A name {Evil}", Line.Date, "title", $"Why {Evil}")],
        Later = [new(new(43), new("later@example.org"), 4, "bpf: Its new name", Line.Date, "link", "The sender says so.")],
        Thread =
        [
            new(new("head@example.org"), null, new("head@example.org"), 0, MailKind.CoverLetter, Line.Submitter, Line.Date, $"[PATCH 0/2] {Evil}"),
            new(new("reply@example.org"), new("head@example.org"), new("head@example.org"), 1, MailKind.Reply, new("", "bob@example.org"), Line.Date, $"Re: {Evil}"),
        ],
    };
}
