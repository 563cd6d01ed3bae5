using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Patchwork's addresses of projects and lists, which lead to our queue, and of what it has for people who are signed in.</summary>
internal static class PatchworkListEndpoints
{
    private const string NoSignIn = "Nobody signs in by the browser here yet. Programs use the API with a token; an administrator makes one with trib token.";

    private static readonly string[] SignedInAddresses = ["/user/{**rest}", "/register/{**rest}", "/confirm/{**rest}", "/mail/{**rest}", "/admin/{**rest}"];

    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps them.</summary>
        public void MapPatchworkLists()
        {
            app.MapMethods("/project", Verbs.Read, () => TypedResults.Redirect(Addresses.Projects));
            app.MapMethods("/project/{name}", Verbs.Read, ShowProjectAsync);
            app.MapMethods("/project/{name}/list", Verbs.Read, ShowListAsync);
            app.MapMethods("/submitter/{number:long}", Verbs.Read, ShowSubmitterAsync);
            app.MapMethods("/about", Verbs.Read, () => TypedResults.Redirect("/"));
            app.MapMethods("/help/{**rest}", Verbs.Read, () => TypedResults.Redirect("/"));
            foreach (var address in SignedInAddresses) app.MapMethods(address, Verbs.Read, (PageForm form) => form.Problem(StatusCodes.Status404NotFound, NoSignIn));
        }
    }

    private static async Task<IResult> ShowProjectAsync(string name, PageForm form, ProjectNames names, CancellationToken cancel) =>
        await names.FindAsync(name, cancel) is { } project ? TypedResults.Redirect(Addresses.Queue(project.Name)) : NoProject(form, name);

    private static async Task<IResult> ShowListAsync(
        string name, [AsParameters] PatchworkListRequest request, PageForm form, PatchworkListReader reader, CancellationToken cancel) =>
        await reader.FindAsync(name, request, cancel) is { } address ? TypedResults.Redirect(address) : NoProject(form, name);

    private static async Task<IResult> ShowSubmitterAsync(long number, PatchworkListReader reader, CancellationToken cancel) =>
        await reader.FindSubmitterAsync(number, cancel) is { } address ? TypedResults.Redirect(address) : TypedResults.NotFound();

    private static IResult NoProject(PageForm form, string name) =>
        form.Problem(StatusCodes.Status404NotFound, $"There is no project “{VisibleText.Flatten(name)}”; /queue lists those there are.");
}

/// <summary>Finds the page of ours that stands for one of Patchwork's lists.</summary>
internal sealed class PatchworkListReader(ProjectNames names, ProjectQueries projects, SubmissionQueries submissions, UserQueries users)
{
    /// <summary>The address of a series or of a project's queue, filtered; null when there is no such project.</summary>
    public async Task<string?> FindAsync(string name, PatchworkListRequest request, CancellationToken cancel)
    {
        if (await names.FindAsync(name, cancel) is not { } project) return null;
        if (request.FindSeries() is { } series && await submissions.FindSeriesAsync(series, cancel) is { } found) return Addresses.Series(found.Id);
        var submitter = request.SubmitterNumber is { } person ? await submissions.FindPersonAsync(person, cancel) : null;
        var username = request.FindDelegate(names.FindProfile(project));
        if (username is null && request.DelegateNumber is { } user) username = (await users.FindAsync(user, cancel))?.Username;
        return request.ToQueue(submitter, username).ToAddress(project.Name);
    }

    /// <summary>The queue of the first project with all that a person sent; null when there is nobody of that number.</summary>
    public async Task<string?> FindSubmitterAsync(long number, CancellationToken cancel) =>
        await submissions.FindPersonAsync(number, cancel) is { } address && await projects.ListAsync(cancel) is [var first, ..]
            ? new QueueRequest { State = QueueRequest.AllStates, Submitter = address }.ToAddress(first.Name) : null;
}
