using System.Collections.Immutable;
using System.Text;
using Tributary.Git;

namespace Tributary.Lab;

/// <summary>Runs programs that prepare a run: what unpacks, downloads and builds.</summary>
internal static class Tool
{
    // Of what a long build prints the end is what tells.
    private const int MostKept = 256 * 1024;

    /// <summary>Runs a program to its end; it and all that it starts end with the caller.</summary>
    /// <param name="words">The program and its arguments.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="LabException">It took too long.</exception>
    public static async Task<ToolEnd> RunAsync(ImmutableArray<string> words, string folder, TimeSpan limit, CancellationToken cancel)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        late.CancelAfter(limit);
        await using var program = LeashedProgram.Start(words, folder);
        try
        {
            var said = ReadAsync(program.Error, late.Token);
            var printed = await ReadAsync(program.Output, late.Token);
            return new(await program.WaitAsync(late.Token), printed, await said);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new LabException($"{words[0]} was ended after {limit.TotalMinutes:0} minutes; give it more time");
        }
    }

    /// <summary>Runs a program that has to succeed.</summary>
    /// <exception cref="LabException">It did not.</exception>
    public static async Task<string> DoAsync(ImmutableArray<string> words, string folder, TimeSpan limit, CancellationToken cancel)
    {
        var end = await RunAsync(words, folder, limit, cancel);
        if (end.Status == 0) return end.Output;

        throw new LabException(end.Status == 127 ? $"{words[0]} is not here; see trib toolchain" : $"{words[0]} failed: {end.LastWords} (exit status {end.Status})");
    }

    private static async Task<string> ReadAsync(Stream stream, CancellationToken cancel)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = new StringBuilder();
        var buffer = new char[16 * 1024];
        while (await reader.ReadAsync(buffer, cancel) is var count and > 0)
        {
            text.Append(buffer, 0, count);
            if (text.Length > 2 * MostKept) text.Remove(0, text.Length - MostKept);
        }

        return text.ToString();
    }
}

/// <summary>How a program ended.</summary>
/// <param name="Status">Its exit status.</param>
/// <param name="Output">What it printed, the end of it.</param>
/// <param name="Error">What it complained of, the end of it.</param>
internal sealed record ToolEnd(int Status, string Output, string Error)
{
    /// <summary>The line that says what went wrong.</summary>
    public string LastWords
    {
        get
        {
            var lines = Lines;
            var at = Array.FindIndex(lines, static line => line.Contains("rror:", StringComparison.Ordinal) || line.Contains("***", StringComparison.Ordinal));
            if (at < 0) return lines.Length > 0 ? lines[^1] : "it said nothing";

            // Make's own line says which; the one before it, why.
            return at > 0 && lines[at].StartsWith("make", StringComparison.Ordinal) && !lines[at - 1].StartsWith("make", StringComparison.Ordinal) ? lines[at - 1] : lines[at];
        }
    }

    private string[] Lines => (Error.Length > 0 ? Error : Output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
