using System.Text;
using Tributary.Store;
using Tributary.Store.Tests;

namespace Tributary.Server.Tests;

public sealed class ArchiveReaderTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Thread_WhenItsBeginningIsLostOrItsEndFar_ThenItIsWholeInAnyOrderOfArrival(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        var mails = Enumerable.Range(1, 40).Select(number => WebBench.Mail($"m{number}@x", $"Re: talk", "Yes.\n", $"In-Reply-To: <m{number - 1}@x>\n", hour: number % 24)).ToList();
        mails.Add(WebBench.Mail("aside@x", "Re: talk", "No.\n", "References: <lost@x> <m0@x>\n"));
        mails.Add(WebBench.Mail("other@x", "talk", "Else.\n"));
        foreach (var half in mails.Index().GroupBy(mail => mail.Index % 2)) await bench.ImportAsync(half.Select(mail => NewMessage.Read(Encoding.UTF8.GetBytes(mail.Item))));
        var scope = new ArchiveScope("all", [.. await new ProjectQueries(bench.Database).ListAsync(CancellationToken.None)]);
        var reader = new ArchiveReader(new(bench.Database), new(bench.Database));

        foreach (var id in new[] { "m1@x", "m40@x", "aside@x" })
        {
            var thread = await reader.ListThreadAsync(scope, new(id), CancellationToken.None);
            thread.Length.ShouldBe(41);
            thread.ShouldNotContain(mail => mail.Id.Value == "other@x");
            thread.Select(mail => mail.Date).ShouldBeInOrder();
            var raws = new List<string>();
            await foreach (var raw in reader.ReadAsync(thread.Select(mail => mail.Number), CancellationToken.None)) raws.Add(Encoding.UTF8.GetString(raw.Span));
            raws.Order(StringComparer.Ordinal).ShouldBe(mails.Where(mail => !mail.Contains("other@x", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        }

        (await reader.ListThreadAsync(scope, new("lost@x"), CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Thread_WhenTwoProjectsHoldPartsOfIt_ThenAllHoldsTheWhole()
    {
        await using var bench = (await ImportBench.OpenAsync(DatabaseKind.Sqlite))!;
        var (second, source) = await bench.AddProjectAsync("second");
        await bench.ImportAsync(NewMessage.Read(Encoding.UTF8.GetBytes(WebBench.Patch("p@x", "[PATCH] a"))));
        await bench.ImportAsync(second, source, [.. new[] { WebBench.Patch("p@x", "[PATCH] a"), WebBench.Mail("r@x", "Re: [PATCH] a", "Yes.\n", "In-Reply-To: <p@x>\n", hour: 1) }.Select(mail => NewMessage.Read(Encoding.UTF8.GetBytes(mail)))]);
        var projects = await new ProjectQueries(bench.Database).ListAsync(CancellationToken.None);
        var reader = new ArchiveReader(new(bench.Database), new(bench.Database));

        (await reader.ListThreadAsync(new("all", [.. projects]), new("p@x"), CancellationToken.None)).Select(mail => mail.Id.Value).ShouldBe(["p@x", "r@x"]);
        (await reader.ListThreadAsync(new("first", [projects[0]]), new("p@x"), CancellationToken.None)).Select(mail => mail.Id.Value).ShouldBe(["p@x"]);
    }
}
