using System.IO.Compression;
using Tributary.Mail;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Store.Tests;

namespace Tributary.Server.Tests;

/// <summary>Real mail, shuffled, in batches of any size, twice: only ids differ; and a rebuild gives the same, ids included.</summary>
[Trait("Speed", "slow")]
public sealed class RealMailOrderTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task RealMail_WhenShuffledAndRebuilt_ThenTheSame(DatabaseKind kind)
    {
        var mails = Read("mail-2019.mbox.gz");
        if (mails.Length == 0) return;
        await using var straight = await ImportBench.OpenAsync(kind);
        if (straight is null) return;
        foreach (var batch in mails.Chunk(400)) await straight.ImportAsync(batch);
        await using var shuffled = (await ImportBench.OpenAsync(kind))!;
        var random = new Random(7);
        var order = mails.Concat(mails.Take(100)).ToArray();
        random.Shuffle(order);
        for (var at = 0; at < order.Length;)
        {
            var size = random.Next(1, 300);
            await shuffled.ImportAsync(order.Skip(at).Take(size));
            at += size;
        }

        (await DigestAsync(shuffled, withIds: false)).Except(await DigestAsync(straight, withIds: false)).Select(pair => pair.Key).ShouldBeEmpty();
        var before = await DigestAsync(shuffled, withIds: true);
        await new RebuildStep(shuffled.Database, _ => BuiltInProfiles.Find(BuiltInProfiles.Default)).RunAsync(progress: null, CancellationToken.None);
        (await DigestAsync(shuffled, withIds: true)).Except(before).Select(pair => pair.Key).ShouldBeEmpty();
        var totals = await straight.CountAsync();
        (totals.Patches + totals.Covers + totals.Comments + totals.PullRequests + totals.Ignored)
            .ShouldBe((await straight.QueryAsync<long>("select count(*) from project_messages"))[0]);
    }

    private static Task<IReadOnlyDictionary<string, string>> DigestAsync(ImportBench bench, bool withIds) =>
        DatabaseDigest.ComputeAsync(bench.Database, withIds, CancellationToken.None);

    private static NewMessage[] Read(string name)
    {
        var root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "Tributary.slnx"))) root = Path.GetDirectoryName(root);
        var shared = Environment.GetEnvironmentVariable("TRIBUTARY_SHARED") ?? Path.Combine(root ?? "/", "..", "shared");
        var file = Path.Combine(shared, "corpus", name);
        if (!File.Exists(file))
        {
            Console.WriteLine($"NOT RUN: {file} is not here");
            return [];
        }

        using var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        return [.. MboxReader.Read(packed).Select(raw => NewMessage.Read(raw.ToArray()))];
    }
}
