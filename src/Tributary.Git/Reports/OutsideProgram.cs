using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Tributary.Git;

/// <summary>Runs a program that only answers: a compiler asked for its version, the kernel's script that decodes a trace.</summary>
public static class OutsideProgram
{
    /// <summary>What it prints; null when it is not here, fails, or takes too long.</summary>
    /// <param name="program">The program: a name on the PATH, or a path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="where">Where it runs, and how long it may take.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<string?> AskAsync(string program, IEnumerable<string> arguments, string input, (string Folder, TimeSpan Limit) where, CancellationToken cancel)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        late.CancelAfter(where.Limit);
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = where.Folder,
            StandardOutputEncoding = Encoding.UTF8, StandardInputEncoding = new UTF8Encoding(false),
        };
        Process? process = null;
        try
        {
#pragma warning disable RS0030 // Of the one project that may start a process.
            process = Process.Start(start)!;
#pragma warning restore RS0030
            var errors = process.StandardError.ReadToEndAsync(late.Token);
            var output = process.StandardOutput.ReadToEndAsync(late.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), late.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(late.Token);
            await errors;
            return process.ExitCode == 0 ? await output : null;
        }
        catch (Exception failure) when (failure is Win32Exception or IOException || (failure is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return null;
        }
        finally
        {
            if (process is { HasExited: false }) GitProgram.Kill(process);
            process?.Dispose();
        }
    }
}
