using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Gathers what the page of a series shows.</summary>
internal sealed class SeriesReader(ProjectQueries projects, SeriesQueries series, MailShelf shelf, SeriesExtras extras)
{
    /// <summary>Reads a series with its discussion; null when no series bears that number.</summary>
    public async Task<SeriesModel?> ReadAsync(SeriesId number, Visitor visitor, CancellationToken cancel)
    {
        if (await series.FindAsync(number, cancel) is not { } detail) return null;
        var project = (await projects.ListAsync(cancel)).First(one => one.Id == detail.Summary.Project);
        var targets = TargetsOf(detail);
        var replies = detail.Thread.Where(entry => entry.Target is { } target && targets.Contains(target) && !targets.Contains(entry.Message)).Select(entry => entry.Message);
        var letter = detail.Summary.Cover ?? (detail.Summary.IsPullRequest || detail.Patches.Length == 1 ? detail.Summary.Head : null);
        IEnumerable<MessageId> wanted = letter is { } first ? replies.Prepend(first) : replies;
        var mails = await shelf.ReadAsync(project.Id, wanted, cancel);
        return await extras.AddAsync(new()
        {
            Project = project,
            Detail = detail,
            Letter = letter is { } id ? mails.GetValueOrDefault(id) : null,
            Discussions = [.. targets.Select(target => Discussion.Of(target, detail.Thread, mails)).Where(discussion => !discussion.Replies.IsEmpty)],
            Now = extras.Now,
        }, visitor, cancel);
    }

    private static ImmutableArray<MessageId> TargetsOf(SeriesDetail detail)
    {
        var patches = detail.Patches.Select(patch => patch.Message);

        // A series that a person put together may have further cover letters.
        var others = detail.Thread.Where(entry => entry.Kind is Patches.MailKind.CoverLetter && entry.Target == entry.Message).Select(entry => entry.Message);
        return [.. (detail.Summary.Cover is { } cover ? patches.Prepend(cover) : patches).Concat(others).Distinct()];
    }
}
