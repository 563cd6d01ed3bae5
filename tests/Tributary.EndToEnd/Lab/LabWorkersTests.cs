using System.Diagnostics;
using System.Text.Json;
using Tributary.Store.Tests;

namespace Tributary.EndToEnd;

/// <summary>Workers of one PostgreSQL database, with real machines: one is killed at work, another takes its run up.</summary>
[Collection("lab")]
[Trait("Speed", "all")]
[Trait("Clause", "TREE-5")]
public sealed class LabWorkersTests : IDisposable
{
    private static readonly string[] With = ["--kernel", LabHost.Kernel, "--suite", "test_slow", "--allow-mismatch", "--memory", "512"];

    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Run_WhenItsWorkerIsKilled_ThenAnotherMakesItAndThereIsOneResult()
    {
        if (!LabHost.IsReady() || !PostgresServer.IsThere) return;
        using var trib = new Trib { DatabaseUrl = PostgresServer.Create() };
        MakeTree();
        trib.Run("tree", "add", "bpf-next", Path.Combine(_bench.Folder, "tree"), "--branch", "master").ShouldSucceed();
        trib.Run("tree", "fetch").ShouldSucceed();
        var run = JsonDocument.Parse(trib.Run(["lab", "run", "bpf-next", "--queue", "--json", .. With]).ShouldSucceed().Output).RootElement.GetProperty("run").GetInt64();

        using (var first = trib.Start(["lab", "worker", .. With]))
        {
            await UntilAsync(() => LabHost.Machines("root.cpio").Length > 0);
            first.Kill();
            await first.WaitForExitAsync();
        }

        trib.Run(["lab", "worker", "--once", .. With]).ShouldSucceed();

        var answer = await AskAsync(trib, $"/lab/runs/{run}.json");
        var made = answer.GetProperty("run");
        (made.GetProperty("end").GetString(), made.GetProperty("attempts").GetInt32(), made.GetProperty("summary").GetString()).ShouldBe(("passed", 2, "Summary: 1 PASSED, 0 SKIPPED, 0 FAILED"));
        LabHost.Scratch().ShouldBeEmpty();
    }

    [Fact]
    public void Worker_WhenTheDatabaseIsEmbedded_ThenItSaysThatTheServerIsTheOnlyOne()
    {
        using var trib = new Trib();

        var refused = trib.Run(["lab", "worker", .. With]);

        refused.ExitCode.ShouldBe(2);
        refused.Errors.ShouldContain("the server is the only worker");
    }

    private static async Task<JsonElement> AskAsync(Trib trib, string path)
    {
        using var server = trib.Start("serve", "--urls", "http://127.0.0.1:0");
        try
        {
            var address = (await server.StandardOutput.ReadLineAsync())!.Replace("Listening on ", "", StringComparison.Ordinal).TrimEnd('/');
            using var client = new HttpClient();
            return JsonDocument.Parse(await client.GetStringAsync(new Uri(address + path))).RootElement;
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    // A tree with a selftest of ours that takes its time.
    private void MakeTree()
    {
        _bench.Write("tree/Makefile", "VERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 0\nEXTRAVERSION =\n");
        _bench.Write("tree/tools/testing/selftests/bpf/Makefile", "$(OUTPUT)/test_slow: test_slow.sh\n\tcp $< $@ && chmod +x $@\n");
        _bench.Write("tree/tools/testing/selftests/bpf/test_slow.sh", "#!/bin/sh\nsleep 5\necho '#1/p slow OK'\necho 'Summary: 1 PASSED, 0 SKIPPED, 0 FAILED'\n");
        _bench.Run("tree", "git", "init", "-q", "-b", "master");
        _bench.Run("tree", "git", "add", "-A");
        _bench.Run("tree", "git", "-c", "user.name=Ann", "-c", "user.email=ann@example.org", "commit", "-q", "-m", "The tree");
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var began = Stopwatch.GetTimestamp(); !holds();)
        {
            Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(60));
            await Task.Delay(50); // The processes of another tell nobody of their start.
        }
    }
}
