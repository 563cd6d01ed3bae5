using FsCheck;
using FsCheck.Fluent;
using Tributary.Store;
using Tributary.Store.Tests;

namespace Tributary.Server.Tests;

/// <summary>Order of arrival, batches and repeats change nothing but ids.</summary>
public sealed class ImportOrderTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    /// <summary>Mail in which everything happens: versions, replies, a patch sent twice with other bytes, titles that many share.</summary>
    internal static IReadOnlyList<NewMessage> Box { get; } =
    [
        .. Letters.Series("one", "bpf: a start", 3),
        .. Letters.Series("two", "bpf: a start", 3, version: 2, minute: 100),
        .. Letters.Series("three", "bpf: a start, renamed", 4, version: 3, minute: 200),
        .. Letters.Series("other", "libbpf: something else", 2, minute: 50),
        Letters.Mail("r1", "Re: [PATCH bpf-next 0/3] bpf: a start", ["one-0"], 60, "Acked-by: Rae Reviewer <rae@example.org>"),
        Letters.Mail("r2", "Re: [PATCH bpf-next 2/3] bpf: a start: step 2", ["one-2", "one-0"], 61, "no"),
        Letters.Mail("r3", "Re: [PATCH bpf-next 2/3] bpf: a start: step 2", ["r2", "one-2", "one-0"], 62, "yes"),
        Letters.Mail("r4", "Re: [PATCH bpf-next v2 1/3] bpf: a start: step 1", ["two-1", "two-0"], 160, "Tested-by: T <t@example.org>"),
        Letters.Mail("other-2", "[PATCH bpf-next 2/2] libbpf: something else: step 2", ["other-0"], 52, "a list's footer"),
        Letters.Mail("other-1", "[PATCH bpf-next 1/2] libbpf: something else: step 1", ["other-0"], 40, "sent before"),
        Letters.Mail("part", "[PATCH bpf-next v2.1 2/3] bpf: a start: step 2", ["two-2", "two-0"], 170),
        Letters.Mail("again", "[PATCH bpf-next v3 4/4] bpf: a start, renamed: step 4", ["three-0"], 240),
        Letters.Mail("x", "weather", minute: 11),
        Letters.Mail("y", "Re: an answer to nothing here", ["nowhere"], 12),
        Letters.Unreadable("?"),
        .. Enumerable.Range(0, 70).Select(n => Letters.Mail($"day-{n}", "[PATCH] selftests: the robot's daily patch", minute: 1000 + (n * 2000))),
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    [Trait("Speed", "slow")]
    public async Task Import_WhenShuffledRepeatedAndCut_ThenOnlyIdsDiffer(DatabaseKind kind)
    {
        await using var straight = await ImportBench.OpenAsync(kind);
        if (straight is null) return;
        await straight.ImportAsync(Box);
        var expected = await DatabaseDigest.ComputeAsync(straight.Database, withIds: false, CancellationToken.None);
        var orders = Gen.Zip(Gen.Shuffle(Box.Concat(Box.Take(20)).ToArray()), Gen.Choose(1, 40)).Sample(kind == DatabaseKind.Sqlite ? 8 : 3, 1);
        foreach (var (mails, size) in orders)
        {
            await using var shuffled = (await ImportBench.OpenAsync(kind))!;
            foreach (var batch in mails.Chunk(size)) await shuffled.ImportAsync(batch);

            (await DatabaseDigest.ComputeAsync(shuffled.Database, withIds: false, CancellationToken.None)).ShouldBe(expected);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Import_WhenClustersAreSettledBitByBit_ThenOnlyIdsDiffer(DatabaseKind kind)
    {
        await using var whole = await ImportBench.OpenAsync(kind);
        if (whole is null) return;
        foreach (var batch in Box.Chunk(50)) await whole.ImportAsync(batch);
        await using var bits = (await ImportBench.OpenAsync(kind))!;
        bits.Step = new(bits.Database, _ => ImportBench.Profile) { Clock = ImportBench.Clock, EnoughMembers = 3 };
        foreach (var batch in Box.Chunk(50)) await bits.ImportAsync(batch);

        (await DatabaseDigest.ComputeAsync(bits.Database, withIds: false, CancellationToken.None))
            .ShouldBe(await DatabaseDigest.ComputeAsync(whole.Database, withIds: false, CancellationToken.None));
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Import_WhenThousandsOfMailsFormOneCluster_ThenOrderAndBatchesChangeNothing()
    {
        // A work that is sent again and again in one thread.
        var mails = Enumerable.Range(1, 250).SelectMany(SendAgain).ToList();
        await using var straight = (await ImportBench.OpenAsync(DatabaseKind.Sqlite))!;
        foreach (var batch in mails.Chunk(2000)) await straight.ImportAsync(batch);
        await using var backward = (await ImportBench.OpenAsync(DatabaseKind.Sqlite))!;
        foreach (var batch in mails.AsEnumerable().Reverse().Chunk(1300)) await backward.ImportAsync(batch);

        mails.Count.ShouldBe(5000);
        (await straight.QueryAsync<long>("select count(*) from series where superseded_by is not null")).ShouldHaveSingleItem().ShouldBe(249);
        (await straight.QueryAsync<long>("select sum(replies) from series")).ShouldHaveSingleItem().ShouldBe(250 * 16);
        (await DatabaseDigest.ComputeAsync(backward.Database, withIds: false, CancellationToken.None))
            .ShouldBe(await DatabaseDigest.ComputeAsync(straight.Database, withIds: false, CancellationToken.None));
    }

    // A cover letter that answers the first one, three patches, and what is said of them.
    private static IEnumerable<NewMessage> SendAgain(int version)
    {
        var (tag, cover, minute) = (version == 1 ? "" : $" v{version}", $"v{version}-0", version * 1000);
        yield return Letters.Mail(cover, $"[PATCH bpf-next{tag} 0/3] bpf: do it in steps", version == 1 ? [] : ["v1-0"], minute);
        for (var number = 1; number <= 3; number++)
            yield return Letters.Mail($"v{version}-{number}", $"[PATCH bpf-next{tag} {number}/3] bpf: do it in steps: step {number}", [cover, "v1-0"], minute + number);
        for (var answer = 0; answer < 16; answer++)
        {
            var to = $"v{version}-{answer % 4}";
            yield return Letters.Mail($"r{version}-{answer}", $"Re: [PATCH bpf-next{tag} {answer % 4}/3] bpf: do it in steps", [to, cover, "v1-0"], minute + 10 + answer, answer == 5 ? "Acked-by: Rae Reviewer <rae@example.org>" : "no");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Import_WhenAnythingIsTakenBack_ThenAsIfItHadNeverCome(DatabaseKind kind)
    {
        await using var never = await ImportBench.OpenAsync(kind);
        if (never is null) return;
        var gone = Box.Where((mail, index) => mail.Member is not null && index % 3 == 0).Select(mail => mail.Member!.Id).ToHashSet();
        await never.ImportAsync(Box.Where(mail => mail.Member is null || !gone.Contains(mail.Member.Id)));
        await using var back = (await ImportBench.OpenAsync(kind))!;
        foreach (var batch in Box.Chunk(7)) await back.ImportAsync(batch);
        foreach (var batch in gone.Chunk(5)) await back.DeleteAsync(batch.Select(id => id.Value[..id.Value.IndexOf('@', StringComparison.Ordinal)]));

        (await DatabaseDigest.ComputeAsync(back.Database, withIds: false, CancellationToken.None))
            .ShouldBe(await DatabaseDigest.ComputeAsync(never.Database, withIds: false, CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Import_WhenMemoryIsLostBetweenBatches_ThenTheSameIdsToo(DatabaseKind kind)
    {
        await using var kept = await ImportBench.OpenAsync(kind);
        if (kept is null) return;
        await using var lost = (await ImportBench.OpenAsync(kind))!;
        foreach (var batch in Box.Chunk(9))
        {
            await kept.ImportAsync(batch);
            lost.Step = lost.NewStep();
            await lost.ImportAsync(batch);
        }

        (await DatabaseDigest.ComputeAsync(lost.Database, withIds: true, CancellationToken.None))
            .ShouldBe(await DatabaseDigest.ComputeAsync(kept.Database, withIds: true, CancellationToken.None));
    }
}
