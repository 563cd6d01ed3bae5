using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Tributary.Git;

/// <summary>
/// The door to git, and the only place that starts a process. Nothing of the caller's git reaches it: no <c>GIT_…</c> variables,
/// no system or user configuration, no prompts, no language; a repository that belongs to somebody else may be read.
/// </summary>
public static class GitProgram
{
    /// <summary>What every git is started with; a repository's own configuration can name programs, and none of them is run.</summary>
    private static readonly ImmutableArray<string> Settings =
    [
        "safe.directory=*", "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.quotePath=true", "gc.auto=0", "maintenance.auto=false",
        // It maps packs into memory, whole ones if it is let: no reader of mail gains by more than this.
        "core.packedGitWindowSize=8m", "core.packedGitLimit=48m",
        // A dead line must end some time.
        "http.lowSpeedLimit=1000", "http.lowSpeedTime=60",
    ];

    /// <summary>Runs git to its end.</summary>
    /// <param name="repository">The repository (<c>--git-dir</c>), or null where the command needs none.</param>
    /// <param name="arguments">The command and its arguments.</param>
    /// <param name="cancel">Kills git and throws.</param>
    /// <param name="input">Standard input.</param>
    /// <exception cref="GitException">git could not be started.</exception>
    public static Task<GitResult> RunAsync(string? repository, ImmutableArray<string> arguments, CancellationToken cancel, ReadOnlyMemory<byte> input = default) =>
        RunInAsync(GitRoom.Plain, repository, arguments, input, cancel);

    /// <summary>Runs git to its end with an index, a worktree or a committer of its own.</summary>
    /// <param name="room">Those.</param>
    /// <param name="repository">The repository (<c>--git-dir</c>), or null for the one that the room's folder is in.</param>
    /// <param name="arguments">The command and its arguments.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="cancel">Kills git and throws.</param>
    /// <exception cref="GitException">git could not be started.</exception>
    public static async Task<GitResult> RunInAsync(GitRoom room, string? repository, ImmutableArray<string> arguments, ReadOnlyMemory<byte> input, CancellationToken cancel)
    {
        using var process = Start(repository, arguments, room);
        var ended = false;
        try
        {
            using var output = new MemoryStream();
            var error = process.StandardError.ReadToEndAsync(cancel);
            var read = process.StandardOutput.BaseStream.CopyToAsync(output, cancel);
            await WriteInputAsync(process, input, cancel);
            await read;
            var said = await error;
            await process.WaitForExitAsync(cancel);
            ended = true;
            return new(Describe(arguments), process.ExitCode, output.ToArray(), said);
        }
        finally
        {
            if (!ended) Kill(process);
        }
    }

    /// <summary>What git answers to a few words (less than 4 KiB), waited for; null where it failed: <see cref="RunAsync"/> says why.</summary>
    internal static byte[]? Ask(string repository, ImmutableArray<string> arguments, ReadOnlySpan<byte> input)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry one in Environment.GetEnvironmentVariables()) environment[(string)one.Key] = (string?)one.Value;
        SetEnvironment(environment, isNetworkAllowed: false);
        var (variables, words) = (new List<string>(), new List<string>());
        foreach (var (name, value) in environment) variables.Add($"{name}={value}");
        foreach (var setting in Settings)
        {
            words.Add("-c");
            words.Add(setting);
        }

        words.Add($"--git-dir={repository}");
        foreach (var argument in arguments) words.Add(argument);
        return GitAnswer.Ask(words, variables, input);
    }

    /// <summary>Starts git with all three streams piped; the caller disposes the process, and kills it where it still runs.</summary>
    internal static Process Start(string? repository, ImmutableArray<string> arguments, GitRoom? room = null)
    {
        var start = new ProcessStartInfo("git")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        SetEnvironment(start.Environment, isNetworkAllowed: arguments[0] is "clone" or "fetch" or "ls-remote" or "push");
        if (room is not null) SetRoom(start, room);
        foreach (var setting in room is null ? Settings : [.. Settings, .. room.Settings])
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(setting);
        }

        if (repository is not null) start.ArgumentList.Add($"--git-dir={repository}");
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        try
        {
#pragma warning disable RS0030 // The one place that may start a process.
            return Process.Start(start)!;
#pragma warning restore RS0030
        }
        catch (Win32Exception)
        {
            throw new GitException("git cannot be started; install git 2.39 or newer and see that it is on the PATH");
        }
    }

    /// <summary>Ends a git that is no longer wanted; one that has ended already is left alone.</summary>
    internal static void Kill(Process process)
    {
        try
        {
            // Its own children (git-remote-https …) end when it does, for their pipes break.
            process.Kill();
            process.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It ended by itself.
        }
    }

    /// <summary>A command for people, without the settings that every git gets.</summary>
    internal static string Describe(ImmutableArray<string> arguments) => "git " + string.Join(' ', arguments);

    private static void SetEnvironment(IDictionary<string, string?> environment, bool isNetworkAllowed)
    {
        string[] names = [.. environment.Keys];
        foreach (var name in names)
        {
            if (name.StartsWith("GIT_", StringComparison.Ordinal)) environment.Remove(name);
        }

        environment["LC_ALL"] = "C";
        environment["GIT_CONFIG_NOSYSTEM"] = "1";
        environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        environment["GIT_TERMINAL_PROMPT"] = "0";
        environment["GIT_ASKPASS"] = "true";
        environment["SSH_ASKPASS"] = "true";
        environment["GIT_SSH_COMMAND"] = "ssh -oBatchMode=yes";
        environment["GIT_OPTIONAL_LOCKS"] = "0";
        // No helper protocols; and reading a repository never fetches what it lacks: its configuration is not ours.
        environment["GIT_ALLOW_PROTOCOL"] = isNetworkAllowed ? "file:git:http:https:ssh" : "none";
    }

    private static void SetRoom(ProcessStartInfo start, GitRoom room)
    {
        if (room.Folder is { } folder) start.WorkingDirectory = folder;
        if (room.Index is { } index) start.Environment["GIT_INDEX_FILE"] = index;
        if (room.Committer is { } committer) (start.Environment["GIT_COMMITTER_NAME"], start.Environment["GIT_COMMITTER_EMAIL"]) = (committer.Name, committer.Email);
        if ((room.Author ?? room.Committer) is { } author) (start.Environment["GIT_AUTHOR_NAME"], start.Environment["GIT_AUTHOR_EMAIL"]) = (author.Name, author.Email);
        if (room.CommittedAt is { } at) start.Environment["GIT_COMMITTER_DATE"] = start.Environment["GIT_AUTHOR_DATE"] = string.Create(CultureInfo.InvariantCulture, $"@{at.ToUnixTimeSeconds()} +0000");
    }

    private static async Task WriteInputAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancel)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancel);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // git ended before it had read all: its exit status says why.
        }
    }
}
