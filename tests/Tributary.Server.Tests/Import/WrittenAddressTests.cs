using System.Text;
using Tributary.Store;
using Tributary.Store.Tests;

namespace Tributary.Server.Tests;

/// <summary>An address is one person's however it is written, and is shown as he writes it.</summary>
public sealed class WrittenAddressTests
{
    private const string Diff = "---\n a.c | 1 +\n 1 file changed, 1 insertion(+)\n\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1,2 @@\n one\n+two\n";

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Address_WhenWrittenInSeveralWays_ThenItIsThatOfTheNewestNamedMailInAnyOrder(DatabaseKind kind)
    {
        NewMessage[] mails =
        [
            Mail("a", "[PATCH] one", "1", "Ada Author <ADA@example.org>"), Mail("b", "[PATCH] two", "2", "Ada Author <Ada@Example.ORG>"),
            Mail("c", "[PATCH] three", "3", "ada@EXAMPLE.org"), Mail("d", "Re: [PATCH] one", "4", "BOB@example.org", "a"),
        ];
        foreach (var order in (int[][])[[0, 1, 2, 3], [3, 2, 1, 0]])
        {
            await using var bench = await ImportBench.OpenAsync(kind);
            if (bench is null) return;
            foreach (var at in order) await bench.ImportAsync(mails[at]);

            (await ListAsync(bench)).ShouldBe(["ada@example.org Ada@Example.ORG", "bob@example.org bob@example.org"], ignoreOrder: true);
            var patches = await new PatchQueries(bench.Database).ListAsync(new(), new(), CancellationToken.None);
            patches.Rows.ShouldAllBe(patch => patch.Submitter.Address == "Ada@Example.ORG");
            await bench.DeleteAsync("b");
            (await ListAsync(bench)).ShouldContain("ada@example.org ADA@example.org");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Address_WhenAnOlderProgramKeptIt_ThenItIsTakenFromTheMailAtTheNextStart(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.ImportAsync(Mail("a", "[PATCH] one", "1", "Ada Author <Ada@Example.ORG>"), Mail("b", "[PATCH] two", "2", "bob@EXAMPLE.org"));
        var before = await DatabaseDigest.ComputeAsync(bench.Database, withIds: true, CancellationToken.None);
        await bench.ExecuteAsync("update people set written = address");
        await bench.ExecuteAsync("insert into ids (name, next) values ('addresses-due', 1)");

        await bench.OpenAgainAsync();

        (await DatabaseDigest.ComputeAsync(bench.Database, withIds: true, CancellationToken.None)).ShouldBe(before);
    }

    private static Task<IReadOnlyList<string>> ListAsync(ImportBench bench) => bench.QueryAsync<string>("select address || ' ' || written from people order by address");

    private static NewMessage Mail(string id, string subject, string minute, string from, string? answers = null) => NewMessage.Read(Encoding.UTF8.GetBytes(
        $"From: {from}\nSubject: {subject}\nDate: Mon, 2 Mar 2026 10:0{minute}:00 +0000\nMessage-Id: <{id}@example.org>\n"
        + (answers is null ? "" : $"In-Reply-To: <{answers}@example.org>\n") + $"\nWhy.\n{(answers is null ? Diff : "")}"));
}
