using System.Globalization;
using System.Text;
using Tributary.Git;
using Tributary.Store;
using Tributary.Store.Tests;

namespace Tributary.Server.Tests;

/// <summary>A public-inbox whose history was written again and pruned: the commit up to which it was read is gone, and it is read again whole.</summary>
public sealed class InboxAnewTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tributary-anew-").FullName;

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Import_WhenTheLastCommitSeenIsGone_ThenEditsReplaceAndPurgedMailsGo(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await WriteAsync("one.git", Mail("a", "kept"), Mail("b", "with a secret"), Mail("c", "purged"));
        await ImportAsync(bench, "one.git");
        await WriteAsync("two.git", Mail("a", "kept"), Mail("b", "edited"), Mail("d", "new"));
        Directory.Delete(Inbox("one.git"), recursive: true);
        Directory.Move(Inbox("two.git"), Inbox("one.git"));

        (await ImportAsync(bench, "one.git")).Faults.ShouldBeEmpty();

        (await bench.QueryAsync<string>("select message_id from messages order by message_id")).ShouldBe(["a@example.org", "b@example.org", "d@example.org"]);
        (await bench.QueryAsync<(long, long, long)>("select (select count(*) from message_copies), (select count(*) from message_sources), (select count(*) from source_seen)"))
            .ShouldBe([(0, 3, 0)]);
        var kept = await bench.QueryAsync<(long Encoding, byte[] Content)>(
            "select r.encoding, r.content from message_raws r join messages m on m.id = r.message where m.message_id = 'b@example.org'");
        Encoding.UTF8.GetString(new StoredContent(kept[0].Encoding, kept[0].Content).Decode().Span).ShouldBe(Mail("b", "edited"));
        (await bench.QueryAsync<long>("select count(*) from series")).ShouldBe([3]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Import_WhenAnotherSourceHoldsWhatIsGone_ThenItStays(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await WriteAsync("one.git", Mail("a", "kept"), Mail("b", "held twice"));
        await WriteAsync("other.git", Mail("b", "held twice"));
        await ImportAsync(bench, "one.git");
        await ImportAsync(bench, "other.git");
        Directory.Delete(Inbox("one.git"), recursive: true);
        await WriteAsync("one.git", Mail("d", "new"));

        await ImportAsync(bench, "one.git");

        (await bench.QueryAsync<string>("select message_id from messages order by message_id")).ShouldBe(["b@example.org", "d@example.org"]);
        (await ImportAsync(bench, "one.git")).Messages.ShouldBe(0);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Mail(string id, string body) =>
        $"Message-Id: <{id}@example.org>\nFrom: Ada Author <ada@example.org>\nDate: Mon, 2 Mar 2026 08:00:00 +0000\nSubject: [PATCH bpf] bpf: change {id}\n\n{body}\n---\n a.c | 1 +\n\n"
        + $"diff --git a/{id}.c b/{id}.c\n--- a/{id}.c\n+++ b/{id}.c\n@@ -1 +1,2 @@\n int one;\n+int two;\n";

    private string Inbox(string name) => Path.Combine(folder, name);

    private Task<ImportReport> ImportAsync(ImportBench bench, string name) =>
        new ImportRun(bench.Database, new("first", "bpf", ListId: null), new()).RunAsync([new InboxSource(Inbox(name), Inbox("mirrors"))], CancellationToken.None);

    private async Task WriteAsync(string name, params string[] mails)
    {
        var stream = new StringBuilder();
        foreach (var (index, mail) in mails.Index())
        {
            stream.Append(CultureInfo.InvariantCulture, $"commit refs/heads/master\ncommitter A <a@example.org> {1_500_000_000 + index} +0000\ndata 0\n")
                .Append(CultureInfo.InvariantCulture, $"deleteall\nM 100644 inline m\ndata {Encoding.UTF8.GetByteCount(mail)}\n{mail}\n");
        }

        (await GitProgram.RunAsync(null, ["init", "--quiet", "--bare", "--initial-branch=master", Inbox(name)], CancellationToken.None)).OrThrow("a test's git");
        (await GitProgram.RunAsync(Inbox(name), ["fast-import", "--quiet"], CancellationToken.None, Encoding.UTF8.GetBytes(stream.ToString()))).OrThrow("a test's git");
    }
}
