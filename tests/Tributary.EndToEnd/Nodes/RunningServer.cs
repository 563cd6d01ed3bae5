using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Tributary.EndToEnd;

/// <summary>A server of the built program on a port of its own.</summary>
internal sealed class RunningServer : IDisposable
{
    private const int Terminate = 15;

    private readonly Process _process;

    /// <summary>Starts it on a data folder or database, and waits until it listens.</summary>
    public RunningServer(Trib trib, params string[] options)
    {
        _process = trib.Start(["serve", "--urls", "http://127.0.0.1:0", .. options]);
        var line = _process.StandardOutput.ReadLine();
        if (line is null) throw new InvalidOperationException($"trib serve did not start: {_process.StandardError.ReadToEnd()}");
        Address = line.Replace("Listening on ", "", StringComparison.Ordinal).TrimEnd('/');
        _ = ReadAsync();
    }

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Address { get; }

    /// <summary>The number of its process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>What it said on standard error.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Errors { get; } = new();

    /// <summary>Ends it as kill -9 does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Asks it to end, as an operator does.</summary>
    public void Dispose()
    {
        if (!_process.HasExited) _ = Signal(_process.Id, Terminate);
        _process.WaitForExit();
        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);

    private async Task ReadAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line) Errors.Enqueue(line);
    }
}
