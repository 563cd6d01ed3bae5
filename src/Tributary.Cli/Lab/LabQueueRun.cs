using System.Globalization;
using System.Text.Json;
using Tributary.Lab;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary><c>trib lab run SERIES</c> and <c>trib lab run TREE</c>: a run that is kept, with its base.</summary>
internal static class LabQueueRun
{
    /// <summary>Asks for it and makes it.</summary>
    public static async Task<int> RunAsync(CommandContext context, (string What, string? Tree, bool OnlyAsks) asked, CancellationToken cancel)
    {
        var setting = LabRunOptions.Setting(context, ServerOptions.DefaultUrls[0]);
        await using var database = await context.OpenDatabaseAsync(cancel);
        var id = await AskAsync(context, database, (new LabRequests(database, setting, TimeProvider.System), asked.What, asked.Tree), cancel);
        if (asked.OnlyAsks)
        {
            context.Output.WriteLine(context.IsJson ? JsonSerializer.Serialize(new { run = id }, ViewJson.Options) : $"Run {id} waits for a worker");
            return ExitStatus.Done;
        }

        var line = new LabProgressLine();
        try
        {
            if (!await new LabWorker(database, setting, TimeProvider.System, line.Tell) { Watcher = line }.MakeAsync(id, cancel)) throw CommandException.No($"run {id} is made by another worker; see {Addresses.LabRun(id)}");
        }
        finally
        {
            line.Clear();
        }

        return Write(context, (await new LabRunReader(database, TimeProvider.System).FindAsync(id, cancel))!);
    }

    private static async Task<long> AskAsync(CommandContext context, Database database, (LabRequests Requests, string What, string? Tree) asked, CancellationToken cancel)
    {
        if (await asked.Requests.AskAsync(asked.What, cancel) is { } run) return run;

        var detail = await SeriesShowCommand.FindAsync(context, database, asked.What, cancel);
        var (id, why) = await asked.Requests.AskAsync(detail.Summary, asked.Tree, cancel);
        return id ?? throw CommandException.Usage(why!);
    }

    private static int Write(CommandContext context, LabRunModel model)
    {
        if (context.IsJson) context.Output.WriteLine(JsonSerializer.Serialize(LabRunJson.From(model), ViewJson.Options));
        else
        {
            context.Output.WriteLine($"run {model.Run.Id.ToString(CultureInfo.InvariantCulture)} on {model.Run.Tree} {model.Run.Commit[..12]}{(model.Run.Facts is { } facts ? $", {facts.Release} by {facts.Accelerator.ToUpperInvariant()}" : "")}");
            RunText.Write(context.Output, model.Compared);
            if (model.Report is { } report) RunText.Write(context.Output, report, isAll: false);
            else context.Output.WriteLine($"{model.Run.End}: {TerminalText.Line(model.Run.Says)}");
        }

        return model.Run.End == "not-made" ? ExitStatus.Outside : (model.Run.Worse ?? model.Run.End != "passed") ? ExitStatus.No : ExitStatus.Done;
    }
}
