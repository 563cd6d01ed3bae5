using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Cover letters: listed and shown.</summary>
internal sealed class CoverResource(CoverQueries covers, MailContentReader mails) : IApiResource
{
    /// <inheritdoc />
    public ImmutableArray<ApiRoute> Routes =>
    [
        new("covers/", "Cover List")
        {
            Get = ListAsync,
            Answer = CoverShapes.List,
            Parameters = ApiParameter.OfList(new("before"), new("since"), new("project"), new("series"), new("submitter"), new("msgid", ApiVersion.V12)),
        },
        new("covers/{id}/", "Cover Detail") { Get = ShowAsync, Answer = CoverShapes.Detail },
    ];

    private async Task<ApiAnswer> ListAsync(ApiRequest request, CancellationToken cancel)
    {
        var filters = request.Filters;
        var filter = new CoverListFilter
        {
            Projects = filters.Projects("project"),
            Series = filters.Numbers("series"),
            Submitters = await filters.PeopleAsync("submitter", cancel),
            MessageId = filters.MessageId("msgid"),
            Since = filters.Time("since"),
            Before = filters.Time("before"),
            Words = filters.Words,
        };
        return await request.ListAsync(CoverShapes.List, CoverQueries.OrderFields, page => covers.ListAsync(filter, page, cancel));
    }

    private async Task<ApiAnswer> ShowAsync(ApiRequest request, CancellationToken cancel)
    {
        if (await covers.FindAsync(request.Number("id"), cancel) is not { } cover) return ApiAnswer.NotFound;
        return ApiAnswer.Of(CoverShapes.Detail, new CoverDetailed(cover, await mails.ReadAsync(cover.Project, cover.MessageId, cancel)));
    }
}
