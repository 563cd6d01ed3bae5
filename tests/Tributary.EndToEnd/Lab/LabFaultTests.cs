using System.Diagnostics;

namespace Tributary.EndToEnd;

/// <summary>Real faults in a real machine: told apart, within their limits, and nothing left behind.</summary>
[Collection("lab")]
[Trait("Speed", "all")]
[Trait("Clause", "TST-1")]
public sealed class LabFaultTests : IDisposable
{
    private static readonly string[] Small = ["--memory", "512", "--silence", "8", "--time", "40", "--console-limit", "1"];

    private readonly Trib _trib = new();

    public void Dispose() => _trib.Dispose();

    [Theory]
    [InlineData("echo c > /proc/sysrq-trigger; sleep 100", "panic")]
    [InlineData("sleep 1000", "hang")]
    [InlineData("tail /dev/zero", "out-of-memory")]
    [InlineData("kill -SEGV $$", "crashed")]
    [InlineData("while :; do echo tick; sleep 1; done", "time-limit")]
    [InlineData("yes flood", "console-limit")]
    [InlineData("echo LAB-EXIT id=0 rc=0; exit 3", "failed")]
    public void Fault_WhenTheGuestHasIt_ThenTheEndSaysSoAndNothingIsLeft(string script, string end)
    {
        if (!LabHost.IsReady()) return;
        string[] bounds = end == "time-limit" ? [.. Small, "--time", "15"] : Small;

        var (status, answer, error) = LabHost.Run(_trib, [.. Once(bounds), "--program", _trib.Write("fault.sh", $"#!/bin/sh\n{script}\n")]);

        status.ShouldBe(1, error);
        LabHost.EndOf(answer).ShouldBe(end);
        if (end == "panic") answer!.Value.GetProperty("run").GetProperty("splat").GetArrayLength().ShouldBeGreaterThan(5);
        LabHost.Machines("trib-lab-").ShouldBeEmpty();
        LabHost.Scratch().ShouldBeEmpty();
    }

    // The program in the guest tells the moment: its word is on the console before the signal is sent.
    [Theory]
    [InlineData("TERM", 130)]
    [InlineData("KILL", 137)]
    public async Task Run_WhenItIsInterruptedOrKilled_ThenNoMachineAndNoFolderIsLeft(string signal, int status)
    {
        if (!LabHost.IsReady()) return;
        using var run = _trib.Start("lab", "run", "--kernel", LabHost.Kernel, "--program", _trib.Write("long.sh", "#!/bin/sh\nsleep 1000\n"), "--memory", "512");
        await UntilAsync(() => LabHost.Machines("root.cpio").Length > 0 && LabHost.Scratch().Length > 0);

#pragma warning disable RS0030 // The ban keeps processes of src/ in Tributary.Git; this sends the signal.
        using var kill = Process.Start("/bin/kill", [$"-{signal}", $"{run.Id}"]);
#pragma warning restore RS0030
        await run.WaitForExitAsync();

        run.ExitCode.ShouldBe(status);
        await UntilAsync(() => LabHost.Machines("root.cpio").Length == 0 && LabHost.Scratch().Length == 0);
    }

    [Fact]
    [Trait("Clause", "TST-4")]
    public void Selftests_WhenTheyAreOfAnotherVersion_ThenTheRunIsRefused()
    {
        if (!LabHost.IsReady()) return;
        _trib.Write("tree/Makefile", "VERSION = 6\nPATCHLEVEL = 18\nSUBLEVEL = 0\nEXTRAVERSION =\n");

        var (status, answer, error) = LabHost.Run(_trib, "--suite", "test_verifier", "--selftests", Path.Combine(_trib.Folder, "tree"));

        status.ShouldBe(2);
        answer.ShouldBeNull();
        error.ShouldContain("the selftests are of 6.18, the kernel is 6.1.");
        error.ShouldContain("--allow-mismatch");
    }

    // An option that is given twice is refused.
    private static string[] Once(string[] bounds) => bounds.Count(static word => word == "--time") < 2 ? bounds : [.. bounds[..4], .. bounds[6..]];

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var began = Stopwatch.GetTimestamp(); !holds();)
        {
            Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(60));
            await Task.Delay(50); // The processes of another tell nobody of their end.
        }
    }
}
