using System.Collections.Immutable;
using Tributary.Git;
using Tributary.Policy;

namespace Tributary.Cli;

/// <summary>Gathers what a report says: the description, the log, the culprit, configuration and versions.</summary>
internal static class ReportGathering
{
    private const int MostOptions = 60;
    private static readonly TimeSpan VersionLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DecodeLimit = TimeSpan.FromMinutes(2);

    /// <summary>The report.</summary>
    /// <exception cref="CommandException">There is nothing to report.</exception>
    public static async Task<BugReport> ReadAsync(CommandContext context, Profile profile, KernelTree? tree, CancellationToken cancel)
    {
        var description = await ReadDescriptionAsync(context.Get(ReportOptions.Description), cancel);
        var log = context.Get(ReportOptions.Log) is { } file ? await ReadFileAsync(file, cancel) : "";
        var splat = Splat.Find(log.Length > 0 ? log : description);
        if (description.Trim().Length == 0 && splat is null)
            throw CommandException.Usage(log.Length > 0 ? "the log holds no bug, warning or oops; say what is wrong in a file or on standard input" : "say what is wrong: a file, - for standard input, or --dmesg FILE");
        return new()
        {
            Description = log.Length > 0 || splat is null ? description : WithoutSplat(description, splat), Title = context.Get(ReportOptions.Subject), Splat = splat,
            DecodedTrace = splat is not null && context.Get(ReportOptions.Image) is { } image ? await DecodeAsync(splat, image, tree, cancel) : null,
            Names = BpfNames.Find(profile.Reporting, splat is null ? description : string.Join('\n', splat.Lines)),
            Culprit = context.Get(ReportOptions.Culprit) is { } commit ? await FindCulpritAsync(commit, tree, cancel) : null,
            Options = context.Get(ReportOptions.Config) is { } config ? OptionsOf(await ReadFileAsync(config, cancel), profile.Reporting) : [],
            Versions = [.. KernelOf(log), .. await ListVersionsAsync(profile.Reporting, cancel)],
            IsOfLlvm = context.Get(ReportOptions.Llvm),
        };
    }

    private static async Task<string> ReadDescriptionAsync(string? file, CancellationToken cancel)
    {
        if (file is null) return "";
        if (file != "-") return await ReadFileAsync(file, cancel);
        using var input = new StreamReader(Console.OpenStandardInput());
        return await input.ReadToEndAsync(cancel);
    }

    private static async Task<string> ReadFileAsync(string file, CancellationToken cancel)
    {
        if (!File.Exists(file)) throw CommandException.Usage($"{file}: there is no such file; check the path");
        var text = await File.ReadAllTextAsync(file, cancel);
        return text.Contains('\0', StringComparison.Ordinal) ? throw CommandException.Usage($"{file} is no text") : text;
    }

    // A description that holds the trace too: it stands in the mail once.
    private static string WithoutSplat(string description, Splat splat)
    {
        var lines = description.Split('\n').ToList();
        var start = lines.FindIndex(line => line.TrimEnd('\r', ' ').EndsWith(splat.Lines[0], StringComparison.Ordinal));
        if (start >= 0) lines.RemoveRange(start, Math.Min(splat.Lines.Length, lines.Count - start));
        return string.Join('\n', lines);
    }

    private static async Task<string?> DecodeAsync(Splat splat, string image, KernelTree? tree, CancellationToken cancel)
    {
        if (!File.Exists(image)) throw CommandException.Usage($"{image}: there is no such file; --vmlinux names the kernel's image with debug information");
        var script = tree is null ? null : Path.Combine(tree.Folder, "scripts", "decode_stacktrace.sh");
        if (script is null || !File.Exists(script)) throw CommandException.Usage("the trace is decoded by scripts/decode_stacktrace.sh of the kernel tree; name one with --tree DIR");
        var decoded = await OutsideProgram.AskAsync("bash", [script, Path.GetFullPath(image), tree!.Folder], string.Join('\n', splat.Lines) + "\n", (tree.Folder, DecodeLimit), cancel);
        if (decoded is null) ErrorBoundary.Write("scripts/decode_stacktrace.sh failed; the trace stays as it is");
        return decoded;
    }

    private static async Task<Culprit> FindCulpritAsync(string commit, KernelTree? tree, CancellationToken cancel)
    {
        var repository = tree?.Repository ?? RepositoryPlace.Find(Directory.GetCurrentDirectory())?.GitFolder
            ?? throw CommandException.Usage("the culprit is looked up in a kernel repository; stand in one, or name it with --tree DIR");
        return await CulpritReader.FindAsync(repository, commit, cancel) ?? throw CommandException.No($"{repository} has no commit {commit}");
    }

    private static ImmutableArray<string> OptionsOf(string config, ReportingValues values) =>
        [.. config.Split('\n').Select(static line => line.Trim()).Where(line => values.Options.Any(option => line.StartsWith(option, StringComparison.Ordinal) && line.Contains('=', StringComparison.Ordinal))).Take(MostOptions)];

    private static IEnumerable<string> KernelOf(string log)
    {
        var at = log.IndexOf("Linux version ", StringComparison.Ordinal);
        if (at >= 0) yield return log[at..(log.IndexOf('\n', at) is > 0 and var end ? end : log.Length)].Trim();
    }

    private static async Task<List<string>> ListVersionsAsync(ReportingValues values, CancellationToken cancel)
    {
        var versions = new List<string>();
        foreach (var tool in values.Tools)
        {
            if (await OutsideProgram.AskAsync(tool, ["--version"], "", (Path.GetTempPath(), VersionLimit), cancel) is not { } said) continue;
            if (said.Split('\n').Select(static line => line.Trim()).FirstOrDefault(static line => line.Any(char.IsAsciiDigit)) is { } line) versions.Add(line.StartsWith(tool, StringComparison.OrdinalIgnoreCase) ? line : $"{tool}: {line}");
        }

        return versions;
    }
}
