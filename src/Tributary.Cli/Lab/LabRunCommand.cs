using System.CommandLine;
using System.Text.Json;
using Tributary.Lab;
using Tributary.Server;

namespace Tributary.Cli;

/// <summary><c>trib lab run</c>: the selftests in a virtual machine (TST-1).</summary>
internal static class LabRunCommand
{
    private static readonly Option<bool> All = new("--all") { Description = "List every test, also those that passed." };
    private static readonly Option<string?> SaveConsole = new("--console") { Description = "Write the machine's console to this file.", HelpName = "FILE" };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("run", "Boots a kernel in a virtual machine, runs selftests in it and reports them test by test.") { All, SaveConsole }.WithRunOptions().Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var request = LabRunOptions.Request(context);
        var line = new LabProgressLine();
        LabResult result;
        try
        {
            result = await new LabRun(new(context.Get(LabRunOptions.Cache)), line.Tell).RunAsync(request, line, cancel);
        }
        finally
        {
            line.Clear();
        }

        if (context.Get(SaveConsole) is { } file) await File.WriteAllTextAsync(file, result.Console, cancel);
        if (context.IsJson) context.Output.WriteLine(JsonSerializer.Serialize(LabRunView.From(result), ViewJson.Options));
        else RunText.Write(context.Output, result, context.Get(All));
        return result.Report.End == RunEnd.Passed ? ExitStatus.Done : ExitStatus.No;
    }
}

/// <summary><c>trib lab prepare</c>: all that a run needs, and no run.</summary>
internal static class LabPrepareCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new Command("prepare", "Downloads and builds what a run needs, and boots nothing.").WithRunOptions().Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var request = LabRunOptions.Request(context);
        var line = new LabProgressLine();
        var ready = await new LabRun(new(context.Get(LabRunOptions.Cache)), line.Tell).PrepareAsync(request, cancel);
        var missing = ready.Programs.Where(static program => program.File is null).Select(static program => program.Name).ToArray();
        if (context.IsJson) context.Output.WriteLine(JsonSerializer.Serialize(new LabReadyView(ready.Kernel.Banner.Release, ready.Kernel.Banner.Package ?? ready.Kernel.Banner.Version, ready.Selftests, [.. ready.Programs.Select(static program => program.Name)], [.. missing]), ViewJson.Options));
        else context.Output.WriteLine($"Ready: {ready.Kernel.Banner.Release} with {string.Join(", ", ready.Programs.Select(static program => program.Name))}{(missing.Length > 0 ? $"; not in this tree: {string.Join(", ", missing)}" : "")}");
        return missing.Length > 0 ? ExitStatus.No : ExitStatus.Done;
    }
}

/// <summary>What <c>trib lab prepare --json</c> prints.</summary>
internal sealed record LabReadyView(string Kernel, string Version, string? Selftests, System.Collections.Immutable.ImmutableArray<string> Programs, System.Collections.Immutable.ImmutableArray<string> Missing);
