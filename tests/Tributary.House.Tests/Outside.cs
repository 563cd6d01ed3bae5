using System.Diagnostics;

namespace Tributary.House.Tests;

/// <summary>Runs what a user would run: our scripts and the built program.</summary>
internal static class Outside
{
    /// <summary>Runs a program to its end; its exit status and all that it printed.</summary>
    public static (int Exit, string Said) Run(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
#pragma warning disable RS0030 // The door to git is for the program; this is its user.
        using var process = Process.Start(start)!;
#pragma warning restore RS0030
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }
}
