namespace Tributary.Lab.Tests;

[Trait("Clause", "LLV-4")]
public sealed class ObjectExaminerTests
{
    // Opcode, registers, jump, value: what it is as text, and the set and kernel that it needs at least.
    [Theory]
    [InlineData(0x07, 0x01, 0, 5, "r1 += 5", "V1", "3.18")]
    [InlineData(0x04, 0x01, 0, 5, "w1 += 5", "V1", "3.18")]
    [InlineData(0xdc, 0x02, 0, 16, "r2 = be16 r2", "V1", "3.18")]
    [InlineData(0x15, 0x01, 7, 0, "if r1 == 0 goto +7", "V1", "3.18")]
    [InlineData(0xa5, 0x01, 3, 77, "if r1 < 77 goto +3", "V2", "4.14")]
    [InlineData(0xdd, 0x21, -2, 0, "if r1 s<= r2 goto -2", "V2", "4.14")]
    [InlineData(0xc6, 0x02, 1, 5, "if w2 s< 5 goto +1", "V3", "5.1")]
    [InlineData(0xdb, 0x21, 0, 0, "lock *(u64 *)(r1 + 0) += r2", "V1", "3.18")]
    [InlineData(0xdb, 0x21, 8, 1, "lock *(u64 *)(r1 + 8) += r2 (fetch)", "V3", "5.12")]
    [InlineData(0xdb, 0x21, 0, 0xf1, "r0 = cmpxchg(*(u64 *)(r1 + 0), r0, r2)", "V3", "5.12")]
    [InlineData(0x06, 0x00, 0, 1000, "gotol +1000", "V4", "6.6")]
    [InlineData(0xbf, 0x21, 16, 0, "r1 = (s16)r2", "V4", "6.6")]
    [InlineData(0xbc, 0x21, 8, 0, "w1 = (s8)w2", "V4", "6.6")]
    [InlineData(0x3f, 0x21, 1, 0, "r1 s/= r2", "V4", "6.6")]
    [InlineData(0x94, 0x01, 1, 9, "w1 s%= 9", "V4", "6.6")]
    [InlineData(0xd7, 0x01, 0, 32, "r1 = bswap32 r1", "V4", "6.6")]
    [InlineData(0x81, 0x21, -4, 0, "r1 = *(s32 *)(r2 - 4)", "V4", "6.6")]
    [InlineData(0xdb, 0x12, 0, 0x100, "r2 = load_acquire(*(u64 *)(r1 + 0))", "V4", "6.15")]
    public void Instruction_WhenItIsTheGreatestNeed_ThenItIsTheProof(byte code, byte registers, short jump, int value, string text, string set, string kernel)
    {
        foreach (var isBigEndian in new[] { false, true })
        {
            var report = new ElfMaker(isBigEndian).Code("xdp", (0xb7, 0, 0, 0), (code, registers, jump, value), (0x95, 0, 0, 0)).Function("prog", "xdp").Text("license", "GPL").Examine();

            report.AtLeast.ShouldBe(Enum.Parse<InstructionSet>(set));
            if (report.Proofs.FirstOrDefault() is { } proof)
            {
                (proof.Text, proof.Offset, proof.Function, proof.Need.Kernel.ToString()).ShouldBe((text, 8, "prog", kernel));
            }
            else
            {
                kernel.ShouldBe("3.18");
            }
        }
    }

    [Fact]
    public void Arithmetic_WhenItHas32Bits_ThenItIsSaidBesideTheSet()
    {
        var report = new ElfMaker().Code("socket", (0x04, 1, 0, 5), (0xa5, 1, 0, 5), (0x95, 0, 0, 0)).Examine();

        (report.AtLeast, report.HasArithmetic32).ShouldBe((InstructionSet.V2, true));
    }

    [Fact]
    public void ByteSwap_WhenItIsTheOldOne_ThenItIsNoArithmeticOf32Bits() =>
        new ElfMaker().Code("socket", (0xd4, 1, 0, 16), (0x95, 0, 0, 0)).Examine().HasArithmetic32.ShouldBeFalse();

    [Theory]
    [InlineData("5.0", false)]
    [InlineData("5.1", true)]
    [InlineData("6.1.0-56-amd64", true)]
    public void Kernel_WhenItIsOlderThanANeed_ThenItDoesNotTakeTheObject(string kernel, bool takes)
    {
        var report = new ElfMaker().Code("socket", (0xc6, 2, 1, 5), (0x95, 0, 0, 0)).Function("prog", "socket").Examine();
        KernelRelease.TryParse(kernel, out var release).ShouldBeTrue();

        var verdict = KernelVerdict.Of(report, release);

        (verdict.Takes, verdict.Least).ShouldBe((takes, new KernelRelease(5, 1)));
        verdict.Because.ShouldContain("if w2 s< 5 goto +1 in prog");
    }

    [Theory]
    [InlineData("xdp", "xdp")]
    [InlineData("xdp.frags/devmap", "xdp")]
    [InlineData("kprobe/do_sys_open", "kprobe")]
    [InlineData("?fentry/tcp_connect", "tracing")]
    [InlineData("cgroup/connect4", "cgroup_sock_addr")]
    [InlineData("cgroup/sock_release", "cgroup_sock")]
    [InlineData("raw_tp.w/x", "raw_tracepoint_writable")]
    [InlineData("sk_skb/stream_parser", "sk_skb")]
    [InlineData("lsm_cgroup/x", "lsm")]
    [InlineData("mine", null)]
    public void Program_WhenItsSectionNamesAType_ThenThatIsIt(string section, string? type) =>
        new ElfMaker().Code(section, (0x95, 0, 0, 0)).Function("prog", section).Examine().Programs.ShouldHaveSingleItem().Type.ShouldBe(type);

    [Fact]
    public void Map_WhenItIsDefinedByNumbers_ThenTheyAreRead()
    {
        byte[] definition = [1, 0, 0, 0, 4, 0, 0, 0, 8, 0, 0, 0, 0, 1, 0, 0];

        var report = new ElfMaker().Code("xdp", (0x95, 0, 0, 0)).Section("maps", 1, definition, 3).Symbol("counts", "maps", 0, 16, 0x11).Examine();

        report.Maps.ShouldHaveSingleItem().ShouldBe(new("counts", "hash", 4, 8, 256, new KernelRelease(3, 19), MapForm.Legacy));
        report.Faults.ShouldContain(fault => fault.Id == "legacy-maps");
    }

    [Fact]
    public void Code_WhenItEndsWithinAnInstruction_ThenTheFileIsDamaged() =>
        new ElfMaker().Section("xdp", 1, [0x95, 0, 0, 0, 0, 0, 0, 0, 0x18, 0], 6).Examine().Faults.ShouldContain(fault => fault.Id == "damaged-code" && fault.IsSevere);
}
