using System.Diagnostics;
using System.Globalization;
using Tributary.Store;
using Tributary.Workflow;
using Xunit.Abstractions;

namespace Tributary.EndToEnd;

/// <summary>
/// The program killed at fifty random moments of apply, push and fetch, and the server as it sends what they brought about: a tree has a series whole or not at all, each once, and
/// each sender hears of it once. More kills of mail alone: <see cref="OutboxKillTests"/>.
/// </summary>
[Trait("Speed", "all")]
public sealed class TreeKillTests(ITestOutputHelper output)
{
    private const int Series = 24;
    private const int Moments = 50;
    private const string Pushed = "3 pushed";
    private const string Whole = "4 written down";

    [Fact]
    public async Task Apply_WhenKilledAtAnyMoment_ThenNoSeriesIsHalfInAndEachSenderHearsOnce()
    {
        using var bench = new Workbench();
        using var trib = new Trib();
        var upstream = Make(bench, trib);
        trib.Run("tree", "add", "bpf-next", upstream, "--push-url", upstream).ShouldSucceed();
        trib.Run("tree", "fetch").ShouldSucceed();
        // From here on letters are written to be sent.
        using (var server = await ServeAsync(trib)) await KillAsync(server);
        // A moment before the work begins or after its end proves nothing: both are measured on this machine; the push and what is written of it are in its last part.
        var (start, whole) = (Time(() => trib.Run("apply", "999").ExitCode.ShouldNotBe(0)), Time(() => trib.Run(Apply(1)).ShouldSucceed()));
        var fetch = Time(() => trib.Run("tree", "fetch").ShouldSucceed());
        var random = new Random(6);
        var (number, attempt, killed, stages) = (2, 0, 0, new SortedDictionary<string, int>(StringComparer.Ordinal));

        while (killed < Moments)
        {
            var isFetch = attempt++ % 5 == 4;
            if (isFetch) bench.Run("up.git", "git", "update-ref", "refs/heads/master", MakeCommit(bench));
            using var process = trib.Start(isFetch ? ["tree", "fetch"] : Apply(number));
            if (process.WaitForExit(isFetch ? fetch * random.NextDouble() : start + ((whole - start) * Math.Sqrt(random.NextDouble()))))
            {
                // What ended by itself is done; the next series, and from the first again when all are in.
                if (!isFetch) number = (number % Series) + 1;
                continue;
            }

            // Now and then what it started goes on without it.
            process.Kill(entireProcessTree: killed % 2 == 0);
            await process.WaitForExitAsync();
            killed++;
            var stage = isFetch ? "fetch" : await StageAsync(bench, trib, number);
            stages[stage] = stages.GetValueOrDefault(stage) + 1;
            // One that is in the tree is taken up again now and then, else at the end.
            if (stage == Whole || (stage == Pushed && random.Next(2) == 0)) number = (number % Series) + 1;
            CheckWhole(bench);
        }

        var said = Enumerable.Range(1, Series).ToDictionary(static series => series, series => trib.Run(Apply(series)).Errors);
        trib.Run("tree", "fetch").ShouldSucceed();
        output.WriteLine($"from {start.TotalMilliseconds:0} to {whole.TotalMilliseconds:0} ms; {string.Join(", ", stages.Select(static pair => $"{pair.Key}: {pair.Value}"))}");
        CheckEnd(bench, trib, said);
        await SendAsync(trib, random);
    }

    private static string[] Apply(int number) => ["apply", Text(number), "--push", "--signer", "Mara Maintainer <mara@example.org>"];

    private static TimeSpan Time(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed;
    }

    // What somebody else pushes.
    private static string MakeCommit(Workbench bench) =>
        bench.Run("up.git", "git", "-c", "user.name=Nat", "-c", "user.email=nat@example.org", "commit-tree", "-p", "master", "-m", "Something else", "master^{tree}").Trim();

    // How far it had come.
    private static async Task<string> StageAsync(Workbench bench, Trib trib, int number)
    {
        await using var database = await Database.OpenAsync(trib.Data, null, CancellationToken.None);
        if ((await new SeriesQueries(database).FindAsync(new SeriesId(number), CancellationToken.None))!.Summary.State == PatchState.Accepted) return Whole;
        if (bench.Run("up.git", "git", "log", "--format=%B", "master").Contains($"/s{Text(number)}-2@example.org\n", StringComparison.Ordinal)) return Pushed;
        return bench.Run(Path.Combine(trib.Data, "trees", "linux.git"), "git", "for-each-ref").Contains($"bpf-next-series-{Text(number)}\n", StringComparison.Ordinal) ? "2 applied" : "1 nothing yet";
    }

    // Both patches of a series, or none; and the repository itself is sound.
    private static void CheckWhole(Workbench bench)
    {
        var log = bench.Run("up.git", "git", "log", "--format=%B", "master");
        for (var number = 1; number <= Series; number++)
            log.Contains($"/s{number}-1@example.org\n", StringComparison.Ordinal).ShouldBe(log.Contains($"/s{number}-2@example.org\n", StringComparison.Ordinal), $"series {number} is half in");
    }

    // Each patch is in once, and each series accepted.
    private static void CheckEnd(Workbench bench, Trib trib, Dictionary<int, string> said)
    {
        CheckWhole(bench);
        bench.Run("up.git", "git", "fsck", "--strict");
        var log = bench.Run("up.git", "git", "log", "--format=%B", "master");
        for (var number = 1; number <= Series; number++)
        {
            foreach (var patch in (int[])[1, 2]) log.Split($"Link: https://lore.kernel.org/r/s{number}-{patch}@example.org\n").Length.ShouldBe(2, $"series {number}, patch {patch}: {said[number]}");
        }

        trib.Run("series", "list", "--json", "--state", "accepted").ShouldSucceed().Output.Trim().Split('\n').Length.ShouldBe(Series);
    }

    // The server is killed as it sends; in the end each sender has one letter a series.
    private static async Task SendAsync(Trib trib, Random random)
    {
        await using var database = await Database.OpenAsync(trib.Data, null, CancellationToken.None);
        for (var isLast = false; !isLast;)
        {
            using var server = await ServeAsync(trib);
            var left = random.Next((int)Math.Max(1, await CountAsync(database)));
            while (await CountAsync(database) is > 0 and var waiting && waiting > left) server.HasExited.ShouldBeFalse();
            isLast = await CountAsync(database) == 0;
            await KillAsync(server);
        }

        var letters = Directory.GetFiles(Path.Combine(trib.Folder, "out"), "*.eml").Select(File.ReadAllText).ToList();
        for (var number = 1; number <= Series; number++) letters.Count(text => text.Contains($"In-Reply-To: <s{number}-0@example.org>", StringComparison.Ordinal)).ShouldBe(1, $"the letter of series {number}");
        letters.Count.ShouldBe(Series);
    }

    private static async Task<Process> ServeAsync(Trib trib)
    {
        var server = trib.Start("serve", "--urls", "http://127.0.0.1:0", "--mail-out", $"folder:{trib.Folder}/out", "--mail-from", "patches@example.org", "--mail-retry", "1s");
        (await server.StandardOutput.ReadLineAsync())!.ShouldStartWith("Listening on");
        return server;
    }

    private static async Task KillAsync(Process server)
    {
        server.Kill();
        await server.WaitForExitAsync();
    }

    private static async Task<long> CountAsync(Database database) =>
        (await new OutboxQueries(database).CountAsync(new(), CancellationToken.None)).Where(static pair => pair.Key is LetterState.Waiting or LetterState.Sending).Sum(static pair => (long)pair.Value);

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
