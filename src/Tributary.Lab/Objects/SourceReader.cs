using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>
/// Reads from a C source which target it needs (LLV-5). It looks at words outside comments and strings: no compiler, so it says what it saw and where. Headers of the machine (ptrace.h)
/// hold inline assembly, and <c>pt_regs</c> is the machine's; programs whose context holds pointers (SK_MSG) need BPF's widths.
/// </summary>
public static class SourceReader
{
    private static readonly string[] MachineHeaders = ["asm/ptrace.h", "linux/ptrace.h", "uapi/linux/ptrace.h", "linux/sched.h", "linux/fs.h", "linux/mm_types.h", "linux/netdevice.h"];

    // Programs whose context holds pointers; vmlinux.h and bpf_tracing.h give pt_regs without the machine's headers.
    private static readonly string[] PointerContexts = ["sk_msg_md", "sk_msg", "SK_MSG"];

    /// <summary>Reads it.</summary>
    /// <param name="source">The file's text.</param>
    public static SourceAdvice Read(string source)
    {
        var reasons = ImmutableArray.CreateBuilder<SourceReason>();
        var hasOwnTypes = source.Contains("vmlinux.h", StringComparison.Ordinal);
        var number = 0;
        foreach (var line in CSourceText.WithoutComments(source).Split('\n'))
        {
            number++;
            if (OfLine(line, hasOwnTypes) is { } reason) reasons.Add(reason with { Line = number });
        }

        var isNative = reasons.Any(reason => reason.Asks == NeededTarget.Native);
        var isBpf = reasons.Any(reason => reason.Asks == NeededTarget.BpfRequired);
        if (hasOwnTypes) reasons.Add(new(0, NeededTarget.BpfAdvised, "It takes the kernel's types from vmlinux.h, so no header of the machine is needed."));
        if (reasons.Count == 0) reasons.Add(new(0, NeededTarget.BpfAdvised, "Nothing in it needs the machine: -target bpf leaves no .eh_frame and no jump tables, and pointers and longs have BPF's 64 bits."));
        return new(isNative && isBpf ? NeededTarget.Both : isNative ? NeededTarget.Native : isBpf ? NeededTarget.BpfRequired : NeededTarget.BpfAdvised, reasons.ToImmutable());
    }

    private static SourceReason? OfLine(string line, bool hasOwnTypes)
    {
        if (IncludedIn(line) is { } header)
        {
            return MachineHeaders.Contains(header, StringComparer.Ordinal)
                ? new(0, NeededTarget.Native, $"It includes {header}, which holds inline assembly of the machine.") : null;
        }

        foreach (var word in PointerContexts)
        {
            if (CSourceText.HasWord(line, word) || line.Contains($"SEC(\"{word}", StringComparison.Ordinal))
                return new(0, NeededTarget.BpfRequired, $"{word} names a context that holds pointers: their width must be BPF's.");
        }

        if (CSourceText.HasWord(line, "pt_regs") && !hasOwnTypes) return new(0, NeededTarget.Native, "It walks pt_regs, whose layout is the machine's.");
        return IsLongMember(line)
            ? new(0, NeededTarget.BpfAdvised, $"“{line.Trim()}” has the machine's width of long: with -target bpf it is 64 bits.") : null;
    }

    // "	long count;" or "	unsigned long x[4];": a declaration without a value, as members of structures are.
    private static bool IsLongMember(string line) =>
        CSourceText.HasWord(line, "long") && !line.Contains("long long", StringComparison.Ordinal) && !line.Contains('(') && !line.Contains('=') && line.TrimEnd().EndsWith(';');

    private static string? IncludedIn(string line)
    {
        var text = line.AsSpan().Trim();
        if (!text.StartsWith("#")) return null;

        text = text[1..].TrimStart();
        if (!text.StartsWith("include", StringComparison.Ordinal)) return null;

        text = text["include".Length..].Trim();
        return text.Length > 2 && text[0] is '<' or '"' && text[1..].IndexOfAny('>', '"') is var end and > 0 ? text.Slice(1, end).ToString() : "";
    }
}
