using System.Globalization;
using Tributary.Git;

namespace Tributary.Cli;

/// <summary><c>trib check --install-hook</c>: git send-email asks trib before it sends.</summary>
internal static class SendEmailHook
{
    /// <summary>Sets the hook in the repository that the caller stands in.</summary>
    /// <exception cref="CommandException">There is no repository, or another hook stands there.</exception>
    public static int Install(CommandContext context)
    {
        var here = RepositoryPlace.Find(Directory.GetCurrentDirectory()) ?? throw CommandException.Usage("you stand in no repository; change into the one from which you send");
        var (file, isWritten) = HookInstaller.Install(here.GitFolder, Script(Environment.ProcessPath!));
        if (!isWritten) throw CommandException.No($"{file} is there already and is not ours; add the line: {Environment.ProcessPath} check --hook \"$1\"");
        context.Output.WriteLine($"{file} asks trib check before git send-email sends. To send all the same: git send-email --no-validate; to be rid of it: rm {file}");
        return ExitStatus.Done;
    }

    /// <summary>
    /// The files that git send-email is about to send, of which the hook gets one at a time: with git 2.41 and newer all of them when the last is
    /// asked for (they lie in one folder, and its two variables count them), else that one alone.
    /// </summary>
    /// <param name="file">What git gave to the hook.</param>
    /// <returns>The files to check; none while more are to come.</returns>
    public static string[] Files(string file)
    {
        var (counter, total) = (Environment.GetEnvironmentVariable("GIT_SENDEMAIL_FILE_COUNTER"), Environment.GetEnvironmentVariable("GIT_SENDEMAIL_FILE_TOTAL"));
        if (!int.TryParse(counter, CultureInfo.InvariantCulture, out var number) || !int.TryParse(total, CultureInfo.InvariantCulture, out var all) || all <= 1) return [file];
        var list = Path.Combine(Path.GetTempPath(), $"trib-send-{Environment.GetEnvironmentVariable("PPID") ?? Environment.UserName}-{all}");
        File.AppendAllText(list, Path.GetFullPath(file) + "\n");
        if (number < all) return [];
        string[] files = [.. File.ReadAllLines(list).TakeLast(all)];
        File.Delete(list);
        return files;
    }

    private static string Script(string program) => $"""
        #!/bin/sh
        # Set by trib check --install-hook: asks whether a patch keeps the handbook's rules before git send-email sends it.
        export PPID
        exec '{program.Replace("'", "'\\''", StringComparison.Ordinal)}' check --severity error --hook "$1"

        """;
}
