using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Patches that somebody put together: public ones for all, private ones for their owner, to whom alone they exist.</summary>
internal sealed class BundleResource : IApiResource
{
    private static readonly ApiShape<BundleListed> Shape = new("Bundle",
    [
        new("id", (writer, bundle) => writer.Number(bundle.Id)),
        new("url", (writer, bundle) => writer.Url(PathOf(bundle))),
        new("web_url", ApiVersion.V11, (writer, bundle) => writer.Absolute(PatchworkAddresses.Bundle(bundle.Owner.Username, bundle.Name))),
        new("project", (writer, bundle) => writer.Object(EmbeddedShapes.Project, writer.Project(bundle.Project))),
        new("name", (writer, bundle) => writer.Text(bundle.Name)),
        new("owner", (writer, bundle) => writer.Object(EmbeddedShapes.User, bundle.Owner)),
        new("patches", (writer, bundle) => writer.List(EmbeddedShapes.Patch, bundle.Patches)),
        new("public", (writer, bundle) => writer.Flag(bundle.IsPublic)),
        new("mbox", (writer, bundle) => writer.Absolute(PatchworkAddresses.BundleMbox(bundle.Owner.Username, bundle.Name))),
    ]);

    private readonly BundleQueries _bundles;
    private readonly BundleStep _step;

    public BundleResource(Database database, BundleQueries bundles)
    {
        (_bundles, _step) = (bundles, new(database));
        ImmutableArray<string> fields = ["name", "patches", "public"];
        Routes =
        [
            new("bundles/", "Bundle List")
            {
                Answer = Shape, BodyFields = fields, WritableSince = ApiVersion.V12,
                Parameters = ApiParameter.OfList(new("project"), new("owner"), new("public")),
                Get = ListAsync, Post = AddAsync,
            },
            new("bundles/{id}/", "Bundle Detail")
            {
                Answer = Shape, BodyFields = fields, WritableSince = ApiVersion.V12,
                Get = ShowAsync, Put = (request, cancel) => ChangeAsync(request, isPartial: false, cancel),
                Patch = (request, cancel) => ChangeAsync(request, isPartial: true, cancel), Delete = DeleteAsync,
            },
        ];
    }

    /// <inheritdoc />
    public ImmutableArray<ApiRoute> Routes { get; }

    private static string PathOf(BundleListed bundle) => $"bundles/{Addresses.Number(bundle.Id)}/";

    private async Task<ApiAnswer> ListAsync(ApiRequest request, CancellationToken cancel)
    {
        var filter = new BundleListFilter
        {
            Viewer = request.User?.Id,
            Projects = request.Filters.Projects("project"),
            Owners = [.. (await request.Filters.UsersAsync("owner", cancel)).Select(user => user.Id)],
            IsPublic = request.Filters.Flag("public"),
            Words = request.Filters.Words,
        };
        return await request.ListAsync(Shape, BundleQueries.OrderFields, page => _bundles.ListAsync(filter, page, cancel));
    }

    private async Task<ApiAnswer> ShowAsync(ApiRequest request, CancellationToken cancel) => ApiAnswer.Of(Shape, await FindAsync(request, cancel));

    private Task<BundleListed?> FindAsync(ApiRequest request, CancellationToken cancel) => _bundles.FindAsync(request.Number("id"), request.User?.Id, cancel);

    private async Task<ApiAnswer> AddAsync(ApiRequest request, CancellationToken cancel) => request.User is null ? ApiAnswer.Forbidden(request)
        : await request.WithBodyAsync(isPartial: false, async body =>
        {
            if (Read(body) is not { } edit) return body.Refusal;
            var outcome = await _step.AddAsync(edit, request.Actor, cancel);
            if (outcome is not WorkOutcome.Done done) return ApiAnswer.From(outcome, request);
            return await _bundles.FindAsync(done.Id, request.User.Id, cancel) is { } made
                ? ApiAnswer.Created(Shape, made, request.Addresses.Url(PathOf(made))) : ApiAnswer.NotFound;
        }, cancel);

    private async Task<ApiAnswer> ChangeAsync(ApiRequest request, bool isPartial, CancellationToken cancel)
    {
        if (await FindAsync(request, cancel) is not { } bundle) return ApiAnswer.NotFound;
        if (request.User?.Id != bundle.Owner.Id) return ApiAnswer.Forbidden(request);
        return await request.WithBodyAsync(isPartial, async body =>
        {
            if (Read(body) is not { } edit) return body.Refusal;
            var outcome = await _step.ChangeAsync(bundle.Id, edit, request.Actor, cancel);
            return outcome is WorkOutcome.Done ? await ShowAsync(request, cancel) : ApiAnswer.From(outcome, request);
        }, cancel);
    }

    private async Task<ApiAnswer> DeleteAsync(ApiRequest request, CancellationToken cancel)
    {
        if (await FindAsync(request, cancel) is not { } bundle) return ApiAnswer.NotFound;
        var outcome = await _step.DeleteAsync(bundle.Id, request.Actor, cancel);
        return outcome is WorkOutcome.Done ? ApiAnswer.Gone : ApiAnswer.From(outcome, request);
    }

    private static BundleEdit? Read(BodyReader body)
    {
        body.Require("name", "patches");
        var edit = new BundleEdit { Name = body.Text("name", new(MaxLength: 50)), Patches = body.Keys("patches"), IsPublic = body.Flag("public") };
        return body.IsRight ? edit : null;
    }
}
