using Tributary.Store;

namespace Tributary.Server;

/// <summary>Adds to the page of a series what people did with it, and the desk of the visitor.</summary>
internal sealed class SeriesExtras(Database database, WorkQueries work, VerdictQueries verdicts, SeriesDesk desk)
{
    private readonly TagQueries tags = new(database);
    private readonly RelinkQueries relinks = new(database);
    private readonly SeriesPullReader pulls = new(database);
    private readonly LabRunQueries runs = new(database);

    /// <summary>The time.</summary>
    public DateTimeOffset Now => desk.Now;

    /// <summary>The page with it.</summary>
    public async Task<SeriesModel> AddAsync(SeriesModel model, Visitor visitor, CancellationToken cancel)
    {
        var series = model.Detail.Summary;
        var verdict = await verdicts.FindAsync(series.Id, cancel);
        var earlier = verdict is not null && model.Detail.Earlier.FirstOrDefault(link => link.Replaces is null) is { } link ? await verdicts.FindAsync(link.Id, cancel) : null;
        return await desk.LayAsync(model with
        {
            Verdict = verdict,
            VerdictChange = verdict is not null && earlier is not null ? VerdictChange.Between(earlier, verdict) : null,
            Tags = (await tags.ListAsync([series.Id], cancel)).GetValueOrDefault(series.Id, []),
            Relinks = await relinks.ListAsync(series.Id, cancel),
            Commands = await work.ListCommandsAsync(series.Id, cancel),
            Pull = await pulls.FindAsync(series, cancel),
            Runs = await runs.ListOfSeriesAsync(series.Id, cancel),
            History = await work.ListHistoryAsync(series.Id, cancel),
        }, visitor, cancel);
    }
}
