using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;

namespace Tributary.Git;

/// <summary>
/// A program on a leash: it and all that it starts end with the caller, however the caller ends. A shell between them waits on a pipe that the
/// kernel closes when the caller is gone, though it was killed. (PR_SET_PDEATHSIG would end it with the thread that started it.)
/// </summary>
public sealed class LeashedProgram : IAsyncDisposable
{
    // Signals of the terminal go to the caller, who decides. The program leads a group of its own, so that its children end with it.
    private const string Script = """
        trap '' HUP INT QUIT TERM
        exec 3<&0
        setsid "$@" </dev/null 3<&- &
        program=$!
        { read -r _; kill -s KILL -- "-$program" "$program"; } <&3 >/dev/null 2>&1 &
        leash=$!
        exec 3<&-
        wait "$program"
        status=$?
        kill -s KILL "$leash"
        exit "$status"
        """;

    private readonly Process _process;

    private LeashedProgram(Process process) => _process = process;

    /// <summary>What it prints.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>What it complains of.</summary>
    public Stream Error => _process.StandardError.BaseStream;

    /// <summary>Starts it.</summary>
    /// <param name="words">The program and its arguments.</param>
    /// <param name="folder">Where it runs; null where the caller does.</param>
    /// <param name="environment">Variables that it gets beside the caller's.</param>
    /// <exception cref="GitException">/bin/sh cannot be started.</exception>
    public static LeashedProgram Start(ImmutableArray<string> words, string? folder = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "",
        };
        foreach (var word in (ReadOnlySpan<string>)["-c", Script, "leash", .. words]) start.ArgumentList.Add(word);
        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in environment ?? ImmutableDictionary<string, string>.Empty) start.Environment[name] = value;
        try
        {
#pragma warning disable RS0030 // This project is the one that may start a process.
            return new(Process.Start(start)!);
#pragma warning restore RS0030
        }
        catch (Win32Exception failure)
        {
            throw new GitException($"/bin/sh cannot be started: {failure.Message}");
        }
    }

    /// <summary>Waits for its end. A program that is not there has status 127.</summary>
    /// <returns>Its exit status; 128 and the number where a signal ended it.</returns>
    public async Task<int> WaitAsync(CancellationToken cancel)
    {
        await _process.WaitForExitAsync(cancel);
        return _process.ExitCode;
    }

    /// <summary>Ends it and all that it started; one that has ended is left alone.</summary>
    public void Kill()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The shell is gone, and so is what it held.
        }
    }

    /// <summary>Ends it, and waits until it is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
