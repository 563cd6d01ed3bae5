using System.ComponentModel;
using System.Diagnostics;

namespace Tributary.Git;

/// <summary>A temporary folder that goes with the caller, however the caller ends: a shell waits on a pipe and removes it.</summary>
public sealed class LeashedFolder : IAsyncDisposable
{
    // What writes into it may need a moment to be killed.
    private const string Script = """
        trap '' HUP INT QUIT TERM
        read -r _
        for i in 1 2 3 4 5 6 7 8 9 10; do rm -rf -- "$1" && exit; chmod -R u+w -- "$1"; sleep 0.3; done
        """;

    private readonly Process _leash;

    private LeashedFolder(string path, Process leash) => (Path, _leash) = (path, leash);

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Makes one, which only its owner may enter.</summary>
    /// <param name="within">The folder in which it is made.</param>
    /// <exception cref="GitException">/bin/sh cannot be started.</exception>
    public static LeashedFolder Create(string within)
    {
        var path = System.IO.Path.Combine(within, $"trib-lab-{Guid.NewGuid():N}");
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "leash", path]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
#pragma warning disable RS0030 // This project is the one that may start a process.
            var leash = Process.Start(start)!;
#pragma warning restore RS0030
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return new(path, leash);
        }
        catch (Win32Exception failure)
        {
            throw new GitException($"/bin/sh cannot be started: {failure.Message}");
        }
    }

    /// <summary>Removes it, and waits until it is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        _leash.StandardInput.Close();
        await _leash.WaitForExitAsync();
        _leash.Dispose();
    }
}
