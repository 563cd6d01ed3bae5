using Tributary.Workflow;

namespace Tributary.Store.Tests;

/// <summary>A queue made of chosen numbers: every state, three trees and none, few delegates, people with names that have parts in common.</summary>
public static class QueueRows
{
    public const long Project = 1;

    private static readonly string[] Names =
    [
        "bpf: Fix bpf_probe_read_kernel on arm64", "selftests/bpf: Add a test for verifier.c", "[bpf-next,v3,2/7] libbpf: Grüße an Björn",
        "net: 5.10 backport of sockmap", "RFC: 100% \"quoted\" 'name' & more: * ( )", "xdp: 转换 的 补丁", "___", "bpf, verifier: fix fix fix",
    ];

    private static readonly string?[] Trees = ["bpf", "bpf-next", "bpf-next/net", null];
    private static readonly string?[] Delegates = ["bpf", "netdev", null, null];
    private static readonly (string Name, string Address)[] People =
    [
        ("Ann Example", "ann@example.org"), ("Björn Tester", "bjorn.tester@mail.example.net"), ("", "robot@ci.example.com"), ("Li 李", "li_wei@example.org"),
    ];

    /// <summary>Fills a new database with that many series of project 1; their ids begin at 1.</summary>
    public static async Task<IReadOnlyList<SeriesSummary>> FillAsync(TestDatabase test, int count)
    {
        await test.InsertAsync("projects", new { id = Project, name = "testproject", profile = "bpf" });
        await test.InsertAsync("people", People.Select((person, i) => (object)new
        {
            id = i + 1L, address = person.Address, name = person.Name, named_at = 0L, named_in = "x", words = NameWords.Of($"{person.Name} {person.Address}"),
        }));
        var lines = Enumerable.Range(1, count).Select(Make).ToList();
        await test.InsertAsync("messages", lines.Select(line => (object)new
        {
            id = line.Id.Value, message_id = line.Head.Value, digest = new byte[16], sent_at = Time(line.Date), person = line.Id.Value % 4 + 1, kind = 1L, subject = line.Name,
            size = 10L, member = Array.Empty<byte>(),
        }));
        await test.InsertAsync("series", lines.Select(ToRow));
        await test.InsertAsync("series_counts", lines.GroupBy(line => (line.State, line.Tree)).Select(group => (object)new
        {
            project = Project, state = (long)group.Key.State, tree = group.Key.Tree ?? "", total = (long)group.Count(),
        }));
        return [.. lines.OrderByDescending(line => line.LastActivity).ThenByDescending(line => line.Id.Value)];
    }

    public static long Time(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / 10;

    private static SeriesSummary Make(int i)
    {
        var sent = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(i);
        var (name, address) = People[i % People.Length];
        return new()
        {
            Id = new(i), Project = Project, Name = Names[i * 7 / 3 % Names.Length], Version = 1, Total = 1, Received = 1, IsComplete = i % 2 == 0, IsPullRequest = false,
            Date = sent,
            // Steps, so that several share an instant and the number decides.
            LastActivity = sent.AddHours(i % 5 * 30).AddHours(-(i % 4)),
            Submitter = new(name, address), Head = new($"head-{i}@example.org"), State = (PatchState)(i * i % 14), Tree = Trees[i / 2 % Trees.Length],
            TreeReason = "Because.", Delegate = Delegates[i / 3 % Delegates.Length], Replies = i % 3, Acked = 1, Reviewed = 2, Tested = 3,
        };
    }

    private static object ToRow(SeriesSummary line) => new
    {
        id = line.Id.Value, project = Project, name = line.Name, version = 1L, total = 1L, received = 1L, complete = line.IsComplete ? 1L : 0L, pull_request = 0L,
        sent_at = Time(line.Date), active_at = Time(line.LastActivity), submitter = line.Id.Value % 4 + 1, head = line.Id.Value, cover = (long?)null,
        state = (long)line.State, tree = line.Tree, tree_reason = line.TreeReason, @delegate = line.Delegate, superseded_by = (long?)null,
        replies = (long)line.Replies, acked = 1L, reviewed = 2L, tested = 3L, parts = 0L, words = NameWords.Of(line.Name),
    };
}
