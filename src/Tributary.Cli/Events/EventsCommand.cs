using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tributary.Server;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Cli;

/// <summary><c>trib events</c>: what happened, the newest last.</summary>
internal static class EventsCommand
{
    private const int LinesOnTerminal = 50;
    private const int Batch = 500;

    private static readonly Option<string?> Category = new("--category") { Description = "Only events of this category, e.g. patch-state-changed.", HelpName = "CATEGORY" };
    private static readonly Option<string?> Since = new("--since") { Description = "Only events at or after this date (2024-11-30, 2024-11-30T12:00Z) or in the last days (30d).", HelpName = "WHEN" };
    private static readonly Option<string?> Limit = new("--limit") { Description = "The newest events, so many at most (default: 50; with --json no limit).", HelpName = "N" };

    private static readonly Option<string?> Project = new("--project") { Description = "Only events of this project, by its link name or an alias.", HelpName = "NAME" };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("events", "Lists what happened, the newest last: what arrived, who decided what, through what.") { Category, Since, Limit, Project, GlobalOptions.Json }
            .Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var (category, since) = (ReadCategory(context.Get(Category)), ReadSince(context.Get(Since)));
        var limit = ReadLimit(context.Get(Limit)) ?? (context.IsJson ? null : LinesOnTerminal);
        await using var database = await context.OpenDatabaseAsync(cancel);
        var projects = await UserText.ListProjectsAsync(database, cancel);
        var project = context.Get(Project) is { } name ? (await ProjectChoice.FindAsync(database, name, cancel)).Id : (long?)null;
        if (limit == 0) return ExitStatus.Done;
        var count = 0;
        await foreach (var one in ListAsync(new(database), new(project, category, since), limit, cancel))
        {
            await context.Output.WriteLineAsync(Tell(one, projects[one.Project], context.IsJson));
            count++;
        }

        return count > 0 ? ExitStatus.Done : throw CommandException.No("no event fits");
    }

    private static string Tell(EventListed one, string project, bool isJson)
    {
        if (CommandEventJson.From(one, project) is { } command) return isJson ? JsonSerializer.Serialize(command, ViewJson.Options) : command.ToLine();
        var view = EventJson.From(one, project);
        return isJson ? JsonSerializer.Serialize(view, ViewJson.Options) : EventText.LineOf(view);
    }

    private static async IAsyncEnumerable<EventListed> ListAsync(
        EventLog log, EventLogFilter filter, int? limit, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var after = limit is { } newest ? await log.FindStartAsync(filter, newest, cancel) : 0;
        while (true)
        {
            var page = await log.ListAsync(filter, after, Batch, cancel);
            foreach (var one in page) yield return one;
            if (page.Count < Batch) yield break;
            after = page[^1].Id;
        }
    }

    private static EventCategory? ReadCategory(string? slug)
    {
        if (slug is null) return null;
        return EventCategories.TryParse(slug, out var category) ? category
            : throw CommandException.Usage($"--category {slug} is no category; one of {string.Join(", ", EventCategories.All.Select(each => each.Slug))}");
    }

    private static DateTimeOffset? ReadSince(string? text) => text is null ? null
        : SinceText.TryParse(text, TimeProvider.System.GetUtcNow(), out var since) ? since
        : throw CommandException.Usage($"--since {text} is no date; write 2024-11-30, 2024-11-30T12:00Z or 30d");

    private static int? ReadLimit(string? text) => text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit
        : throw CommandException.Usage($"--limit {text} is no number of lines");
}
