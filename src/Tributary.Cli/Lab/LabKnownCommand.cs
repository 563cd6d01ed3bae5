using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary><c>trib lab known</c>: tests that are known to fail, with the reason and an end.</summary>
internal static class LabKnownCommand
{
    private static readonly Argument<string> Tree = new("TREE") { Description = "The tree." };
    private static readonly Argument<string> Test = new("TEST") { Description = "The test's key, as the page of a run has it: test_verifier:NAME:u." };
    private static readonly Argument<long> Number = new("ID") { Description = "Its number in the list." };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why it fails, a sentence.", Required = true };
    private static readonly Option<string?> Until = new("--until") { Description = "The day (2026-12-31) or the commit with which that ends.", HelpName = "DAY|COMMIT" };

    /// <summary>The command.</summary>
    public static Command Create() => new("known", "Tests that are known to fail.")
    {
        new Command("add", "A test is known to fail, for a reason and until a day or a commit.") { Tree, Test, Reason, Until }.Runs(AddAsync),
        new Command("list", "The tests that are known to fail; it ends with 1 when an end has come.") { GlobalOptions.Json }.Runs(ListAsync),
        new Command("remove", "A test is known to fail no more.") { Number }.Runs(RemoveAsync),
    };

    private static async Task<int> AddAsync(CommandContext context, CancellationToken cancel)
    {
        var until = context.Get(Until);
        DateTimeOffset? day = DateTimeOffset.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
        if (until is not null && day is null && (until.Length < 7 || !until.All(char.IsAsciiHexDigit))) throw CommandException.Usage($"--until {until} is neither a day (2026-12-31) nor a commit");

        await using var database = await context.OpenDatabaseAsync(cancel);
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        var known = new KnownFailure(0, context.Get(Tree)!, context.Get(Test)!, context.Get(Reason)!, day, day is null ? until : null);
        var id = await new LabRunStore(write).AddKnownAsync(known, TimeProvider.System.GetUtcNow(), cancel);
        await write.CommitAsync(cancel);
        context.Output.WriteLine(id.ToString(CultureInfo.InvariantCulture));
        return ExitStatus.Done;
    }

    private static async Task<int> ListAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        var ends = new KnownEnds(database, context.TreeFolder, TimeProvider.System);
        var isAnyOver = false;
        foreach (var known in await new LabRunQueries(database).ListKnownAsync(cancel))
        {
            var isOver = await ends.IsOverAsync(known, cancel);
            isAnyOver |= isOver;
            if (context.IsJson) context.Output.WriteLine(JsonSerializer.Serialize(new { known.Id, known.Tree, known.Test, known.Reason, known.UntilAt, known.UntilCommit, over = isOver }, ViewJson.Options));
            else context.Output.WriteLine($"{known.Id} {known.Tree} {TerminalText.Line(known.Test)}: {TerminalText.Line(known.Reason)}{(known.UntilAt is { } day ? $" (until {day:yyyy-MM-dd})" : known.UntilCommit is { } commit ? $" (until {commit})" : "")}{(isOver ? "; that has come: does it still fail?" : "")}");
        }

        return isAnyOver ? ExitStatus.No : ExitStatus.Done;
    }

    private static async Task<int> RemoveAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        var isRemoved = await new LabRunStore(write).RemoveKnownAsync(context.Get(Number), cancel);
        await write.CommitAsync(cancel);
        return isRemoved ? ExitStatus.Done : throw CommandException.No($"there is no {context.Get(Number)}; trib lab known list says which there are");
    }
}
