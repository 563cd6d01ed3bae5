using System.Text;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

public sealed class RebuildStepTests
{
    private const string Diff = "---\n a.c | 1 +\n 1 file changed, 1 insertion(+)\n\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1,2 @@\n one\n+two\n";

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    private static IEnumerable<NewMessage> Mails { get; } =
    [
        Mail("c", "[PATCH 0/2] bpf: rebuild me", "Mon, 2 Mar 2026 10:00:00 +0000"),
        Mail("p2", "[PATCH 2/2] bpf: second", "Mon, 2 Mar 2026 10:00:02 +0000", "c", "Signed-off-by: A <a@example.org>\n" + Diff),
        Mail("p1", "[PATCH 1/2] bpf: first", "Mon, 2 Mar 2026 10:00:01 +0000", "c", "Signed-off-by: A <a@example.org>\n" + Diff),
        Mail("r", "Re: [PATCH 0/2] bpf: rebuild me", "Mon, 2 Mar 2026 11:00:00 +0000", "c", "Acked-by: B <b@example.org>\n"),
        Mail("r", "Re: [PATCH 0/2] bpf: rebuild me", "Mon, 2 Mar 2026 11:00:00 +0000", "c", "Acked-by: B <b@example.org>\n-- \nthe list's footer\n"),
        Mail("v2", "[PATCH v2] bpf: first", "Tue, 3 Mar 2026 10:00:01 +0000", body: "Signed-off-by: A <a@example.org>\n" + Diff),
        Mail("other", "Where is it?", "Tue, 3 Mar 2026 10:00:01 +0000"),
        Mail("nameless", "Nobody in particular", "Tue, 3 Mar 2026 10:00:01 +0000", from: "nameless@example.org"),
        NewMessage.Read(Array.Empty<byte>()),
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rebuild_WhenNothingChanged_ThenSameDatabaseIdsIncluded(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await ImportAllAsync(bench);
        var before = await DatabaseDigest.ComputeAsync(bench.Database, withIds: true, CancellationToken.None);

        (await RebuildAsync(bench)).ShouldBe(7);

        (await DatabaseDigest.ComputeAsync(bench.Database, withIds: true, CancellationToken.None)).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rebuild_WhenDerivedRowsAreBroken_ThenMended(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await ImportAllAsync(bench);
        var before = await DatabaseDigest.ComputeAsync(bench.Database, withIds: true, CancellationToken.None);
        foreach (var table in (string[])["cluster_keys", "patch_tags", "series_links", "series_counts", "series_patches", "series_depends", "covers"])
            await bench.ExecuteAsync($"delete from {table}");
        await bench.ExecuteAsync("update patches set name = 'wrong', id = id + 100");
        await bench.ExecuteAsync("update series set name = 'wrong', tree = 'wrong', state = 1");
        await bench.ExecuteAsync("update project_messages set parent = null, target = null, series = null");
        await bench.ExecuteAsync("update people set name = 'wrong', written = 'wrong', named_at = 99999999999999999");
        await bench.ExecuteAsync("update messages set subject = 'wrong', kind = 3");

        await RebuildAsync(bench);

        (await DatabaseDigest.ComputeAsync(bench.Database, withIds: true, CancellationToken.None)).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rebuild_WhenAnOlderProgramWroteTheDatabase_ThenItIsAskedForAndMendsIt(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        var health = new DatabaseHealth(bench.Database);
        await health.DemandCurrentAsync(CancellationToken.None);
        await ImportAllAsync(bench);
        await health.DemandCurrentAsync(CancellationToken.None);
        var before = await DatabaseDigest.ComputeAsync(bench.Database, withIds: true, CancellationToken.None);
        var events = await bench.QueryAsync<long>("select count(*) from events");
        await bench.ExecuteAsync("update messages set member = @old", new { old = new byte[] { 1, 2, 3 } });
        foreach (var table in (string[])["patches", "covers", "series_depends"]) await bench.ExecuteAsync($"delete from {table}");

        (await Should.ThrowAsync<DatabaseException>(() => health.DemandCurrentAsync(CancellationToken.None))).Message.ShouldContain("run trib rebuild");
        await RebuildAsync(bench);

        await health.DemandCurrentAsync(CancellationToken.None);
        (await DatabaseDigest.ComputeAsync(bench.Database, withIds: true, CancellationToken.None)).ShouldBe(before);
        (await bench.QueryAsync<long>("select count(*) from events")).ShouldBe(events);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rebuild_WhenPeopleDecided_ThenTheirDecisionsStand(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await ImportAllAsync(bench);
        var root = new WorkActor(User: null, Door.CommandLine, new(2026, 3, 4, 0, 0, 0, TimeSpan.Zero));
        var step = new DecisionStep(bench.Database, _ => BuiltInProfiles.Find(BuiltInProfiles.Default));
        var patches = await bench.QueryAsync<long>("select id from patches order by id");
        await step.RunOnPatchAsync(patches[0], new() { State = PatchState.Rejected, IsArchived = true, CommitRef = new("0123abcd") }, root, CancellationToken.None);
        await step.RunOnPatchAsync(patches[^1], new() { State = PatchState.Accepted }, root, CancellationToken.None);
        var before = await DatabaseDigest.ComputeAsync(bench.Database, withIds: true, CancellationToken.None);
        var events = await bench.QueryAsync<long>("select category from events order by id");

        await RebuildAsync(bench);

        (await DatabaseDigest.ComputeAsync(bench.Database, withIds: true, CancellationToken.None)).ShouldBe(before);
        (await bench.QueryAsync<long>("select category from events order by id")).ShouldBe(events);
        (await bench.QueryAsync<(long, long, string)>("select state, archived, commit_ref from patches where commit_ref is not null")).ShouldBe([((long)PatchState.Rejected, 1, "0123abcd")]);
    }

    private static async Task ImportAllAsync(ImportBench bench)
    {
        // The second patch first: the ids hang on what came first, and a rebuild does not meet it first.
        foreach (var mail in Mails.Skip(1).Append(Mails.First())) await bench.ImportAsync(mail);
    }

    private static Task<long> RebuildAsync(ImportBench bench) =>
        new RebuildStep(bench.Database, _ => BuiltInProfiles.Find(BuiltInProfiles.Default)).RunAsync(progress: null, CancellationToken.None);

    private static NewMessage Mail(string id, string subject, string date, string? answers = null, string body = "Some text.\n", string from = "Ada <ada@example.org>") => NewMessage.Read(Encoding.UTF8.GetBytes(
        $"From: {from}\nTo: list@example.org\nSubject: {subject}\nDate: {date}\nMessage-Id: <{id}@example.org>\n"
        + (answers is null ? "" : $"In-Reply-To: <{answers}@example.org>\n") + $"\n{body}"));
}
