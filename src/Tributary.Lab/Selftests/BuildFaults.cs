namespace Tributary.Lab;

/// <summary>Finds in what make complained of why a program among others was not built.</summary>
internal static class BuildFaults
{
    // How far before make's own line the compiler's stands.
    private const int LookBack = 60;

    /// <summary>A sentence that says why.</summary>
    /// <param name="complaints">What make and what it ran wrote to standard error, the end of it.</param>
    /// <param name="program">The program.</param>
    public static string Find(string complaints, string program)
    {
        if (program.EndsWith(".sh", StringComparison.Ordinal) || program.EndsWith(".py", StringComparison.Ordinal)) return $"{program} is not in the tree";

        var lines = complaints.Split('\n', StringSplitOptions.TrimEntries);
        // "make: *** [Makefile:540: /lab/out/test_progs-no_alu32] Error 1", "make: *** No rule to make target '/lab/out/x', needed by 'all'.", "make: Target 'all' not remade because of errors."
        var at = Array.FindIndex(lines, line => line.Contains("***", StringComparison.Ordinal) && Names(line, program));
        // Else it is something that the program needs: the first may be it.
        var isOwn = at >= 0;
        if (at < 0) at = Array.FindIndex(lines, static line => line.Contains("***", StringComparison.Ordinal));
        if (at < 0) return $"{program} was not built";

        var error = Array.FindLastIndex(lines, at, Math.Min(at + 1, LookBack), static line => line.Contains("rror: ", StringComparison.Ordinal) || line.Contains("undefined reference", StringComparison.Ordinal));
        return $"{program} was not built{(isOwn ? "" : "; the first that make complains of")}: {(error >= 0 ? lines[error] : at > 0 && !lines[at - 1].StartsWith("make", StringComparison.Ordinal) && lines[at - 1].Length > 0 ? lines[at - 1] : lines[at])}";
    }

    private static bool Names(string line, string program)
    {
        var at = line.IndexOf(program, StringComparison.Ordinal);
        return at > 0 && line[at - 1] is '/' or '\'' or ' ' or '`' && (at + program.Length == line.Length || line[at + program.Length] is ']' or '\'');
    }
}
