using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tributary.Server;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Cli;

/// <summary><c>trib outbox list</c></summary>
internal static class OutboxListCommand
{
    private const int LinesOnTerminal = 50;
    private const int Batch = 200;

    private static readonly Option<string?> State = new("--state") { Description = "Only letters in this state: waiting, sending, sent, failed, dry-run, cancelled.", HelpName = "STATE" };
    private static readonly Option<string?> Kind = new("--kind") { Description = $"Only letters of this kind: {string.Join(", ", LetterView.Kinds)}.", HelpName = "KIND" };
    private static readonly Option<string?> Limit = new("--limit") { Description = "The newest letters, so many at most (default: 50; with --json no limit).", HelpName = "N" };

    /// <summary>The command.</summary>
    public static Command Create() => new Command("list", "Lists the letters, the newest first.") { State, Kind, Limit, GlobalOptions.Json }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var filter = new OutboxFilter { State = ReadState(context.Get(State)), Kind = context.Get(Kind) };
        var left = ReadLimit(context.Get(Limit)) ?? (context.IsJson ? int.MaxValue : LinesOnTerminal);
        await using var database = await context.OpenDatabaseAsync(cancel);
        var queries = new OutboxQueries(database);
        LetterId? before = null;
        while (left > 0)
        {
            var page = await queries.ListAsync(filter, before, Math.Min(left, Batch), cancel);
            if (page.Count == 0) break;
            foreach (var view in page.Select(LetterView.From)) context.Output.WriteLine(context.IsJson ? JsonSerializer.Serialize(view, ViewJson.Options) : LineOf(view));
            (before, left) = (page[^1].Id, left - page.Count);
        }

        return before is not null || left == 0 ? ExitStatus.Done : throw CommandException.No("there is no such letter");
    }

    private static string LineOf(LetterView letter)
    {
        var recipients = string.Join(", ", letter.Recipients.Select(static one => one.Address));
        var error = letter.Error is { } why ? $": {why}" : "";
        return TerminalText.Line(string.Create(
            CultureInfo.InvariantCulture, $"{letter.Id,6}  {TerminalText.Time(letter.Written)}  {letter.State,-9}  {recipients}  {letter.Subject}{error}"));
    }

    private static LetterState? ReadState(string? slug)
    {
        if (slug is null) return null;
        return LetterStates.TryParse(slug, out var state) ? state
            : throw CommandException.Usage($"--state {slug} is no state of a letter; one of {string.Join(", ", LetterStates.All.Select(static each => each.Slug))}");
    }

    private static int? ReadLimit(string? text) => text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit
        : throw CommandException.Usage($"--limit {text} is no number of lines");
}
