using Shouldly;

namespace Tributary.Store.Tests;

public class NamePostingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(8192)]
    public void Pack_WhenReadAgain_ThenTheSameBits(int count)
    {
        var random = new Random(count);
        var bits = new ulong[NamePosting.Words];
        foreach (var place in Enumerable.Range(0, 8192).OrderBy(_ => random.Next()).Take(count)) bits[place >> 6] |= 1UL << (place & 63);
        var read = new ulong[NamePosting.Words];
        var packed = NamePosting.Pack(bits);
        NamePosting.Unpack(packed, read);
        read.ShouldBe(bits);
        packed.Length.ShouldBeLessThanOrEqualTo(1024);
    }

    [Fact]
    public async Task Word_WhenItIsNoLongerRare_ThenAllThatBearItAreFound()
    {
        await using var test = (await TestDatabase.OpenAsync(DatabaseKind.Sqlite))!;
        foreach (var (start, step) in ((long, long)[])[(1, 7), (2, 3), (9000, 2)])
        {
            await using var write = await test.Database.Writer.BeginAsync(WritePriority.Bulk, CancellationToken.None);
            var names = new NamePostings(write, 1);
            for (var id = start; id < start + (300 * step); id += step) names.Add(id, before: null, "Some word");
            names.Add(start, "Some word", "other");
            await names.SaveAsync(CancellationToken.None);
            await write.CommitAsync(CancellationToken.None);
        }

        await using var connection = await test.Database.OpenReadAsync(CancellationToken.None);
        var found = await NameMatches.FindAsync(connection, test.Database.Dialect, ([1], ["om", "wor"], 0), CancellationToken.None);
        var expected = ((long, long)[])[(1, 7), (2, 3), (9000, 2)];
        List<long> ids = [.. expected.SelectMany(each => Enumerable.Range(0, 300).Select(i => each.Item1 + (i * each.Item2))).Distinct().Where(id => id is not (2 or 9000)).Order()];
        found.Ids.List(0, 10_000).ShouldBe([.. ids.Where(id => id != 1)]);
        found.Count.ShouldBe(ids.Count - 1);
    }

    [Fact]
    public async Task Search_WhenANameHasChangedSinceItWasAskedLast_ThenTheChangeIsSeen()
    {
        await using var test = (await TestDatabase.OpenAsync(DatabaseKind.Sqlite))!;
        await RenameAsync(test, 7, before: null, "bpf: one");
        var first = await FindAsync(test);
        var again = await FindAsync(test);
        await RenameAsync(test, 9, before: null, "bpf: two");
        var more = await FindAsync(test);
        await RenameAsync(test, 7, "bpf: one", "net: one");
        var other = await FindAsync(test);

        again.ShouldBeSameAs(first);
        first.Ids.List(0, 9).ShouldBe([7L]);
        more.Ids.List(0, 9).ShouldBe([7L, 9L]);
        other.Ids.List(0, 9).ShouldBe([9L]);
    }

    private static async Task RenameAsync(TestDatabase test, long id, string? before, string after)
    {
        await using var write = await test.Database.Writer.BeginAsync(WritePriority.Bulk, CancellationToken.None);
        var names = new NamePostings(write, 1);
        names.Add(id, before, after);
        await names.SaveAsync(CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
    }

    private static async Task<NameMatches> FindAsync(TestDatabase test)
    {
        await using var connection = await test.Database.OpenReadAsync(CancellationToken.None);
        return await test.Database.Names.FindAsync(connection, test.Database.Dialect, ([1], ["bpf"], 0), CancellationToken.None);
    }
}
