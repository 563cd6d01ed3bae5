using Tributary.Lab;
using Tributary.Policy;

namespace Tributary.Cli.Tests;

public sealed class ToolchainTextTests
{
    [Fact]
    [Trait("Clause", "LLV-2")]
    public void Llvm_WhenItLacks_ThenItIsSaidHowToBuildIt()
    {
        var text = Write("llc", ToolJobs.Objects);

        text.ShouldContain("objects: cannot be done without llc");
        text.ShouldContain("apt-get install package-of-llc");
        text.ShouldContain("cmake .. -G Ninja -DLLVM_TARGETS_TO_BUILD=\"BPF;X86\"");
    }

    [Fact]
    [Trait("Clause", "TST-3")]
    public void Pahole_WhenItLacks_ThenTheSubmoduleAndTheArchivesAreNamed()
    {
        var text = Write("pahole", ToolJobs.Build);

        text.ShouldContain("git submodule update --init --recursive");
        text.ShouldContain("Plain release archives lack the submodule");
    }

    private static string Write(string tool, ToolJobs job)
    {
        using var output = new StringWriter();
        var report = new ToolchainReport { Kernel = "6.1", Tools = [new() { Name = tool, Why = "builds", Jobs = job, Fault = "it is not here", Packages = ($"package-of-{tool}", "f", "a") }] };
        ToolchainText.Write(output, report, job, BuiltInProfiles.Find(BuiltInProfiles.Default)!);
        return output.ToString();
    }
}
