using Dapper;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;

namespace Tributary.Store.Tests;

public class ListCountsTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    [Trait("Speed", "slow")]
    public void Counts_WhenRowsComeChangeAndGo_ThenAsCountedAnew(DatabaseKind kind) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => RunAsync(kind, seed).GetAwaiter().GetResult()));

    private static async Task RunAsync(DatabaseKind kind, int seed)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        await new ListRows(test, seed).FillAsync();
        var (kept, columns) = (await ReadAsync(test), await ReadColumnsAsync(test));
        await using (var write = await test.Database.Writer.BeginAsync(WritePriority.Bulk, CancellationToken.None))
        {
            await new ListRecount(write).RunAsync(CancellationToken.None);
            await write.CommitAsync(CancellationToken.None);
        }

        kept.ShouldBe(await ReadAsync(test), $"seed {seed}");
        columns.ShouldBe(await ReadColumnsAsync(test), $"seed {seed}");
        columns.ShouldNotBeEmpty();
    }

    private static async Task<List<string>> ReadColumnsAsync(TestDatabase test)
    {
        await using var connection = await test.Database.OpenReadAsync(CancellationToken.None);
        var rows = await connection.QueryAsync<(long List, long Project, long Block, byte[] Content)>("select list, project, block, content from list_columns order by 1, 2, 3");
        return [.. rows.SelectMany(row => ColumnBlock.Unpack((CountedList)row.List, row.Block, row.Content).Values.Select(each => $"{row.List} {row.Project} {each}"))];
    }

    private static async Task<List<(long, long, long, long, long, long)>> ReadAsync(TestDatabase test)
    {
        await using var connection = await test.Database.OpenReadAsync(CancellationToken.None);
        return (await connection.QueryAsync<(long, long, long, long, long, long)>(
            "select facet, project, axis, block, part, total from list_counts where total <> 0 order by 1, 2, 3, 4, 5")).AsList();
    }
}
