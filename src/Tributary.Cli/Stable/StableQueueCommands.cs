using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Tributary.Mail;
using Tributary.Policy;
using Tributary.Server;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Cli;

/// <summary><c>trib stable queue, request, refuse, submit</c>: the queue for stable kernels.</summary>
internal static class StableQueueCommands
{
    // The list shall not wait long; a server tries the rest.
    private const int MostTrials = 30;

    private static readonly Argument<string[]> Commits = new("COMMIT") { Description = "Commits or titles.", Arity = ArgumentArity.OneOrMore };
    private static readonly Argument<string> One = new("COMMIT") { Description = "A commit of the queue." };
    /// <summary>The branches that are meant.</summary>
    internal static readonly Option<string[]> Branch = new("--branch") { Description = "A stable branch: 6.6. Without it every branch that needs the fix is meant.", HelpName = "BRANCH" };
    private static readonly Option<string?> Why = new("--why") { Description = "Why: it stands in the mail and on the page.", HelpName = "TEXT" };
    private static readonly Option<string[]> To = new("--to") { Description = "The maintainers to write to; without it those that MAINTAINERS of mainline names for the lists of the profile.", HelpName = "ADDRESS" };
    private static readonly Option<string?> State = new("--state") { Description = "held, exposed, due, submitted, landed … or * for all; without it what is open.", HelpName = "STAGE" };
    /// <summary>Whether nothing is to be written.</summary>
    internal static readonly Option<bool> DryRun = new("--dry-run") { Description = "Print the mail; write nothing." };

    /// <summary>The commands.</summary>
    public static IEnumerable<Command> Create() =>
    [
        new Command("queue", "List the queue: how far each fix is in every branch, and why.") { State, GlobalOptions.Project, GlobalOptions.Json }.Runs(ListAsync),
        new Command("request", "Ask the maintainers by mail to queue commits for stable, netdev in Cc, and note it in the queue.") { Commits, Branch, Why, To, DryRun, GlobalOptions.Project }.Runs(RequestAsync),
        new Command("refuse", "Say that a fix does not go to a branch, or to none.") { One, Branch, Why, GlobalOptions.Project }.Runs(RefuseAsync),
        StableSubmitCommand.Create(),
    ];

    private static async Task<int> ListAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        var (project, profile) = await StableProject.FindAsync(context, database, cancel);
        await new StableCollectStep(database, TimeProvider.System).RunAsync(project, profile, cancel);
        await new StableMailStep(database).RunAsync(project, cancel);
        var desk = new StableDesk(database, context.TreeFolder, TimeProvider.System);
        await new StableTrialStep(database, desk, TimeProvider.System).RunAsync(project, profile, MostTrials, cancel);
        var entries = await desk.ListAsync(project, profile, cancel);
        if (StableModel.Choose(entries, context.Get(State) ?? "") is not { } chosen) throw CommandException.Usage($"there is no stage {context.Get(State)}");
        foreach (var entry in chosen)
        {
            if (context.IsJson)
            {
                context.Output.WriteLine(JsonSerializer.Serialize(StableFixView.From(entry), ViewJson.Options));
                continue;
            }

            context.Output.WriteLine($"{entry.Commit.Short} {TerminalText.Line(entry.Fix.Title)}");
            foreach (var one in entry.Following) context.Output.WriteLine($"  ! {(one.IsRevert ? "taken back by" : "fixed again by")} {TerminalText.Line(StableWords.Name(one.Commit))}, {StableWords.Since(one.Release)}");
            foreach (var step in entry.Steps) context.Output.WriteLine($"  {step.Branch,-6} {WhereBranchView.Slug(step.Stage.ToString()),-10} {TerminalText.Line(step.Why)}{(step.IsOpen && entry.Trials.GetValueOrDefault(step.Branch) is { Applies: false } trial ? "; " + TerminalText.Line(trial.Said) : "")}");
        }

        return chosen.IsEmpty ? ExitStatus.No : ExitStatus.Done;
    }

    private static async Task<int> RequestAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        var (project, profile) = await StableProject.FindAsync(context, database, cancel);
        var desk = new StableDesk(database, context.TreeFolder, TimeProvider.System);
        var step = new StableRequestStep(database, desk, new(MailIdentity.Unset, TimeProvider.System), TimeProvider.System);
        var wish = new StableWish([.. context.Get(Commits)!], Branches(context), Environment.UserName, context.Get(Why) ?? "", [.. (context.Get(To) ?? []).Select(ReadAddress)]);
        switch (await step.RunAsync(project, profile, wish, context.Get(DryRun), cancel))
        {
            case StableRequestOutcome.Refused refused:
                throw CommandException.No(refused.Why);
            case StableRequestOutcome.Written written:
                Write(context, written.Letter);
                return ExitStatus.Done;
            default:
                throw CommandException.No("this was asked for before");
        }
    }

    private static async Task<int> RefuseAsync(CommandContext context, CancellationToken cancel)
    {
        if (context.Get(Why) is not { Length: > 0 } why) throw CommandException.Usage("say why by --why: it stands on the page");
        await using var database = await context.OpenDatabaseAsync(cancel);
        var (project, profile) = await StableProject.FindAsync(context, database, cancel);
        var desk = new StableDesk(database, context.TreeFolder, TimeProvider.System);
        var name = context.Get(One)!;
        var entry = (await desk.ListAsync(project, profile, cancel)).FirstOrDefault(one => one.Commit.Hex.StartsWith(name, StringComparison.Ordinal) || one.Fix.Commit.Hex.StartsWith(name, StringComparison.Ordinal)) ?? throw CommandException.No($"{name} is not in the queue; see trib stable queue");
        foreach (var branch in Branches(context) is { IsEmpty: false } some ? some : [""])
            await new StableStep(database, desk, TimeProvider.System).RefuseAsync(project, entry.Fix.Id, new(branch, StableMarkKind.Refused, why, Environment.UserName, TimeProvider.System.GetUtcNow()), cancel);
        return ExitStatus.Done;
    }

    /// <summary>The branches that <c>--branch</c> names.</summary>
    internal static ImmutableArray<string> Branches(CommandContext context) => [.. (context.Get(Branch) ?? []).SelectMany(static text => StableRequest.ReadBranches(text))];

    /// <summary><c>Name &lt;address&gt;</c>, or an address alone.</summary>
    /// <exception cref="CommandException">Nobody can be written to there.</exception>
    internal static Mailbox ReadAddress(string text)
    {
        var (open, close) = (text.IndexOf('<', StringComparison.Ordinal), text.LastIndexOf('>'));
        var isNamed = open >= 0 && close > open;
        return LetterAddress.TryRead(isNamed ? text[(open + 1)..close].Trim() : text.Trim(), out var address)
            ? new(isNamed ? text[..open].Trim(' ', '"') : "", address) : throw CommandException.Usage($"{text} is no address to write to");
    }

    /// <summary>Prints a letter.</summary>
    internal static void Write(CommandContext context, OutgoingLetter letter)
    {
        context.Output.WriteLine($"To: {TerminalText.Line(string.Join(", ", letter.To.Select(static one => one.Address)))}");
        if (!letter.Cc.IsDefaultOrEmpty) context.Output.WriteLine($"Cc: {TerminalText.Line(string.Join(", ", letter.Cc.Select(static one => one.Address)))}");
        context.Output.WriteLine($"Subject: {TerminalText.Line(letter.Subject)}");
        context.Output.WriteLine();
        foreach (var line in letter.Text.TrimEnd('\n').Split('\n')) context.Output.WriteLine(TerminalText.Line(line));
    }
}
