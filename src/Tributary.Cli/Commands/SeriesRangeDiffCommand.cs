using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tributary.Patches;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary><c>trib series range-diff</c>: what became of the patches of a series since an earlier version, from the mails alone.</summary>
internal static class SeriesRangeDiffCommand
{
    private static readonly Argument<string> Which = new("ID|MESSAGE-ID") { Description = "The later version: its number, or the Message-Id of any message in it." };
    private static readonly Option<string?> From = new("--from") { Description = "The earlier version; by default the last before it.", HelpName = "ID|MESSAGE-ID" };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("range-diff", "Shows what changed since an earlier version: which patch is which, and how each differs.") { Which, From, GlobalOptions.Project, GlobalOptions.Json }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        var later = await SeriesShowCommand.FindAsync(context, database, context.Get(Which)!, cancel);
        var earlier = context.Get(From) is { } from ? await SeriesShowCommand.FindAsync(context, database, from, cancel) : null;
        var reader = new RangeDiffReader(new(database), new(database), new(database));
        if (await reader.ReadAsync(later.Summary.Id, earlier?.Summary.Id, cancel) is not { } model)
            throw CommandException.No(string.Create(CultureInfo.InvariantCulture, $"series {later.Summary.Id.Value} has no {(earlier is null ? "earlier version" : $"earlier version {earlier.Summary.Id.Value}")}; trib series show says which it has"));
        if (context.IsJson) await context.Output.WriteLineAsync(JsonSerializer.Serialize(RangeDiffView.From(model), ViewJson.Options));
        else Write(context.Output, model);
        return ExitStatus.Done;
    }

    // As git range-diff, with the numbers of the patches in place of commits.
    private static void Write(TextWriter output, RangeDiffModel model)
    {
        var width = model.Lines.Select(static line => Math.Max(Number(line.Old).Length, Number(line.New).Length)).DefaultIfEmpty(1).Max();
        foreach (var line in model.Lines)
        {
            output.WriteLine($"{Number(line.Old).PadLeft(width)} {line.Pair.Letter} {Number(line.New).PadLeft(width)}  {TerminalText.Line((line.New ?? line.Old)!.Title)}");
            foreach (var text in line.Pair.Lines) output.WriteLine($"    {TerminalText.Line(text)}");
        }
    }

    private static string Number(RangeDiffSide? side) => side is null ? "-" : side.Number.ToString(CultureInfo.InvariantCulture);
}
