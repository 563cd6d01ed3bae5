using System.Text;
using Tributary.Store;
using Tributary.Store.Tests;

namespace Tributary.Server.Tests;

public sealed class ArchiveSearchTests
{
    private static readonly string[] Mails =
    [
        WebBench.Mail("cover@x", "[PATCH tree 0/1] widgets: turn them all", "Cover words.\n\n---\nchange-id: 20240506-turn-widgets-abcdef123456\n", "Cc: Carl <carl@example.net>\nList-Id: <tree.lists.example>\n"),
        WebBench.Patch("p1@x", "[PATCH tree 1/1] widgets: turn left", "In-Reply-To: <cover@x>\n", "src/widgets/turn.c", hour: 1),
        WebBench.Mail("r1@x", "Re: [PATCH tree 1/1] widgets: turn left", "> Why it is so.\n\nLooks quite good, bpf_map_lookup and all.\n", "In-Reply-To: <p1@x>\n", "Rae Reviewer <rae@example.org>", 2),
        WebBench.Mail("other@x", "[ANNOUNCE] gadgets 1.0", "Gadgets turn too, by Ann.\n", hour: 3).Replace("06 May 2024", "01 Apr 2024", StringComparison.Ordinal).Replace("Mon,", "", StringComparison.Ordinal),
    ];

    private static IEnumerable<(string Query, string Found)> Expected =>
    [
        ("widgets", "r1 p1 cover"),
        ("turn", "r1 p1 cover other"),
        ("turn -widgets", "other"),
        ("NOT widgets", "other"),
        ("widg*", "r1 p1 cover"),
        ("s:widgets", "r1 p1 cover"),
        ("s:\"turn left\"", "r1 p1"),
        ("f:rae@example.org", "r1"),
        ("f:rae OR f:nobody", "r1"),
        ("c:carl", "cover"),
        ("t:list@example.org -f:rae", "p1 cover other"),
        ("tc:carl OR (s:gadgets AND b:ann)", "cover other"),
        ("a:carl", "cover"),
        ("b:ann", "p1 other"),
        ("bs:gadgets", "other"),
        ("nq:so", "p1"),
        ("q:so", "r1"),
        ("bpf_map_lookup", "r1"),
        ("b:lookup", "r1"),
        ("d:20240401", "other"),
        ("d:20240402..", "r1 p1 cover"),
        ("d:..20240430", "other"),
        ("d:20240506 widgets", "r1 p1 cover"),
        ("d:20200101..20200201", ""),
        ("dt:20240506013000..", "r1"),
        ("d:20240401 OR f:rae", "r1 other"),
        ("m:cover@x", "cover"),
        ("mid:cover@x", "cover"),
        ("mid:cover", ""),
        ("l:tree.lists.example", "cover"),
        ("dfn:src/widgets/turn.c", "p1"),
        ("dfn:turn.c", "p1"),
        ("dfb:new", "p1"),
        ("dfa:old", "p1"),
        ("dfa:new", ""),
        ("dfpre:1111111", "p1"),
        ("dfpost:2222222aaaa", "p1"),
        ("dfpost:1111111", ""),
        ("dfblob:2222222", "p1"),
        ("\"change-id: 20240506-turn-widgets-abcdef123456\"", "cover"),
        ("(nq:\"change-id: 20240506-turn-widgets-abcdef123456\" OR (s:\"widgets: turn left\" AND f:\"ann@example.org\")) AND d:20240501..", "p1 cover"),
        ("changeid:20240506-turn-widgets-abcdef123456", "cover"),
        ("nosuchword", ""),
        ("nosuch:prefix", ""),
    ];

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Search_WhenAsked_ThenItFindsWhatHoldsIt(DatabaseKind kind)
    {
        await using var bench = await OpenAsync(kind);
        if (bench is null) return;

        foreach (var (query, found) in Expected) string.Join(' ', await FindAsync(bench, query)).ShouldBe(found, query);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Search_WhenItIsOdd_ThenTheIndexTakesIt(DatabaseKind kind)
    {
        await using var bench = await OpenAsync(kind);
        if (bench is null) return;
        string[] odd =
        [
            "(a OR (b (c OR (d (e OR (f (g OR (h i))))))))", "a' OR ''='", "s:'x' & !y | z:*", "\"NEAR(a b, 2)\"", "turn* AND NOT (s:turn* OR -f:ann*)", "mid:<cover@x>", "m:\u0000 \ud800 turn",
            "d:1969-01-01..", "d:..1970-01-01", "d:9999..", "rt:9999999999..", string.Join(" OR ", Enumerable.Range(0, 32).Select(i => $"s:w{i}")),
            $"\"{string.Join(' ', Enumerable.Range(0, 900))}\"", new string('x', 3900), "dfpost:1234567*", "漢字 AND ünï*",
        ];

        foreach (var query in odd) (await FindAsync(bench, query)).Length.ShouldBeLessThanOrEqualTo(Mails.Length, query);
    }

    private static async Task<ImportBench?> OpenAsync(DatabaseKind kind)
    {
        if (await ImportBench.OpenAsync(kind) is not { } bench) return null;
        await bench.ImportAsync(Mails.Select(mail => NewMessage.Read(Encoding.UTF8.GetBytes(mail))));
        await new WordIndexer(bench.Database).RunOnceAsync(100, CancellationToken.None);
        return bench;
    }

    // The ids of what is found, without their domain.
    private static async Task<string[]> FindAsync(ImportBench bench, string query)
    {
        var scope = new ArchiveScope("all", [.. await new ProjectQueries(bench.Database).ListAsync(CancellationToken.None)]);
        using var search = new ArchiveSearch(new(bench.Database), new(bench.Database));
        var reading = QueryReader.Read(query, Given.Now).ShouldBeOfType<QueryReading.Done>(query);
        return [.. (await search.FindAsync(scope, reading.Query, CancellationToken.None)).Select(hit => hit.Hit.Message.Value.Replace("@x", "", StringComparison.Ordinal))];
    }
}
