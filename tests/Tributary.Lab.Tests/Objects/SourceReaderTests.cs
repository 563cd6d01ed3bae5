namespace Tributary.Lab.Tests;

[Trait("Clause", "LLV-5")]
public sealed class SourceReaderTests
{
    [Theory]
    [InlineData("#include <linux/bpf.h>\nint x;", NeededTarget.BpfAdvised, 0)]
    [InlineData("#include <uapi/linux/ptrace.h>\n", NeededTarget.Native, 1)]
    [InlineData("// #include <linux/ptrace.h>\n/* struct pt_regs */ int x;", NeededTarget.BpfAdvised, 0)]
    [InlineData("\nint f(struct pt_regs *ctx)", NeededTarget.Native, 2)]
    [InlineData("#include \"vmlinux.h\"\nint f(struct pt_regs *ctx)", NeededTarget.BpfAdvised, 0)]
    [InlineData("SEC(\"sk_msg\") int f(void *p)", NeededTarget.BpfRequired, 1)]
    [InlineData("int f(struct sk_msg_md *m)\n{ struct pt_regs r; }", NeededTarget.Both, 1)]
    [InlineData("char *s = \"pt_regs\";", NeededTarget.BpfAdvised, 0)]
    [InlineData("struct v {\n\tunsigned long seen;\n};", NeededTarget.BpfAdvised, 2)]
    public void Source_WhenItAsksForATarget_ThenTheLineIsSaid(string source, NeededTarget needs, int line)
    {
        var advice = SourceReader.Read(source);

        advice.Needs.ShouldBe(needs);
        advice.Reasons[0].Line.ShouldBe(line);
    }
}
