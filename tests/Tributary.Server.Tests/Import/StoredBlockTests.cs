using System.Text;
using Tributary.Mail;
using Tributary.Store;
using Tributary.Store.Tests;

namespace Tributary.Server.Tests;

/// <summary>Mails that lie together in a row are read, edited and taken back as if each lay by itself.</summary>
public sealed class StoredBlockTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    private static readonly string[] Names = ["a", "b", "c", "d"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Block_WhenMailsComeTogether_ThenOneRowHoldsThemAndEachIsReadByItself(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.ImportAsync(Names.Select(name => Mail(name)));

        (await CountRowsAsync(bench)).ShouldBe(1);
        foreach (var name in Names) (await ReadAsync(bench, name)).ShouldBe(Text(name));
        (await new ThreadQueries(bench.Database).ListRawsAsync([3, 1], CancellationToken.None)).Select(raw => Encoding.UTF8.GetString(raw.Raw.Span)).ShouldBe([Text("c"), Text("a")]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Block_WhenOneMailIsTakenBack_ThenNothingOfItIsLeftAndTheOthersStay(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.ImportAsync(Names.Select(name => Mail(name)));

        await bench.DeleteAsync("a", "c");

        (await ReadRowsAsync(bench)).ShouldBe([Text("b"), Text("d")], ignoreOrder: true);
        foreach (var name in (string[])["b", "d"]) (await ReadAsync(bench, name)).ShouldBe(Text(name));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Block_WhenOneMailComesAgainAndThenOtherwise_ThenTheBlockIsAsTheyAre(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.ImportAsync(Names.Select(name => Mail(name)));

        // Earlier bytes of the second one: those are canonical from now on.
        var earlier = Mail("b", "sent before", minute: -9);
        (await bench.ImportAsync(Mail("a"), earlier, Mail("e"))).Duplicates.ShouldBe(2);

        (await ReadAsync(bench, "b")).ShouldBe(Encoding.UTF8.GetString(earlier.Decode().Span));
        foreach (var name in (string[])["a", "c", "d", "e"]) (await ReadAsync(bench, name)).ShouldBe(Text(name));
        (await bench.QueryAsync<(long, byte[])>("select encoding, content from message_copies")).Select(row => Encoding.UTF8.GetString(new StoredContent(row.Item1, row.Item2).Decode().Span)).ShouldBe([Text("b")]);
        (await bench.QueryAsync<long>("select count(*) from messages where block is not null")).ShouldBe([0]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Block_WhenAllItsMailsComeOtherwise_ThenNoRowHoldsWhatTheyWere(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.ImportAsync(Names.Select(name => Mail(name)));

        NewMessage[] earlier = [.. Names.Select(name => Mail(name, "sent before", minute: -9))];
        (await bench.ImportAsync(earlier)).Duplicates.ShouldBe(4);

        (await ReadRowsAsync(bench)).ShouldAllBe(row => row.Contains("sent before", StringComparison.Ordinal));
        foreach (var (name, mail) in Names.Zip(earlier)) (await ReadAsync(bench, name)).ShouldBe(Encoding.UTF8.GetString(mail.Decode().Span));
    }

    [Fact]
    public void Packing_WhenMailsAreLargeOrMany_ThenNoBlockIsLargerThanItMayBe()
    {
        using var room = new PackedRoom();
        using var packing = new BlockPacking(room);
        byte[][] mails = [.. Enumerable.Range(0, 300).Select(number => Encoding.ASCII.GetBytes(new string((char)('a' + (number % 26)), number % 50 == 7 ? 70_000 : number * 90)))];

        var places = mails.Select(mail => packing.Add(mail)).ToList();
        packing.Finish();

        foreach (var (mail, (block, start)) in mails.Zip(places)) block.Content.Decode(start, mail.Length).ToArray().ShouldBe(mail);
        var blocks = places.GroupBy(place => place.Block).ToList();
        blocks.Max(block => block.Key.Mails).ShouldBeLessThanOrEqualTo(StoredBlock.MostMails);
        blocks.Where(block => block.Key.Mails > 1).Max(block => block.Key.Content.Decode().Length).ShouldBeLessThanOrEqualTo(StoredBlock.MostBytes);
        blocks.ShouldAllBe(block => block.Count() == block.Key.Mails);
    }

    private static NewMessage Mail(string name, string body = "", int minute = 0) => Letters.Mail(name, $"[PATCH] bpf: {name} is mended", minute: minute, body: body + new string('x', 400));

    private static string Text(string name) => Encoding.UTF8.GetString(Mail(name).Decode().Span);

    private static async Task<string> ReadAsync(ImportBench bench, string name) =>
        Encoding.UTF8.GetString((await new MessageQueries(bench.Database).FindAsync(bench.Project, new MessageId($"{name}@example.org"), CancellationToken.None))!.Raw.Span);

    private static async Task<long> CountRowsAsync(ImportBench bench) => (await bench.QueryAsync<long>("select count(*) from message_raws"))[0];

    private static async Task<IEnumerable<string>> ReadRowsAsync(ImportBench bench) =>
        (await bench.QueryAsync<(long, byte[])>("select encoding, content from message_raws")).Select(row => Encoding.UTF8.GetString(new StoredContent(row.Item1, row.Item2).Decode().Span));
}
