using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Patches and pull requests: listed, shown, changed.</summary>
internal sealed class PatchResource(PatchQueries patches, MailContentReader mails, PatchEdits edits) : IApiResource
{
    /// <inheritdoc />
    public ImmutableArray<ApiRoute> Routes =>
    [
        new("patches/", "Patch List")
        {
            Get = ListAsync,
            Answer = PatchShapes.List,
            Parameters = ApiParameter.OfList(
                new("before"), new("since"), new("project"), new("series"), new("submitter"), new("delegate"), new("state"), new("archived"),
                new("hash", ApiVersion.V12), new("msgid", ApiVersion.V12)),
        },
        new("patches/{id}/", "Patch Detail")
        {
            Get = ShowAsync,
            Put = (request, cancel) => ChangeAsync(request, isPartial: false, cancel),
            Patch = (request, cancel) => ChangeAsync(request, isPartial: true, cancel),
            Answer = PatchShapes.Detail,
            BodyFields = PatchEdits.Fields,
        },
    ];

    private async Task<ApiAnswer> ListAsync(ApiRequest request, CancellationToken cancel)
    {
        var filters = request.Filters;
        var filter = new PatchListFilter
        {
            Projects = filters.Projects("project"),
            Series = filters.Numbers("series"),
            Submitters = await filters.PeopleAsync("submitter", cancel),
            Delegates = [.. (await filters.UsersAsync("delegate", cancel)).Select(user => user.Username)],
            States = filters.States("state"),
            IsArchived = filters.Flag("archived"),
            Hash = filters.Text("hash"),
            MessageId = filters.MessageId("msgid"),
            Since = filters.Time("since"),
            Before = filters.Time("before"),
            Words = filters.Words,
        };
        return await request.ListAsync(PatchShapes.List, PatchQueries.OrderFields, page => patches.ListAsync(filter, page, cancel));
    }

    private async Task<ApiAnswer> ShowAsync(ApiRequest request, CancellationToken cancel)
    {
        if (await patches.FindAsync(request.Number("id"), cancel) is not { } patch) return ApiAnswer.NotFound;
        return ApiAnswer.Of(PatchShapes.Detail, new PatchDetailed(patch, await mails.ReadAsync(patch.Project, patch.MessageId, cancel))) with { Standing = SeenPatch.Of(patch) };
    }

    private async Task<ApiAnswer> ChangeAsync(ApiRequest request, bool isPartial, CancellationToken cancel)
    {
        if (await patches.FindAsync(request.Number("id"), cancel) is not { } patch) return ApiAnswer.NotFound;
        return await edits.RunAsync(patch, request, isPartial, () => ShowAsync(request, cancel), cancel);
    }
}
