using System.CommandLine;
using System.Text.Json;
using Tributary.Lab;
using Tributary.Server;

namespace Tributary.Cli;

/// <summary><c>trib lab run</c>: the selftests in a virtual machine (TST-1).</summary>
internal static class LabRunCommand
{
    private static readonly Argument<string?> What = new("SERIES|RANGE|TREE")
    {
        Description = "A series of the queue, a followed tree, a revision range of the repository at hand, or the folder of a kernel tree (default: the source of Debian's kernel).", Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> OnTree = new("--tree") { Description = "The tree on which a series is tested (default: the one that takes it).", HelpName = "TREE" };
    private static readonly Option<bool> Queue = new("--queue") { Description = "Only ask for the run of a series or a followed tree; a worker makes it." };
    private static readonly Option<bool> All = new("--all") { Description = "List every test, also those that passed." };
    private static readonly Option<string?> SaveConsole = new("--console") { Description = "Write the machine's console to this file.", HelpName = "FILE" };

    private static readonly Option<string?> JUnit = new("--junit") { Description = "Write the results as JUnit's XML to this file.", HelpName = "FILE" };
    private static readonly Option<string?> Base = new("--base") { Description = "The console of a run without the changes: what fails here alone is told apart.", HelpName = "CONSOLE" };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("run", "Boots a kernel in a virtual machine, runs selftests in it and reports them test by test.") { What, OnTree, Queue, All, SaveConsole, JUnit, Base }.WithRunOptions().Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var what = context.Get(What);
        if (what is not null && !Directory.Exists(what))
        {
            return what.Contains("..", StringComparison.Ordinal) ? await LabRangeRun.RunAsync(context, what, cancel) : await LabQueueRun.RunAsync(context, (what, context.Get(OnTree), context.Get(Queue)), cancel);
        }

        var request = LabRunOptions.Request(context);
        if (what is not null) request = request with { Tree = Path.GetFullPath(what) };
        var before = context.Get(Base) is { } file ? RunReader.Read(await LabReadCommand.ReadAsync(file, cancel)) : null;
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

        await WriteFilesAsync(context, result, cancel);
        var compared = before is null ? null : RunComparison.Of(result.Report, before, new());
        if (context.IsJson) context.Output.WriteLine(JsonSerializer.Serialize(LabRunView.From(result, compared), ViewJson.Options));
        else RunText.Write(context.Output, result, compared, context.Get(All));
        return (compared is null ? result.Report.End == RunEnd.Passed : !compared.IsWorse) ? ExitStatus.Done : ExitStatus.No;
    }

    private static async Task WriteFilesAsync(CommandContext context, LabResult result, CancellationToken cancel)
    {
        if (context.Get(SaveConsole) is { } console) await File.WriteAllTextAsync(console, result.Console, cancel);
        if (context.Get(JUnit) is not { } file) return;

        await using var output = File.Create(file);
        JUnitReport.Write(result.Report, output);
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
