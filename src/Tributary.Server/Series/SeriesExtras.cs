using Tributary.Store;

namespace Tributary.Server;

/// <summary>Adds to the page of a series what people did with it, and the desk of the visitor.</summary>
internal sealed class SeriesExtras(TagQueries tags, RelinkQueries relinks, WorkQueries work, SeriesDesk desk)
{
    /// <summary>The time.</summary>
    public DateTimeOffset Now => desk.Now;

    /// <summary>The page with it.</summary>
    public async Task<SeriesModel> AddAsync(SeriesModel model, Visitor visitor, CancellationToken cancel)
    {
        var series = model.Detail.Summary;
        return await desk.LayAsync(model with
        {
            Tags = (await tags.ListAsync([series.Id], cancel)).GetValueOrDefault(series.Id, []),
            Relinks = await relinks.ListAsync(series.Id, cancel),
            History = await work.ListHistoryAsync(series.Id, cancel),
        }, visitor, cancel);
    }
}
