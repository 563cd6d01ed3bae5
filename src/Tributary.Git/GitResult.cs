using System.Text;

namespace Tributary.Git;

/// <summary>What a finished git said.</summary>
/// <param name="Command">The command for people, e.g. <c>git rev-parse HEAD</c>.</param>
/// <param name="ExitCode">Its exit status; 0 is success.</param>
/// <param name="Output">Standard output, byte for byte.</param>
/// <param name="Error">Standard error.</param>
public sealed record GitResult(string Command, int ExitCode, ReadOnlyMemory<byte> Output, string Error)
{
    /// <summary>True for exit status 0.</summary>
    public bool IsSuccess => ExitCode == 0;

    /// <summary>Standard output as UTF-8 text without the last line end.</summary>
    public string Text => Encoding.UTF8.GetString(Output.Span).TrimEnd('\n');

    /// <summary>This result if git succeeded.</summary>
    /// <param name="what">What was tried and where, for the error's line.</param>
    /// <exception cref="GitException">git failed; its own last words are quoted.</exception>
    public GitResult OrThrow(string what) =>
        IsSuccess ? this : throw new GitException($"{what} failed: {LastWords(Error)} ({Command}, exit status {ExitCode})");

    /// <summary>The line of standard error that says what went wrong.</summary>
    public static string LastWords(string error)
    {
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var fatal = Array.FindLast(lines, static line => line.StartsWith("fatal:", StringComparison.Ordinal) || line.StartsWith("error:", StringComparison.Ordinal));
        return fatal ?? (lines.Length > 0 ? lines[^1] : "git said nothing");
    }
}
