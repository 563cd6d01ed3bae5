using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;

namespace Tributary.Git;

/// <summary>git send-email as the user has set it up: with his configuration, his environment and his terminal. Nothing else is run so.</summary>
public static class SendEmail
{
    /// <summary>Hands mail over to it, and waits for its end.</summary>
    /// <param name="arguments">Behind <c>git send-email</c>.</param>
    /// <param name="cancel">Ctrl-C reaches git itself; waiting ends.</param>
    /// <returns>Its exit status.</returns>
    /// <exception cref="GitException">git could not be started.</exception>
    public static async Task<int> RunAsync(ImmutableArray<string> arguments, CancellationToken cancel)
    {
        try
        {
#pragma warning disable RS0030 // Of the one project that may start a process.
            using var process = Process.Start(new ProcessStartInfo("git", ["send-email", .. arguments]) { UseShellExecute = false })!;
#pragma warning restore RS0030
            await process.WaitForExitAsync(cancel);
            return process.ExitCode;
        }
        catch (Win32Exception)
        {
            throw new GitException("git cannot be started; install git 2.39 or newer and git-email, and see that it is on the PATH");
        }
    }

    /// <summary>The user's name and address as git has them (<c>git var GIT_AUTHOR_IDENT</c>); null where it has none.</summary>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<string?> FindIdentityAsync(CancellationToken cancel)
    {
        var said = await OutsideProgram.AskAsync("git", ["var", "GIT_AUTHOR_IDENT"], "", (Directory.GetCurrentDirectory(), TimeSpan.FromSeconds(10)), cancel);
        var close = said?.IndexOf('>', StringComparison.Ordinal) ?? -1;
        return close > 0 ? said![..(close + 1)] : null;
    }
}
