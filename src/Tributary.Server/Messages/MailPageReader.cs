using Tributary.Store;

namespace Tributary.Server;

/// <summary>Gathers what the page of a message shows.</summary>
internal sealed class MailPageReader(ProjectQueries projects, MessageQueries messages, SeriesQueries series, VerdictQueries verdicts, MailShelf shelf)
{
    /// <summary>The first of the readings of an address whose message is here, in any project; null when none is.</summary>
    public async Task<FoundMail?> FindAsync(AddressedId address, CancellationToken cancel)
    {
        foreach (var reading in address.Readings)
        {
            foreach (var project in await projects.ListAsync(cancel))
            {
                if (await messages.FindAsync(project.Id, reading.Id, cancel) is { } stored) return new(project, stored, reading.Form);
            }
        }

        return null;
    }

    /// <summary>Reads what was found, with its series and the answers to it.</summary>
    /// <param name="found">The message.</param>
    /// <param name="now">The time of the page.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<MailModel> ReadAsync(FoundMail found, DateTimeOffset now, CancellationToken cancel)
    {
        var detail = found.Stored.Series is { } id ? await series.FindAsync(id, cancel) : null;
        var model = MailModel.Of(found.Project, found.Stored, detail, now);
        var texts = await shelf.ReadAsync(found.Project.Id, model.Discussion.Replies.Select(reply => reply.Entry.Message), cancel);
        var verdict = detail is null ? null : await verdicts.FindAsync(detail.Summary.Id, cancel);
        return model with
        {
            Discussion = model.Discussion.With(texts),
            Findings = [.. (verdict?.Findings ?? []).Where(finding => finding.Message == found.Stored.Id).OrderBy(finding => finding.Place.Part).ThenBy(finding => finding.Place.Line)],
        };
    }
}

/// <summary>A message that an address leads to.</summary>
/// <param name="Project">The project in which it is.</param>
/// <param name="Stored">The message.</param>
/// <param name="Form">What is asked for of it.</param>
internal sealed record FoundMail(StoredProject Project, StoredMessage Stored, AnswerForm Form);
