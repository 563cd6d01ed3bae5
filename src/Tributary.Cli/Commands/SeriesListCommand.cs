using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tributary.Server;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Cli;

/// <summary><c>trib series list</c>: the queue, newest activity first.</summary>
internal static class SeriesListCommand
{
    private const int LinesOnTerminal = 50;

    // Series whose patches and earlier versions are fetched at once.
    private const int Batch = 250;

    private static readonly Option<string?> State = new("--state") { Description = "Only this state, e.g. new, under-review, changes-requested.", HelpName = "STATE" };
    private static readonly Option<string?> Tree = new("--tree") { Description = "Only this tree; \"none\" for those without one.", HelpName = "TREE" };
    private static readonly Option<string?> Delegate = new("--delegate") { Description = "Only those of this delegate.", HelpName = "NAME" };
    private static readonly Option<string?> Submitter = new("--submitter") { Description = "Only those of this address, or of people with this in their name or address.", HelpName = "WHO" };
    private static readonly Option<string?> Since = new("--since") { Description = "Only those sent at or after this date (2024-11-30, 2024-11-30T12:00Z) or in the last days (30d).", HelpName = "WHEN" };
    private static readonly Option<string?> Text = new("--text") { Description = "Only those whose name holds these words or beginnings of words.", HelpName = "WORDS" };
    private static readonly Option<string?> Owes = new("--owes") { Description = "Only those whose next move this one owes: maintainer, sender, ci or nobody.", HelpName = "WHO" };
    private static readonly Option<bool> Overdue = new("--overdue") { Description = "Only what a maintainer has owed for longer than is promised, the oldest promise first." };
    private static readonly Option<string?> Limit = new("--limit") { Description = "Lines at most (default: 50; with --json no limit).", HelpName = "N" };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("list", "Lists series, newest activity first.") { State, Tree, Delegate, Submitter, Since, Text, Owes, Overdue, Limit, GlobalOptions.Project, GlobalOptions.Json }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var filter = ReadFilter(context);
        var limit = ReadLimit(context.Get(Limit)) ?? (context.IsJson ? int.MaxValue : LinesOnTerminal);
        await using var database = await context.OpenDatabaseAsync(cancel);
        var project = await ProjectChoice.FindAsync(context, database, cancel);
        var queries = new SeriesQueries(database);
        var lines = queries.StreamAsync(filter with { Project = project.Id }, cancel).Take(limit);
        var count = context.IsJson ? await WriteJsonAsync(context.Output, queries, lines, cancel) : SeriesTable.Write(context.Output, await lines.ToListAsync(cancel));
        return count > 0 || limit == 0 ? ExitStatus.Done : throw CommandException.No($"no series of {project.Name} fits");
    }

    private static async Task<int> WriteJsonAsync(TextWriter output, SeriesQueries queries, IAsyncEnumerable<SeriesSummary> lines, CancellationToken cancel)
    {
        var (count, now) = (0, TimeProvider.System.GetUtcNow());
        await foreach (var batch in lines.Chunk(Batch).WithCancellation(cancel))
        {
            var contents = await queries.ListContentsAsync([.. batch.Select(line => line.Id)], cancel);
            foreach (var line in batch) await output.WriteLineAsync(JsonSerializer.Serialize(SeriesEntryView.From(line, contents[line.Id], now), ViewJson.Options));
            count += batch.Length;
        }

        return count;
    }

    private static SeriesFilter ReadFilter(CommandContext context) => new()
    {
        Project = 0,
        State = ReadState(context.Get(State)),
        Tree = context.Get(Tree) is "none" ? "" : context.Get(Tree),
        Delegate = context.Get(Delegate),
        Submitter = context.Get(Submitter),
        Text = context.Get(Text),
        Owes = ReadOwes(context.Get(Owes)),
        OverdueAt = context.Get(Overdue) ? TimeProvider.System.GetUtcNow() : null,
        Since = context.Get(Since) is { } since ? ReadSince(since) : null,
    };

    private static PatchState? ReadState(string? slug)
    {
        if (slug is null) return null;
        return PatchStates.TryParse(slug, out var state) ? state
            : throw CommandException.Usage($"--state {slug} is no state; one of {string.Join(", ", PatchStates.All.Select(each => each.Slug))}");
    }

    private static Owing? ReadOwes(string? slug)
    {
        if (slug is null) return null;
        return Owings.TryParse(slug, out var owes) ? owes : throw CommandException.Usage($"--owes {slug} is nobody; one of maintainer, sender, ci, nobody");
    }

    private static int? ReadLimit(string? text) => text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit
        : throw CommandException.Usage($"--limit {text} is no number of lines");

    private static DateTimeOffset ReadSince(string text) => SinceText.TryParse(text, TimeProvider.System.GetUtcNow(), out var since) ? since
        : throw CommandException.Usage($"--since {text} is no date; write 2024-11-30, 2024-11-30T12:00Z or 30d");
}
