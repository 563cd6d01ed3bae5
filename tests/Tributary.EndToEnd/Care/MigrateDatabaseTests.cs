using System.Net;
using System.Text.Json;
using Tributary.Store.Tests;

namespace Tributary.EndToEnd;

/// <summary>The built program carries its embedded database over to PostgreSQL, and back.</summary>
public sealed class MigrateDatabaseTests
{
    private static readonly string[] Asked =
    [
        "/api/patches/?order=id&per_page=100", "/api/series/?order=-date&per_page=100", "/api/events/?per_page=100", "/api/covers/?per_page=100", "/queue/netdevbpf.json?state=all",
    ];

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Samples_WhenCarriedOver_ThenCommandsPagesAndARebuildSayTheSame()
    {
        if (!PostgresServer.IsThere) return;
        await CompareAsync([Path.Combine(TribServer.Root, "samples")]);
    }

    [Fact]
    [Trait("Speed", "all")]
    public async Task Corpus_WhenASliceIsCarriedOver_ThenCommandsPagesAndARebuildSayTheSame()
    {
        if (!PostgresServer.IsThere || Trib.FindShared() is not { } shared) return;
        await CompareAsync(Directory.GetFiles(Path.Combine(shared, "corpus"), "mail-*.mbox.gz").Order(StringComparer.Ordinal).Take(2));
    }

    [Fact]
    public void Target_WhenItHoldsSomething_ThenOneLineSaysSo()
    {
        using var trib = new Trib();
        trib.Import(trib.Write("one.mbox", Letters.Mbox(Letters.Series("one", 2))));
        using var other = new Trib();
        other.Import(other.Write("two.mbox", Letters.Mbox(Letters.Series("two", 1))));

        trib.Run("migrate-database", "--to", other.Data).ShouldFail(3, "is not empty");
        trib.Run("migrate-database", "--to", trib.Data).ShouldFail(2, "where the data is already");
        trib.Run("migrate-database", "--to", "mysql://x/y").ShouldFail(2, "is no database");
        other.Run("migrate-database", "--to", "postgres://nobody@127.0.0.1:1/none").ShouldFail(3, "does not answer");
        using var none = new Trib();
        none.Run("migrate-database", "--to", other.Data).ShouldFail(2, "there is no database");
    }

    private static async Task CompareAsync(IEnumerable<string> sources)
    {
        using var embedded = new Trib();
        using var server = new Trib { DatabaseUrl = PostgresServer.Create() };
        foreach (var source in sources) embedded.Import(source);
        embedded.Run("user", "add", "mara", "--email", "mara@example.org", "--admin").ShouldSucceed();
        await JudgeAsync(embedded);

        var said = embedded.Run("migrate-database", "--to", server.DatabaseUrl!).ShouldSucceed();

        said.Output.ShouldContain("counts and digests of all of them agree");
        said.Errors.ShouldBeEmpty();
        await ShouldSayTheSameAsync(embedded, server);
        embedded.Run("migrate-database", "--to", server.DatabaseUrl!).ShouldFail(3, "is not empty");
        foreach (var trib in (Trib[])[embedded, server]) trib.Run("rebuild").ShouldSucceed();
        await ShouldSayTheSameAsync(embedded, server);

        using var back = new Trib();
        server.Run("migrate-database", "--to", back.Data).ShouldSucceed();
        await ShouldSayTheSameAsync(embedded, back);
    }

    // A server judges series beside its other work: what it says is compared when that is done.
    private static async Task JudgeAsync(Trib trib)
    {
        using var client = new HttpClient();
        using var server = new RunningServer(trib);
        for (var isDone = false; !isDone; await Task.Delay(50))
        {
            var checks = JsonDocument.Parse(await client.GetStringAsync(new Uri(server.Address + "/queue/netdevbpf/checks.json"))).RootElement;
            isDone = checks.GetProperty("judged").GetInt64() > 0 && checks.GetProperty("waiting").GetInt64() == 0;
        }
    }

    private static async Task ShouldSayTheSameAsync(Trib one, Trib other)
    {
        foreach (var command in (string[][])[["series", "list", "--json"], ["events", "--json"], ["user", "list", "--json"]])
            other.Run(command).ShouldSucceed().Output.ShouldBe(one.Run(command).ShouldSucceed().Output);
        using var client = new HttpClient();
        using var here = new RunningServer(one);
        using var there = new RunningServer(other);
        foreach (var address in Asked)
        {
            using var expected = await client.GetAsync(new Uri(here.Address + address));
            using var found = await client.GetAsync(new Uri(there.Address + address));
            expected.StatusCode.ShouldBe(HttpStatusCode.OK, address);
            (await found.Content.ReadAsStringAsync()).Replace(there.Address, here.Address, StringComparison.Ordinal).ShouldBe(await expected.Content.ReadAsStringAsync(), address);
        }
    }
}
