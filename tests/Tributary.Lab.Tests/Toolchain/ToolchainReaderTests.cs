namespace Tributary.Lab.Tests;

[Trait("Clause", "LLV-1")]
public sealed class ToolchainReaderTests
{
    [Fact]
    public void Llc_WhenItListsTargets_ThenThoseOfBpfAreTaken() =>
        ToolchainReader.TargetsIn("Debian LLVM version 14.0.6\n\n  Registered Targets:\n    avr        - AVR\n    bpf        - BPF (host endian)\n    bpfeb      - BPF (big endian)\n    bpfel      - BPF (little endian)\n")
            .ShouldBe(["bpf", "bpfeb", "bpfel"]);

    [Fact]
    [Trait("Clause", "LLV-4")]
    public void Llc_WhenItListsInstructionSets_ThenTheyAreTaken() =>
        ToolchainReader.SetsIn("Available CPUs for this target:\n\n  generic - Select the generic processor.\n  probe   - Select the probe processor.\n  v1      - Select the v1 processor.\n\nAvailable features for this target:\n\n  alu32 - Enable ALU32 instructions.\n")
            .ShouldBe(["generic", "probe", "v1"]);

    [Theory]
    [InlineData("v1.24\n", "1.24")]
    [InlineData("14.0.6\n", "14.0.6")]
    [InlineData("GNU Make 4.3\nBuilt for x86_64\n", "4.3")]
    [InlineData("QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7)\n", "7.2.22")]
    [InlineData("no version here\n", null)]
    public void Version_WhenAProgramSaysIt_ThenItIsFound(string output, string? version) => ToolchainReader.VersionIn(output).ShouldBe(version);

    [Fact]
    [Trait("Clause", "TST-3")]
    public async Task Tools_WhenPaholeMustBeNewerThanAnyIs_ThenBuildingCannotBeDone()
    {
        var report = await new ToolchainReader(null, new() { Minimum = new(999, 0), Repository = "x" }).ReadAsync(CancellationToken.None);

        report.LackingFor(ToolJobs.Build).Select(tool => tool.Name).ShouldContain("pahole");
        report.LackingFor(ToolJobs.Objects).Select(tool => tool.Name).ShouldNotContain("pahole");
        report.Kernel.ShouldNotBeEmpty();
    }
}
