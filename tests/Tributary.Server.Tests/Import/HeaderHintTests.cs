using System.Text;
using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>Patchwork's headers: what a sender asks of the tracker.</summary>
public sealed class HeaderHintTests
{
    private const string Diff = "Signed-off-by: A <a@example.org>\n---\n a.c | 1 +\n 1 file changed, 1 insertion(+)\n\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1,2 @@\n one\n+two\n";

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Hint_WhenItSaysIgnore_ThenTheMailIsNoPatchAndNoComment(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.ImportAsync(
            Mail("p", "[PATCH] bpf: one", Diff), Mail("stable", "[PATCH 6.1 1/2] bpf: other", Diff, "X-Patchwork-Hint: Ignore"),
            Mail("r", "Re: [PATCH] bpf: one", "No.\n", "In-Reply-To: <p@example.org>\nX-Patchwork-Hint: ignore"),
            Mail("rr", "Re: [PATCH] bpf: one", "Why?\n", "In-Reply-To: <r@example.org>\nReferences: <p@example.org> <r@example.org>"));

        (await bench.QueryAsync<string>("select name from patches")).ShouldBe(["bpf: one"]);
        var counts = await bench.CountAsync();
        (counts.Patches, counts.Comments, counts.Ignored).ShouldBe((1, 1, 2));
        var remarks = new List<string>();
        await foreach (var remark in new ImportRemarks(bench.Database).ListAsync(bench.Project, 0, 0, CancellationToken.None)) remarks.Add(remark);
        remarks.ShouldAllBe(remark => remark.EndsWith("its header X-Patchwork-Hint asks trackers to ignore it", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task StateAndDelegate_WhenAHeaderNamesThem_ThenThePatchStartsSoUntilSomebodyDecides(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.ExecuteAsync("""
            insert into users (id, username, first_name, last_name, email, password, is_admin, is_active, created_at, send_email, items_per_page, show_ids)
            values (1, 'rae', '', '', 'rae@example.org', null, 0, 1, 0, 0, 100, 0)
            """);
        await bench.ImportAsync(
            Mail("p", "[PATCH] bpf: one", Diff, "X-Patchwork-State: needs ack\nX-Patchwork-Delegate: Rae@example.org"),
            Mail("q", "[PATCH] bpf: quite another", Diff.Replace("two", "three", StringComparison.Ordinal), "X-Patchwork-State: odd\nX-Patchwork-Delegate: nobody@example.org"));

        (await bench.QueryAsync<(long, string?)>("select state, delegate from patches order by id")).ShouldBe([((long)PatchState.NeedsAck, "rae"), ((long)PatchState.New, null)]);
        (await bench.QueryAsync<(long, string?)>("select state, delegate from series order by id")).ShouldBe([((long)PatchState.NeedsAck, "rae"), ((long)PatchState.New, null)]);

        await bench.ExecuteAsync("update series_ids set decided = 6, delegate = '' where id = 1");
        await bench.ImportAsync(Mail("r", "Re: [PATCH] bpf: one", "No.\n", "In-Reply-To: <p@example.org>"));
        (await bench.QueryAsync<(long, string?)>("select state, delegate from patches order by id")).ShouldBe([((long)PatchState.ChangesRequested, null), ((long)PatchState.New, null)]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Reply_WhenItsHeaderAsksForAction_ThenItIsMarkedOnceAndWhatAPersonMarkedStays(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        var reply = Mail("r", "Re: [PATCH] bpf: one", "No.\n", "In-Reply-To: <p@example.org>\nX-Patchwork-Action-Required:");
        await bench.ImportAsync(Mail("p", "[PATCH] bpf: one", Diff, "X-Patchwork-Action-Required: yes"), reply, Mail("s", "Re: [PATCH] bpf: one", "Yes.\n", "In-Reply-To: <p@example.org>"));
        (await bench.QueryAsync<(long, long)>("select message, addressed from comment_marks")).ShouldBe([(2, 0)]);

        await bench.ExecuteAsync("update comment_marks set addressed = 1");
        await bench.DeleteAsync("r");
        await bench.ImportAsync(reply);
        (await bench.QueryAsync<(long, long)>("select message, addressed from comment_marks")).ShouldBe([(2, 1)]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Dependencies_WhenTheCoverLetterOrTheFirstPatchNamesThem_ThenTheyStandWithTheSeries(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.ImportAsync(
            Mail("c", "[PATCH 0/2] bpf: two steps", "Text.\n\nDepends-on: <20260101000000.1-1-a@example.org>\nDepends-on: not an id\n"),
            Mail("p1", "[PATCH 1/2] bpf: first", "Depends-on: https://lore.example/r/20260101000000.2-1-b@example.org/\n" + Diff, "In-Reply-To: <c@example.org>"),
            Mail("p2", "[PATCH 2/2] bpf: second", "Depends-on: <20260101000000.3-1-c@example.org>\n" + Diff, "In-Reply-To: <c@example.org>"));

        (await bench.QueryAsync<string>("select message_id from series_depends order by 1")).ShouldBe(["20260101000000.1-1-a@example.org", "20260101000000.2-1-b@example.org"]);
        (await bench.QueryAsync<string?>("select distinct hash from patches")).ShouldHaveSingleItem().ShouldNotBeNull().Length.ShouldBe(40);

        await bench.DeleteAsync("c");
        (await bench.QueryAsync<string>("select message_id from series_depends")).ShouldBe(["20260101000000.2-1-b@example.org"]);
    }

    private static NewMessage Mail(string id, string subject, string body, string headers = "X-Other: 1") => NewMessage.Read(Encoding.UTF8.GetBytes(
        $"From: Ada <ada@example.org>\nTo: list@example.org\nSubject: {subject}\nDate: Mon, 2 Mar 2026 10:00:00 +0000\nMessage-Id: <{id}@example.org>\n{headers}\n\n{body}"));
}
