namespace Tributary.Policy;

/// <summary>Tells what machines print into commit messages: kernel logs, oopses, the verifier's log, output of tools, code.</summary>
internal static class LogLine
{
    /// <summary>True for a line that no person wrote.</summary>
    public static bool IsLog(ReadOnlySpan<char> line)
    {
        line = line.TrimStart();
        if (line.IsEmpty) return false;
        return IsStamped(line) || IsVerifier(line) || IsSplat(line) || IsCode(line);
    }

    // "[   12.345678] …" and "[ T1234] …".
    private static bool IsStamped(ReadOnlySpan<char> line)
    {
        if (line[0] != '[') return false;
        var end = line.IndexOf(']');
        if (end < 0 || !line[1..end].ContainsAnyInRange('0', '9')) return false;
        foreach (var letter in line[1..end])
        {
            if (!char.IsAsciiDigit(letter) && letter is not (' ' or '.' or 'T' or 'C')) return false;
        }

        return true;
    }

    // "12: (85) call bpf_…", "; int x = …", "R1=ctx() R10=fp0", "from 3 to 5: …", "processed 12 insns …".
    private static bool IsVerifier(ReadOnlySpan<char> line)
    {
        var digits = line.IndexOfAnyExceptInRange('0', '9');
        if (digits > 0 && line[digits..].StartsWith(": ")) return line.Contains('(') || line.Contains('=') || line.Contains('R');
        if (line.StartsWith("; ") || (line.StartsWith("from ") && line.IndexOf(" to ") > 0 && line.Contains(':'))) return true;
        if (line.StartsWith("processed ") && line.IndexOf(" insns") > 0) return true;
        return line[0] == 'R' && line.Length > 2 && char.IsAsciiDigit(line[1]) && line.IndexOfAny('=', '_') is > 0 and < 5;
    }

    private static bool IsSplat(ReadOnlySpan<char> line)
    {
        foreach (var start in SplatStarts)
        {
            if (line.StartsWith(start)) return true;
        }

        // "do_syscall_64+0x3b/0x90": a symbol with offset and size.
        return line.IndexOf("+0x") is > 0 and var at && line[at..].Contains('/');
    }

    private static bool IsCode(ReadOnlySpan<char> line) =>
        line.TrimEnd() is [.., ';' or '{' or '}'] || line.StartsWith("diff --git ") || line.StartsWith("@@ ") || line.StartsWith("//") || line.StartsWith("/*");

    private static readonly string[] SplatStarts =
    [
        "Call Trace", "RIP: ", "RSP: ", "RAX: ", "RBP: ", "RDX: ", "R10: ", "R13: ", "CPU: ", "Code: ", "BUG: ", "WARNING: ", "Modules linked in", "Hardware name", "Kernel panic",
        "general protection fault", "KASAN: ", "Unable to handle", "Oops", "------------[", "---[ end", "libbpf: ", "Summary: ", "CR2: ", "FS: ", "CS: ",
    ];
}
