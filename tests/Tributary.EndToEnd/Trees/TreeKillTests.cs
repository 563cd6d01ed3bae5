using System.Globalization;
using Tributary.Store;
using Xunit.Abstractions;

namespace Tributary.EndToEnd;

/// <summary>The program killed at random moments of apply, push and fetch: a tree has a series whole or not at all, each once, and each sender hears of it once.</summary>
[Trait("Speed", "all")]
public sealed class TreeKillTests(ITestOutputHelper output)
{
    private const int Series = 12;
    private const int Moments = 50;
    private const int Longest = 1500;

    [Fact]
    public async Task Apply_WhenKilledAtAnyMoment_ThenNoSeriesIsHalfIn()
    {
        using var bench = new Workbench();
        using var trib = new Trib();
        var upstream = Make(bench, trib);
        trib.Run("tree", "add", "bpf-next", upstream, "--push-url", upstream).ShouldSucceed();
        trib.Run("tree", "fetch").ShouldSucceed();
        var random = new Random(6);
        var killed = 0;

        for (var moment = 0; moment < Moments; moment++)
        {
            var number = (moment % Series) + 1;
            using var process = moment % 4 == 3 ? trib.Start("tree", "fetch") : trib.Start("apply", Text(number), "--push", "--signer", "Mara Maintainer <mara@example.org>");
            if (!process.WaitForExit(random.Next(200, Longest)))
            {
                process.Kill();
                killed++;
            }

            await process.WaitForExitAsync();
            CheckWhole(bench);
        }

        for (var number = 1; number <= Series; number++) trib.Run("apply", Text(number), "--push", "--signer", "Mara Maintainer <mara@example.org>");
        trib.Run("tree", "fetch").ShouldSucceed();
        output.WriteLine($"killed {killed} of {Moments}");
        CheckWhole(bench);
        var log = bench.Run("up.git", "git", "log", "--format=%B", "master");
        for (var number = 1; number <= Series; number++)
        {
            foreach (var patch in (int[])[1, 2]) log.Split($"Link: https://lore.kernel.org/r/s{number}-{patch}@example.org\n").Length.ShouldBe(2, $"series {number}, patch {patch}");
        }

        trib.Run("series", "list", "--json", "--state", "accepted").ShouldSucceed().Output.Trim().Split('\n').Length.ShouldBe(Series);
        await using var database = await Database.OpenAsync(trib.Data, null, CancellationToken.None);
        var letters = await new OutboxQueries(database).ListAsync(new(), null, 1000, CancellationToken.None);
        letters.Count.ShouldBe(Series);
        letters.Select(static letter => letter.Series).Distinct().Count().ShouldBe(Series);
    }

    // Both patches of a series, or none; and the repository itself is sound.
    private static void CheckWhole(Workbench bench)
    {
        var log = bench.Run("up.git", "git", "log", "--format=%B", "master");
        for (var number = 1; number <= Series; number++)
            log.Contains($"/s{number}-1@example.org\n", StringComparison.Ordinal).ShouldBe(log.Contains($"/s{number}-2@example.org\n", StringComparison.Ordinal), $"series {number} is half in");
    }

    private static string Make(Workbench bench, Trib trib)
    {
        var upstream = Path.Combine(bench.Folder, "up.git");
        bench.Run("", "git", "init", "--quiet", "--bare", "--initial-branch=master", "up.git");
        bench.Run("", "git", "clone", "--quiet", "up.git", "dev");
        for (var number = 1; number <= Series; number++) bench.Write($"dev/kernel/bpf/f{number}.c", string.Concat(Enumerable.Range(1, 20).Select(static line => $"{line}\n")));
        bench.Run("dev", "git", "config", "user.name", "Ann Author");
        bench.Run("dev", "git", "config", "user.email", "ann@example.org");
        bench.Run("dev", "git", "add", ".");
        bench.Run("dev", "git", "commit", "--quiet", "-m", "start");
        bench.Run("dev", "git", "push", "--quiet", "origin", "HEAD:master");
        var mails = new System.Text.StringBuilder();
        for (var number = 1; number <= Series; number++)
        {
            Append($"s{number}-0", $"[PATCH bpf-next 0/2] bpf: Series {number}", "Two patches.\n", null);
            foreach (var patch in (int[])[1, 2])
            {
                bench.Edit($"dev/kernel/bpf/f{number}.c", $"\n{patch * 7}\n", $"\n{patch * 7} changed\n");
                var diff = bench.Run("dev", "git", "diff", "--full-index");
                bench.Run("dev", "git", "commit", "--quiet", "-am", "x");
                Append($"s{number}-{patch}", $"[PATCH bpf-next {patch}/2] bpf: Series {number}, patch {patch}", $"Why.\n\nSigned-off-by: Ann Author <ann@example.org>\n---\n{diff}-- \n2.39.5\n", $"s{number}-0");
            }
        }

        trib.Import(trib.Write("mails.mbox", mails.ToString()));
        return upstream;

        void Append(string id, string subject, string text, string? parent) => mails.Append(CultureInfo.InvariantCulture,
            $"From x Mon Sep 17 00:00:00 2001\nFrom: Ann Author <ann@example.org>\nTo: bpf@vger.kernel.org\nSubject: {subject}\nDate: {TimeProvider.System.GetUtcNow().AddHours(-1):ddd, dd MMM yyyy HH:mm:ss} +0000\nMessage-ID: <{id}@example.org>\n{(parent is null ? "" : $"In-Reply-To: <{parent}@example.org>\n")}\n{text}\n");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
