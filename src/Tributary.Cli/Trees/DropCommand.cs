using System.CommandLine;
using Tributary.Server;
using Tributary.Workflow;

namespace Tributary.Cli;

/// <summary><c>trib drop</c>: a series out of a tree again.</summary>
internal static class DropCommand
{
    private static readonly Option<string?> Why = new("--why") { Description = "Why: it is in the letter to the sender, and in the message of a revert.", HelpName = "TEXT" };

    /// <summary>The command.</summary>
    public static Command Create() => new Command("drop", "Take a series out of a tree again, by a rebase or a revert as the tree says, and set it back.")
    {
        ApplyOptions.Series, ApplyOptions.Tree, Why, ApplyOptions.Signer, GlobalOptions.Project,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var signer = ApplyOptions.ReadSigner(context);
        await using var database = await context.OpenDatabaseAsync(cancel);
        var detail = await SeriesShowCommand.FindAsync(context, database, context.Get(ApplyOptions.Series)!, cancel);
        var request = new DropRequest(detail.Summary.Id, ApplyOptions.Actor(), signer) { Tree = context.Get(ApplyOptions.Tree), Why = context.Get(Why) ?? "" };
        switch (await new DropStep(await ApplyOptions.ToolsAsync(context, database, cancel)).RunAsync(request, cancel))
        {
            case DropOutcome.Dropped dropped:
                context.Output.WriteLine($"out of {dropped.Tree}, which is at {dropped.Tip.Short} now; the series is {dropped.State.Slug}");
                return ExitStatus.Done;
            case DropOutcome.Conflict conflict: throw CommandException.No($"taking it out conflicts with what came after it: {string.Join(", ", conflict.Paths)}");
            case DropOutcome.Refused refused: throw CommandException.No(refused.Sentence.TrimEnd('.'));
            case var other: throw CommandException.Outside($"{other}");
        }
    }
}
