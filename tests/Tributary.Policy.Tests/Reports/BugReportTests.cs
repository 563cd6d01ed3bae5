using FsCheck;
using FsCheck.Fluent;
using Tributary.Mail;

namespace Tributary.Policy.Tests;

public sealed class BugReportTests
{
    private const string Log = """
        [    0.000000] Linux version 6.1.0
        [   12.345678][  T123] ==================================================================
        [   12.345679][  T123] BUG: KASAN: slab-use-after-free in bpf_prog_put+0x1f/0x60
        [   12.345680][  T123] Call Trace:
        [   12.345681][  T123]  <TASK>
        [   12.345682][  T123]  bpf_prog_put+0x1f/0x60
        [   12.345683][  T123]  sock_map_unref+0x10/0x20
        [   12.345684][  T123]  bpf_prog_0123456789abcdef_my_prog+0x10/0x200
        [   12.345685][  T123]  </TASK>
        [   12.345686][  T123] ==================================================================
        [   13.000000] WARNING: CPU: 0 PID: 1 at kernel/fork.c:1 second+0x1/0x2
        """;

    private static readonly Profile Bpf = BuiltInProfiles.Find("bpf")!;

    [Fact]
    public void Splat_WhenALogHoldsSeveral_ThenTheFirstIsFoundWithoutItsStamps()
    {
        var splat = Splat.Find(Log)!;
        splat.Title.ShouldBe("KASAN: slab-use-after-free in bpf_prog_put");
        splat.Lines[1].ShouldBe("BUG: KASAN: slab-use-after-free in bpf_prog_put+0x1f/0x60");
        splat.Lines[^1].ShouldBe(" </TASK>");
        splat.Lines.ShouldContain(" sock_map_unref+0x10/0x20");
    }

    [Theory]
    [InlineData("WARNING: CPU: 1 PID: 2 at kernel/bpf/verifier.c:1 do_check+0x1/0x2", "WARNING: CPU: 1 PID: 2 at kernel/bpf/verifier.c:1 do_check")]
    [InlineData("<4>[    1.0] general protection fault, probably for non-canonical address 0xdead: 0000 [#1]", "general protection fault, probably for non-canonical address 0xdead: 0000 [#1]")]
    [InlineData("Nov 14 12:00:00 host kernel: BUG: kernel NULL pointer dereference, address: 0", "BUG: kernel NULL pointer dereference, address: 0")]
    public void Splat_WhenItIsOfAnyKind_ThenItsTitleSaysWhat(string line, string title) => Splat.Find("boot\n" + line + "\n")!.Title.ShouldBe(title);

    [Fact]
    public void Splat_WhenNothingWentWrong_ThenThereIsNone() => Splat.Find("[ 1.0] Linux version 6.1\n[ 2.0] systemd[1]: Started.\n").ShouldBeNull();

    [Fact]
    public void Names_WhenATraceHoldsThem_ThenPartsProgramsAndFunctionsAreNamed()
    {
        var names = BpfNames.Find(Bpf.Reporting, Log);
        names.Parts.Select(static part => part.Name).ShouldContain("sockmap");
        names.Programs.ShouldBe(["my_prog"]);
        names.Functions.ShouldBe(["bpf_prog_put", "sock_map_unref"]);
    }

    [Fact]
    [Trait("Clause", "BUG-1")]
    [Trait("Clause", "BUG-2")]
    [Trait("Clause", "BUG-3")]
    public void People_WhenAReportIsMade_ThenTheListIsInToAndMaintainersAndThePeopleOfTheCulpritInCc()
    {
        var report = new BugReport { Description = "It breaks.", Culprit = new("0123456789abcdef", "a title", [new Mailbox("Cat", "cat@example.com")]) };
        var people = ReportPeople.Of(Bpf, report,
        [
            new("Ann <ann@example.com>", "maintainer:X", ResponsibleKind.Maintainer), new("bpf@vger.kernel.org", "open list:X", ResponsibleKind.List),
            new("Old <old@example.com>", "commit_signer:1/9=11%", ResponsibleKind.History),
        ]);

        people.To.Select(static one => one.Address).ShouldBe(["bpf@vger.kernel.org"]);
        people.Cc.Select(static one => one.Address).ShouldBe(["cat@example.com", "ann@example.com"]);
        report.Body().ShouldContain("0123456789ab (\"a title\")");
        ReportPeople.PathsOf(Bpf.Reporting, report).ShouldNotBeEmpty();
    }

    [Fact]
    [Trait("Clause", "LLV-3")]
    public void People_WhenItIsOfLlvm_ThenItsListAndItsMaintainersAreAsked()
    {
        var report = new BugReport { Description = "clang makes code that the verifier refuses", IsOfLlvm = true };
        ReportPeople.Of(Bpf, report, []).To.Single().Address.ShouldBe(Bpf.ListFor(ListUse.Llvm)!.Address);
        ReportPeople.PathsOf(Bpf.Reporting, report).ShouldContain(Bpf.Reporting.LlvmPaths[0]);
        report.Subject(Bpf.Reporting).ShouldStartWith("[BUG] llvm: ");
    }

    [Fact]
    [Trait("Clause", "BUG-4")]
    public void Description_WhenItLinksToATrackerThatNobodyReads_ThenThatIsSaid() =>
        ReportPeople.UnreadTrackers(Bpf, "see https://bugzilla.kernel.org/show_bug.cgi?id=1").ShouldBe(["bugzilla.kernel.org"]);

    [Fact]
    public void Log_WhenItIsAnything_ThenNothingIsThrown() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Gen.ListOf(Gen.OneOf(Gen.Elements("[", "[ 1.0]", "<4>", "BUG: ", "WARNING: ", "=======================", "------------[ cut here ]------------", "---[ end trace 0 ]---", " </TASK>", "Oops: ", " kernel: ", "bpf_prog_0123456789abcdef_x+0x1"), ArbMap.Default.GeneratorFor<string>().Select(static text => text ?? ""))).ToArbitrary(), lines =>
        {
            var log = string.Join('\n', lines);
            var report = new BugReport { Description = log, Splat = Splat.Find(log), Names = BpfNames.Find(Bpf.Reporting, log) };
            report.Subject(Bpf.Reporting).ShouldNotBeEmpty();
            report.Body().ShouldNotBeNull();
        }));
}
