using System.Text;
using Tributary.Store;
using Tributary.Store.Tests;

namespace Tributary.Server.Tests;

/// <summary>Mail on its way from a source to the database.</summary>
public sealed class ImportPipelineTests : IDisposable
{
    private const int LargeBytes = 13 * 1024 * 1024;
    private readonly string folder = Directory.CreateTempSubdirectory("tributary-pipeline-").FullName;

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Import_WhenAMailIsLargerThanABatch_ThenItIsKeptInItsPlaceAndNothingWaitsForEver()
    {
        await using var bench = (await ImportBench.OpenAsync(DatabaseKind.Sqlite))!;
        var path = Path.Combine(folder, "large.mbox");
        var large = new StringBuilder();
        for (var line = 0; large.Length < LargeBytes; line++) large.Append("a line of a very long log, number ").Append(line).Append('\n');
        await File.WriteAllTextAsync(path, string.Concat(
            Enumerable.Range(1, 700).Select(number => Letter(number, "small\n")).Append(Letter(701, large.ToString())).Append(Letter(702, large.ToString()))
                .Concat(Enumerable.Range(703, 700).Select(number => Letter(number, "small\n")))));

        var report = await new ImportRun(bench.Database, new("first", "bpf", ListId: null), new()).RunAsync([new MboxSource(path)], CancellationToken.None);

        (report.Messages, report.Counts.Added, report.Counts.Quarantined).ShouldBe((1402, 1402, 0));
        (await bench.QueryAsync<string>("select m.message_id from project_messages p join messages m on m.id = p.message order by p.arrival"))
            .ShouldBe(Enumerable.Range(1, 1402).Select(number => $"{number}@example.org"));
        var kept = await bench.QueryAsync<(long Encoding, byte[] Content)>(
            "select r.encoding, r.content from message_raws r join messages m on m.id = r.message where m.message_id in ('701@example.org', '702@example.org') order by r.message");
        foreach (var (encoding, content) in kept)
            Encoding.ASCII.GetString(new StoredContent(encoding, content).Decode().Span).EndsWith(large.ToString(), StringComparison.Ordinal).ShouldBeTrue();
    }

    [Fact]
    public async Task Maildir_WhenFilesMoveBetweenListingAndReading_ThenNoneIsMissed()
    {
        foreach (var part in (string[])["new", "cur", "tmp"]) Directory.CreateDirectory(Path.Combine(folder, part));
        var filler = new string('x', 70) + "\n";
        foreach (var number in Enumerable.Range(1, 40))
            await File.WriteAllTextAsync(Path.Combine(folder, "new", $"{number:000}.host"), Letter(number, string.Concat(Enumerable.Repeat(filler, 1000)))[(Start.Length + 1)..]);
        using var reading = await new MaildirSource(folder).OpenAsync("", CancellationToken.None);
        var mails = new List<string>();
        foreach (var chunk in reading.Read())
        {
            for (var i = 0; i < chunk.Count; i++) mails.Add(Encoding.ASCII.GetString(chunk[i].Span).Split('\n')[0]);

            // A reader of the mail marks all of it as seen, which moves the files; the listing was made before.
            foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "new"))) File.Move(file, Path.Combine(folder, "cur", Path.GetFileName(file) + ":2,S"));
        }

        Directory.EnumerateFiles(Path.Combine(folder, "new")).ShouldBeEmpty();
        mails.ShouldBe(Enumerable.Range(1, 40).Select(number => $"Message-Id: <{number}@example.org>"));
    }

    [Fact]
    public async Task Maildir_WhenAFileCannotBeRead_ThenTheOthersAreAndItIsSaidAndTriedAgain()
    {
        foreach (var part in (string[])["new", "cur", "tmp"]) Directory.CreateDirectory(Path.Combine(folder, part));
        await File.WriteAllTextAsync(Path.Combine(folder, "cur", "1.host:2,S"), Letter(1, "one")[(Start.Length + 1)..]);
        var odd = Path.Combine(folder, "cur", "2.host");
        // A link to itself can be opened by nobody, whatever rights he has.
        File.CreateSymbolicLink(odd, odd);
        await File.WriteAllTextAsync(Path.Combine(folder, "new", "3.host"), Letter(3, "three")[(Start.Length + 1)..]);

        var first = await ReadAsync("");
        first.Mails.ShouldBe(2);
        first.Faults.ShouldHaveSingleItem().ShouldContain(odd);

        File.Delete(odd);
        await File.WriteAllTextAsync(odd, Letter(2, "two")[(Start.Length + 1)..]);
        var second = await ReadAsync(first.Position);
        (second.Mails, second.Faults.Length).ShouldBe((1, 0));

        async Task<(int Mails, string[] Faults, string Position)> ReadAsync(string position)
        {
            using var reading = await new MaildirSource(folder).OpenAsync(position, CancellationToken.None);
            var chunks = reading.Read().ToList();
            return (chunks.Sum(static chunk => chunk.Count), [.. reading.Faults], chunks[^1].Position!);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private const string Start = "From mboxrd@z Thu Jan  1 00:00:00 1970";

    private static string Letter(int number, string body) =>
        $"{Start}\nMessage-Id: <{number}@example.org>\nFrom: Ada Author <ada@example.org>\nDate: Mon, 2 Mar 2026 08:00:00 +0000\nSubject: letter {number}\n\n{body}\n";
}
