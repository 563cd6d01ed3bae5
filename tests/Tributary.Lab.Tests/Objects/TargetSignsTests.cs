namespace Tributary.Lab.Tests;

[Trait("Clause", "LLV-5")]
public sealed class TargetSignsTests
{
    private static ElfMaker Program(int machine = ElfMachine.Bpf) => new ElfMaker(machine: machine).Code("xdp", (0xb7, 0, 0, 0), (0x95, 0, 0, 0)).Function("prog", "xdp");

    [Fact]
    public void Target_WhenThereIsAnAddressTable_ThenItIsBpf() => Program().Section(".llvm_addrsig", 0x6fff4c03, [1]).Examine().Target.ShouldSatisfyAllConditions(
        target => target.Way.ShouldBe(TargetWay.Bpf), target => target.IsSure.ShouldBeTrue());

    [Fact]
    public void Target_WhenThereAreUnwindTables_ThenItIsTwoStep()
    {
        var report = Program().Section(".eh_frame", 1, [0, 0, 0, 0]).Examine();

        report.Target.Way.ShouldBe(TargetWay.TwoStep);
        report.Faults.Select(fault => fault.Id).ShouldBe(["eh-frame", "native-widths", "no-licence"]);
    }

    [Fact]
    public void Target_WhenOneSignIsHidden_ThenTheOthersTell()
    {
        // -fno-addrsig with -g; -fno-asynchronous-unwind-tables in two steps, with a table of a switch.
        Program().Section(".debug_frame", 1, [0]).Examine().Target.Way.ShouldBe(TargetWay.Bpf);
        Program().Section(".rodata", 1, [1, 2, 3, 4], 2).Symbol("", ".rodata", 0, 0, 3).Relocations("xdp", (0, 2)).Examine().Target.Way.ShouldBe(TargetWay.TwoStep);
    }

    [Fact]
    public void Target_WhenTheMachineIsAnother_ThenItIsNative()
    {
        var report = Program(machine: 62).Examine();

        report.Target.Way.ShouldBe(TargetWay.Native);
        report.AtLeast.ShouldBeNull();
        report.Faults.ShouldContain(fault => fault.Id == "native-target" && fault.IsSevere);
    }

    [Fact]
    public void Table_WhenItHoldsAddressesOfCode_ThenItIsAJumpTable()
    {
        var report = Program(machine: 62).Section(".rodata", 1, new byte[16], 2).Symbol("", "xdp", 0, 0, 3).Relocations(".rodata", (0, 2), (8, 2)).Examine();

        report.Faults.ShouldContain(fault => fault.Id == "jump-table" && fault.Mend.Contains("-fno-jump-tables"));
    }

    [Fact]
    public void Table_WhenTheProgramNamesTheConstant_ThenItIsNone()
    {
        var report = Program().Section(".llvm_addrsig", 0x6fff4c03, [1]).Section(".rodata", 1, [1, 2, 3, 4], 2).Symbol("limit", ".rodata", 0, 4, 0x11).Relocations("xdp", (0, 2)).Text("license", "GPL").Examine();

        report.Faults.ShouldBeEmpty();
        report.Maps.ShouldHaveSingleItem().Form.ShouldBe(MapForm.Variables);
    }

    [Fact]
    public void Target_WhenGccSaysItMadeIt_ThenItIsGcc()
    {
        Program().Text(".comment", "GCC: (GNU) 13.2.0").Examine().Target.Way.ShouldBe(TargetWay.Gcc);
        // As GNU's assembler writes it.
        Program().Text(".comment", "\0GCC: (12.2.0-14+deb12u1+) 12.2.0").Examine().Target.Way.ShouldBe(TargetWay.Gcc);
    }

    [Fact]
    public void Target_WhenGnusAssemblerWroteItAndNothingSaysSo_ThenItIsLikelyGcc() => Program().Section(".data", 1, [], 3).Section(".bss", 8, [], 3).Examine().Target.ShouldSatisfyAllConditions(
        target => target.Way.ShouldBe(TargetWay.Gcc), target => target.IsSure.ShouldBeFalse());

    [Fact]
    public void Target_WhenItHoldsMapsAndNoProgram_ThenThatIsNotSevere() =>
        new ElfMaker().Section(".bss", 8, new byte[8], 3).Symbol("counter", ".bss", 0, 8, 0x11).Examine().Faults.Where(fault => fault.Id == "no-program").ShouldAllBe(fault => !fault.IsSevere);
}
