using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary><c>trib series show</c>: one series with all that belongs to it.</summary>
internal static class SeriesShowCommand
{
    private static readonly Argument<string> Which = new("ID|MESSAGE-ID") { Description = "The number of a series, or the Message-Id of any message in it, with or without <>." };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("show", "Shows a series: its cover letter, patches, tags, versions and discussion.") { Which, GlobalOptions.Project, GlobalOptions.Json }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenDatabaseAsync(cancel);
        var detail = await FindAsync(context, database, context.Get(Which)!, cancel);
        var pull = await new SeriesPullReader(database).FindAsync(detail.Summary, cancel);
        if (context.IsJson)
        {
            var view = SeriesView.From(detail, TimeProvider.System.GetUtcNow()) with { Pull = pull is null ? null : SeriesPullView.From(pull) };
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(view, ViewJson.Options));
            return ExitStatus.Done;
        }

        var cover = detail.Summary.Cover is { } id ? await new MessageQueries(database).FindAsync(detail.Summary.Project, id, cancel) : null;
        if (pull is not null) await context.Output.WriteLineAsync(TerminalText.Line($"Pull:      {pull.Pulled} {pull.Counts}{string.Concat(pull.Differences.Select(static one => FormattableString.Invariant($" {one.What}: it says {one.Stated}, git {one.Counted}.")))}"));
        SeriesSheet.Write(context.Output, detail, cover is null ? null : PatchMail.Read(MessageReader.Read(cover.Raw)).Content);
        return ExitStatus.Done;
    }

    /// <summary>The series of a number, or of the Message-Id of any message in it.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static async Task<SeriesDetail> FindAsync(CommandContext context, Database database, string which, CancellationToken cancel)
    {
        var queries = new SeriesQueries(database);
        if (long.TryParse(which, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return await queries.FindAsync(new(number), cancel) ?? throw CommandException.No($"there is no series {which}; trib series list says which there are");
        var (project, message) = await MessageChoice.FindAsync(context, database, which, cancel);
        return await queries.FindByMessageAsync(project.Id, message.Id, cancel) ?? throw CommandException.No($"the message {message.Id} belongs to no series");
    }
}
