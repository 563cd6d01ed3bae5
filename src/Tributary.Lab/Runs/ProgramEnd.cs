using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>What the exit status of a program among others says, where none of its own tests does.</summary>
internal static class ProgramEnd
{
    /// <summary>By this status a program says that it has left itself out (tools/testing/selftests/kselftest.h).</summary>
    public const int Skipped = 4;

    // By coreutils' and busybox' timeout, and by our first process.
    private const int TimedOut = 124;

    // What shells say of a command that is not there: busybox and dash, bash, env.
    private static readonly string[] NotThere = [": not found", ": command not found"];

    private const string NoFile = "No such file or directory";

    /// <summary>The result.</summary>
    /// <param name="program">The program.</param>
    /// <param name="status">Its status; null where its end marker bears none.</param>
    /// <param name="output">What it printed.</param>
    /// <param name="toldNone">True where it told of no test.</param>
    public static TestResult Of(string program, int? status, ImmutableArray<string> output, bool toldNone)
    {
        if (status == 0) return new(program, "", program, TestVerdict.Passed, []);
        if (status == Skipped) return new(program, "", program, TestVerdict.Skipped, [.. output, "It left itself out (status 4)."]);

        // A script that lacks a command says nothing of the kernel.
        if (toldNone && IsScript(program) && output.FirstOrDefault(IsNotThere) is { } lacks) return new(program, "", program, TestVerdict.Skipped, [.. output, $"It wants what the guest does not have: {lacks.Trim()}"]);

        return new(program, "", program, TestVerdict.Failed, [.. output, status == TimedOut ? "Its time was over (status 124)." : $"status {status}"]);
    }

    private static bool IsScript(string program) => program.EndsWith(".sh", StringComparison.Ordinal) || program.EndsWith(".py", StringComparison.Ordinal);

    // "test_x.sh: line 5: bpftool: command not found"; the file that a test itself made or removed has a path.
    private static bool IsNotThere(string line) => Array.Exists(NotThere, end => line.TrimEnd().EndsWith(end, StringComparison.Ordinal)) || (line.StartsWith("env: ", StringComparison.Ordinal) && line.TrimEnd().EndsWith(NoFile, StringComparison.Ordinal));
}
