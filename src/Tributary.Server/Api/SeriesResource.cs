using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Series: listed and shown.</summary>
internal sealed class SeriesResource(SeriesApiQueries series) : IApiResource
{
    /// <inheritdoc />
    public ImmutableArray<ApiRoute> Routes =>
    [
        new("series/", "Series List")
        {
            Get = ListAsync,
            Answer = SeriesShapes.Series,
            Parameters = ApiParameter.OfList(new("before"), new("since"), new("project"), new("submitter")),
        },
        new("series/{id}/", "Series Detail") { Get = ShowAsync, Answer = SeriesShapes.Series },
    ];

    private async Task<ApiAnswer> ListAsync(ApiRequest request, CancellationToken cancel)
    {
        var filters = request.Filters;
        var filter = new SeriesListFilter
        {
            Projects = filters.Projects("project"),
            Submitters = await filters.PeopleAsync("submitter", cancel),
            Since = filters.Time("since"),
            Before = filters.Time("before"),
            Words = filters.Words,
        };
        return await request.ListAsync(SeriesShapes.Series, SeriesApiQueries.OrderFields, page => series.ListAsync(filter, page, cancel));
    }

    private async Task<ApiAnswer> ShowAsync(ApiRequest request, CancellationToken cancel) =>
        ApiAnswer.Of(SeriesShapes.Series, await series.FindAsync(request.Number("id"), cancel));
}
