using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Checks of a patch: listed, shown, added.</summary>
internal sealed class CheckResource(PatchQueries patches, CheckQueries checks, CheckReports reports) : IApiResource
{
    /// <inheritdoc />
    public ImmutableArray<ApiRoute> Routes =>
    [
        new("patches/{id}/checks/", "Check List Create")
        {
            Get = ListAsync,
            Post = AddAsync,
            Answer = CheckShapes.Check,
            Parameters = ApiParameter.OfList(new("before"), new("since"), new("user"), new("state"), new("context")),
            BodyFields = CheckReports.Fields,
        },
        new("patches/{id}/checks/{check}/", "Check Detail") { Get = ShowAsync, Answer = CheckShapes.Check },
    ];

    private async Task<ApiAnswer> ListAsync(ApiRequest request, CancellationToken cancel)
    {
        var patch = request.Number("id");
        if (await patches.FindAsync(patch, cancel) is null) return ApiAnswer.NotFound;
        var filters = request.Filters;
        var filter = new CheckListFilter
        {
            Patch = patch,
            Users = [.. (await filters.UsersAsync("user", cancel)).Select(user => user.Id)],
            States = filters.Choice("state", CheckReports.FindState) is { } state ? [state] : [],
            Context = filters.Text("context"),
            Since = filters.Time("since"),
            Before = filters.Time("before"),
        };
        return await request.ListAsync(CheckShapes.Check, CheckQueries.OrderFields, page => checks.ListAsync(filter, page, cancel));
    }

    private async Task<ApiAnswer> ShowAsync(ApiRequest request, CancellationToken cancel) =>
        ApiAnswer.Of(CheckShapes.Check, await checks.FindAsync(request.Number("id"), request.Number("check"), cancel));

    private async Task<ApiAnswer> AddAsync(ApiRequest request, CancellationToken cancel)
    {
        if (await patches.FindAsync(request.Number("id"), cancel) is not { } patch) return ApiAnswer.NotFound;
        return await reports.AddAsync(patch, request, id => ShowNewAsync(patch.Id, id, request, cancel), cancel);
    }

    private async Task<ApiAnswer> ShowNewAsync(long patch, long id, ApiRequest request, CancellationToken cancel)
    {
        if (await checks.FindAsync(patch, id, cancel) is not { } check) return ApiAnswer.NotFound;
        return ApiAnswer.Created(CheckShapes.Check, check, request.Addresses.Url($"patches/{patch}/checks/{id}/"));
    }
}
