using System.Text.Json;

namespace Tributary.EndToEnd;

/// <summary>
/// A kernel that is built of a tree, and all that make run_tests runs. A kernel takes minutes to build: only where TRIBUTARY_LAB_BUILD names the folder of a kernel's whole source.
/// </summary>
[Collection("lab")]
[Trait("Speed", "all")]
[Trait("Clause", "TST-2")]
public sealed class LabBuildTests : IDisposable
{
    private readonly Trib _trib = new();
    private readonly Workbench _bench = new();

    public void Dispose()
    {
        _trib.Dispose();
        _bench.Dispose();
    }

    [Fact]
    public void Kernel_WhenItIsBuiltOfATree_ThenItBootsAndWhatIsBuiltStays()
    {
        if (FindSource() is not { } source || !LabHost.IsReady()) return;
        var script = _trib.Write("say.sh", "#!/bin/sh\necho ok 1 it runs\ntest -e /boot/config-$(uname -r) && echo ok 2 it has its configuration\ngrep -q CONFIG_BPF_SYSCALL=y /boot/config-$(uname -r) && echo ok 3 with bpf\n");

        var ran = _trib.Run("lab", "run", source, "--kernel", "build", "--config", "tinyconfig", "--program", script, "--json");

        ran.ExitCode.ShouldBe(0, ran.Errors);
        var answer = JsonDocument.Parse(ran.Output).RootElement;
        answer.GetProperty("run").GetProperty("tests").GetArrayLength().ShouldBe(3);
        answer.GetProperty("run").GetProperty("kernel").GetString().ShouldBe(answer.GetProperty("release").GetString());
        LabHost.Scratch().ShouldBeEmpty();
    }

    [Fact]
    public void Kernel_WhenWhatIsBuiltMayTakeLittleDisk_ThenItIsEnded()
    {
        if (FindSource() is not { } source || !LabHost.IsReady()) return;
        var cache = Path.Combine(_trib.Folder, "cache");

        var ran = _trib.Run("lab", "run", source, "--kernel", "build", "--config", "tinyconfig", "--suite", "test_verifier", "--disk", "1", "--cache", cache);

        ran.ExitCode.ShouldBe(3, ran.Errors);
        ran.Errors.ShouldContain("takes more than 1 MiB of disk");
        Directory.GetDirectories(Path.Combine(cache, "built")).ShouldBeEmpty();
    }

    [Fact]
    public void Kernel_WhenItIsToBeBuiltOfNoTree_ThenThatIsSaid()
    {
        var ran = _trib.Run("lab", "run", "--kernel", "build", "--suite", "test_verifier", "--cache", Path.Combine(_trib.Folder, "cache"));

        ran.ExitCode.ShouldBe(3);
        ran.Errors.ShouldContain("a kernel is built of which tree?");
    }

    private static string? FindSource()
    {
        if (Environment.GetEnvironmentVariable("TRIBUTARY_LAB_BUILD") is { Length: > 0 } source && Directory.Exists(source)) return source;

        Console.WriteLine("NOT RUN: TRIBUTARY_LAB_BUILD names no folder of a kernel's source");
        return null;
    }
}
