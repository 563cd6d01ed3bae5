using System.Collections.Immutable;
using System.Globalization;
using Tributary.Mail;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary>The mail of a series of the queue.</summary>
internal static class QueueMail
{
    /// <summary>Reads the series of a number or of a Message-Id: its thread, from the database.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static async Task<CheckedFile> ReadAsync(CommandContext context, string which, CancellationToken cancel)
    {
        if (!long.TryParse(which, NumberStyles.None, CultureInfo.InvariantCulture, out _) && !which.Contains('@', StringComparison.Ordinal))
            throw CommandException.Usage($"{which}: there is no such file, and it is no revision range here, nor the number or Message-Id of a series");
        await using var database = await context.OpenDatabaseAsync(cancel);
        var queries = new SeriesQueries(database);
        var detail = await SeriesShowCommand.FindAsync(context, database, which, cancel);
        var messages = new MessageQueries(database);
        var earlier = detail.Earlier.Length > 0 ? await queries.FindAsync(detail.Earlier[0].Id, cancel) : null;
        var ids = IdsOf(detail).Concat(earlier is null ? [] : IdsOf(earlier));
        var mails = ImmutableArray.CreateBuilder<CheckedMail>();
        foreach (var id in ids.Distinct())
        {
            if (await messages.FindAsync(detail.Summary.Project, id, cancel) is { } stored) mails.Add(new(SeriesPart.Read(MessageReader.Read(stored.Raw)), 0));
        }

        return new($"series {detail.Summary.Id}", default, mails.ToImmutable()) { Only = detail.Summary.Head, Standing = new(detail.Summary.Tree, detail.Summary.TreeReason) };
    }

    private static IEnumerable<MessageId> IdsOf(SeriesDetail series) =>
        series.Thread.Select(entry => entry.Message).Concat(series.Patches.Select(patch => patch.Message)).Append(series.Summary.Head);
}
