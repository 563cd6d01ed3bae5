using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tributary.Git;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary><c>trib window</c>: whether mainline's merge window is open, and what waits for its end.</summary>
internal static class WindowCommand
{
    private const int MostHeld = 1000;

    private static readonly Option<bool> Held = new("--held") { Description = "List the series that are on hold for it, or were freed when it closed." };

    /// <summary>The command.</summary>
    public static Command Create() => new Command("window", "Says whether the merge window is open, since when, and what is next (TREE-7).") { Held, GlobalOptions.Project, GlobalOptions.Json }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        var reader = new WindowReader(database, context.TreeFolder, TimeProvider.System);
        await reader.RefreshAsync(cancel);
        var standing = await reader.ReadAsync(cancel);
        var projects = await new ProjectQueries(database).ListAsync(cancel);
        var held = projects.Count == 0 ? [] : await new WindowStore(database).ListHeldAsync((await ProjectChoice.FindAsync(context, database, cancel)).Id, release: null, isHeld: false, MostHeld, cancel);
        var view = WindowView.From(standing, standing is null ? held : held.Where(one => one.Release == standing.Coming));
        if (context.IsJson) await context.Output.WriteLineAsync(JsonSerializer.Serialize(view, ViewJson.Options));
        if (standing is null) return context.IsJson ? ExitStatus.No : throw CommandException.No("no release of mainline is known here: trib tree add mainline, then trib tree fetch mainline");
        if (!context.IsJson) Write(context.Output, view, context.Get(Held));
        return ExitStatus.Done;
    }

    private static void Write(TextWriter output, WindowView view, bool isHeldListed)
    {
        output.WriteLine($"The merge window is {(view.Open == true ? $"open: {view.Coming} is being put together" : $"closed: {view.Coming} is being made ready ({view.Newest})")}.");
        output.WriteLine(view.Reason);
        output.WriteLine(view.Open == true ? $"The window is likely to close about {Day(view.ClosesAbout)}, and to open again about {Day(view.OpensAbout)}." : $"The window is likely to open about {Day(view.OpensAbout)}, and to close about {Day(view.ClosesAbout)}.");
        var held = view.Held.Count(one => one.Held);
        if (view.Held.Count > 0) output.WriteLine($"{held} series on hold for it, {view.Held.Count - held} free again.");
        if (!isHeldListed) return;
        foreach (var one in view.Held) output.WriteLine($"  {one.Series}  {TerminalText.Line(one.Tree ?? "")}  {TerminalText.Line(one.Name)}{(one.Held ? "" : "  [free]")}");
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
