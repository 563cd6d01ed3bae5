using System.CommandLine;
using System.Text.Json;
using Tributary.Mail;
using Tributary.Server;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Cli;

/// <summary><c>trib tree where</c>: where an accepted patch is by now.</summary>
internal static class TreeWhereCommand
{
    private static readonly Argument<string> What = new("COMMIT|MESSAGE-ID") { Description = "A commit, its name abbreviated to 7 digits or more, or the Message-Id of a patch." };

    /// <summary>The command.</summary>
    public static Command Create() => new Command("where", "Say where a patch is by now: which trees have it, as of which release.") { What, GlobalOptions.Json }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        var given = context.Get(What)!.Trim('<', '>');
        var queries = new CommitQueries(database);
        var found = given.Contains('@', StringComparison.Ordinal) ? await queries.ListOfMessageAsync(new(given), cancel) : await queries.ListOfCommitAsync(given.ToLowerInvariant(), cancel);
        if (found.IsEmpty) throw CommandException.No($"{TerminalText.Line(given)} is no commit or patch that a tree is known to have");
        var lines = new List<LedgerCommit>();
        foreach (var message in found.Select(static line => line.MessageId).Distinct()) lines.AddRange(await queries.ListOfMessageAsync(message, cancel));
        foreach (var flow in await TreeFlow.ListAsync(database, lines, cancel))
        {
            if (context.IsJson) await context.Output.WriteLineAsync(JsonSerializer.Serialize(TreeFlowView.From(flow), ViewJson.Options));
            else Write(context.Output, flow);
        }

        return ExitStatus.Done;
    }

    private static void Write(TextWriter output, TreeFlow flow)
    {
        output.WriteLine($"{TerminalText.Line(flow.Message.Value)}: {flow.Words}");
        foreach (var line in flow.Commits)
            output.WriteLine($"  {line.Commit.Short} {line.Tree}{(line.DroppedAt is { } dropped ? $", dropped {TerminalText.Time(dropped)}" : line.PushedAt is null ? ", not pushed" : "")} ({line.Found.Slug}: {TerminalText.Line(line.Reason)})");
        foreach (var fix in flow.Fixes) output.WriteLine($"  mended by {fix.By.Short} in {fix.Tree}: {TerminalText.Line(fix.Title)}");
    }
}
