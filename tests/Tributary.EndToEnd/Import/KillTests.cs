using Tributary.Store;
using Xunit.Abstractions;

namespace Tributary.EndToEnd;

/// <summary>An import that is killed at any moment, and then run again, ends where one ends that was never killed.</summary>
[Trait("Speed", "all")]
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Moments = 50;

    [Theory]
    [InlineData("corpus/mail-2019.mbox.gz", 1)]
    [InlineData("corpus/xdp-newbies.bundle", 2)]
    public async Task Import_WhenKilledAtRandomMoments_ThenImportingAgainGivesTheSame(string sample, int seed)
    {
        if (Trib.FindShared() is not { } shared) return;
        var source = Path.Combine(shared, sample);
        using var calm = new Trib();
        var began = Environment.TickCount64;
        var counts = calm.Import(source);
        var took = (int)(Environment.TickCount64 - began);
        var expected = await DigestAsync(calm);
        var random = new Random(seed);
        var killed = 0;
        for (var i = 0; i < Moments / 2; i++)
        {
            using var trib = new Trib();
            using (var import = trib.Start("import", source))
            {
                var started = Environment.TickCount64;
                if (!import.WaitForExit(random.Next(took))) killed++;

                // The machine is less busy than before: the next one is killed sooner.
                else took = (int)Math.Clamp(Environment.TickCount64 - started, 1, took);
                import.Kill(entireProcessTree: true);
                import.WaitForExit();
            }

            var after = trib.Import(source);
            after.Sum.ShouldBe(after.Messages);
            (await DigestAsync(trib)).ShouldBe(expected, $"killed as number {i} of seed {seed}");
        }

        output.WriteLine($"{sample}: {counts.Messages} messages, killed {killed} times");
        killed.ShouldBeGreaterThan(Moments / 4);
    }

    private static async Task<string> DigestAsync(Trib trib)
    {
        await using var database = await Database.OpenAsync(trib.Data, url: null, CancellationToken.None);
        var digest = await DatabaseDigest.ComputeAsync(database, withIds: false, CancellationToken.None);
        return string.Join('\n', digest.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key} {pair.Value}"));
    }
}
