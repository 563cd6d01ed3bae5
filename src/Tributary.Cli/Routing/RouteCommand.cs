using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tributary.Policy;
using Tributary.Server;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Cli;

/// <summary><c>trib route</c>: which tree takes patches, how sure that is, and why.</summary>
internal static class RouteCommand
{
    private static readonly Option<string?> Set = new("--set") { Description = "Say by hand which tree takes a series of the queue; \"none\" for none of ours, \"auto\" to leave it to routing again.", HelpName = "TREE" };

    private static readonly Option<string?> Why = new("--reason") { Description = "With --set: why, in words; it stands on the page of the series.", HelpName = "WORDS" };

    /// <summary>The command.</summary>
    public static Command Create() => new Command("route", "Says which tree takes a series, how sure that is, and why.")
    {
        CheckOptions.What, CheckOptions.Profile, CheckOptions.Tree, CheckOptions.Prefix, Set, Why, GlobalOptions.Project, GlobalOptions.Json,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        if (context.Get(Set) is { } tree) return await SetAsync(context, tree, cancel);
        var profile = ProfileChoice.Get(context);
        var input = await CheckInput.ReadAsync(context, context.Get(CheckOptions.What) ?? [], cancel);
        var standing = input.Files.Select(static file => file.Standing).FirstOrDefault(static one => one is not null);
        var only = input.Files.Select(static file => file.Only).FirstOrDefault(static head => head is not null);
        ImmutableArray<RouteQuestion> questions =
            [.. RouteSorting.Sort([.. input.Files.SelectMany(static file => file.Mails).Select(static mail => mail.Part)]).Where(question => only is null || question.Head == only)];
        var answers = new List<(RouteQuestion Question, RouteDecision Decision)>();
        foreach (var question in questions)
            answers.Add((question, Router.Decide(profile, question.Facts with { Fixed = await FixedSeries.FindAsync(context, input.Repository, question, profile, cancel) })));
        if (answers.Count == 0) throw CommandException.No("there is no series in this");
        foreach (var (question, decision) in answers)
        {
            if (context.IsJson) await context.Output.WriteLineAsync(JsonSerializer.Serialize(RouteView.From(question.Name, decision) with { Standing = standing?.Tree, StandingReason = standing?.Reason }, ViewJson.Options));
            else Write(context.Output, question, decision, withName: answers.Count > 1);
        }

        // What somebody said by hand goes before what is weighed here.
        if (standing is not null && !context.IsJson && answers is [var (_, weighed)] && standing.Tree != weighed.Tree)
            context.Output.WriteLine($"In the queue it is for {TerminalText.Line(standing.Tree ?? "none of ours")}: {TerminalText.Line(standing.Reason)}");
        return standing?.Tree is not null || answers.Exists(static answer => answer.Decision.Tree is not null) ? ExitStatus.Done : ExitStatus.No;
    }

    private static async Task<int> SetAsync(CommandContext context, string tree, CancellationToken cancel)
    {
        if (context.Get(CheckOptions.What) is not [var which]) throw CommandException.Usage("--set wants one series of the queue: its number or a Message-Id");
        await using var database = await context.OpenDatabaseAsync(cancel);
        var detail = await SeriesShowCommand.FindAsync(context, database, which, cancel);
        var decision = new Decision { Tree = new(tree switch { "none" => null, "auto" => "", _ => tree }), TreeWhy = context.Get(Why) };
        UserOptions.EnsureDone(await new DecisionStep(database, ProfileFile.Find).RunOnSeriesAsync(detail.Summary.Id, decision, UserOptions.NewActor(), cancel), $"there is no series {which}");
        var after = (await new SeriesQueries(database).FindAsync(detail.Summary.Id, cancel))!.Summary;
        context.Output.WriteLine($"{TerminalText.Line(after.Tree ?? "none of ours")}: {TerminalText.Line(after.TreeReason)}");
        return ExitStatus.Done;
    }

    private static void Write(TextWriter output, RouteQuestion question, RouteDecision decision, bool withName)
    {
        if (withName) output.WriteLine(TerminalText.Line(question.Name));
        output.WriteLine($"{decision.Tree ?? "none of ours"} ({decision.Sureness}, {decision.Percent}): {TerminalText.Line(decision.Reason)}");
        foreach (var sign in decision.Evidence)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {(sign.Points < 0 ? "against" : "for    ")} {Math.Abs(sign.Points):0.00}  {TerminalText.Line(sign.Says)}"));
    }
}
