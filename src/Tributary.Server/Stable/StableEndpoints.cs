using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tributary.Git;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>The queue for stable kernels, and where a commit is.</summary>
internal static class StableEndpoints
{
    private const string Page = Addresses.Stable;
    private const string WhereAddress = "/stable/where";
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    extension(IServiceCollection services)
    {
        /// <summary>Adds the queue, and the work that keeps it and the index of commits up to date.</summary>
        public void AddStable(ServerOptions options)
        {
            services.AddSingleton(new StableDesk(options.Database, options.TreeFolder, options.Clock));
            services.AddSingleton(given => new StableStep(options.Database, given.GetRequiredService<StableDesk>(), options.Clock));
            services.AddSingleton(given => new StableRows(given.GetRequiredService<ProjectQueries>(), new(options.Database)));
            services.AddSingleton<StableReader>();
            services.AddSingleton(given => new StableWork(options.Database, options.TreeFolder, given.GetRequiredService<ProjectNames>(), options.Clock));
            services.AddSingleton(static given => new ScheduledWork("stable", Every, cancel => given.GetRequiredService<StableWork>().RunAsync(cancel)));
        }
    }

    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/stable</c>, <c>/stable/where</c>, and what is done there.</summary>
        public void MapStable()
        {
            app.MapMethods(Page, Verbs.Read, ListAsync);
            app.MapMethods(WhereAddress, Verbs.Read, WhereAsync);
            app.MapPost(Page + "/ask", AskAsync);
            app.MapPost(Page + "/{fix:long}/refuse", RefuseAsync);
        }
    }

    private static async Task<IResult> ListAsync(string? project, string? state, [AsParameters] Asked asked, CancellationToken cancel) =>
        await asked.Reader.FindAsync(project, state ?? "", asked.Visitor, cancel) is { } model ? asked.Form.Answer<StablePage>(model, () => StableView.From(model))
            : asked.Form.Problem(StatusCodes.Status404NotFound, "There is no such queue or stage; /stable?state=* shows all there is.");

    private static async Task<IResult> WhereAsync(string? commit, PageForm form, StableDesk desk, CancellationToken cancel)
    {
        using var open = desk.OpenIndex();
        if (open is null) return form.Problem(StatusCodes.Status404NotFound, "There is no index of commits here: trib tree fetch and trib stable index make it.");
        var search = new StableSearch(open.Index, open.Repository, open.Index.Dead);
        var commits = string.IsNullOrWhiteSpace(commit) ? [] : await search.ResolveAsync(commit, cancel);
        if (commits.IsEmpty && !string.IsNullOrWhiteSpace(commit)) return form.Problem(StatusCodes.Status404NotFound, "No branch has a commit of this name or title.");
        var found = await search.FindAsync(commits, cancel);
        return form.Answer<WherePage>(new WhereModel(commit ?? "", found), () => new { asked = commit, found = found.Select(one => WhereView.From(commit ?? "", one)) });
    }

    private static async Task<IResult> AskAsync(PostedForm posted, [AsParameters] Asked asked, CancellationToken cancel)
    {
        if (await asked.Reader.FindAsync(null, "", asked.Visitor, cancel) is not { MayChange: true } model || asked.Names.FindProfile(model.Project)?.Stable is not { } values)
            return asked.Form.Problem(StatusCodes.Status403Forbidden, "Only maintainers of the project ask here; everybody else writes to them (STB-2).");
        var request = new StableRequest(posted.Text("commit"), StableRequest.ReadBranches(posted.Text("branches")), StableAsking.Web, asked.Visitor.User!.Username, posted.Text("reason"));
        return Back.After(Page, await asked.Step.AskAsync(model.Project, values, request, cancel), "It is in the queue.");
    }

    private static async Task<IResult> RefuseAsync(long fix, PostedForm posted, [AsParameters] Asked asked, CancellationToken cancel)
    {
        if (await asked.Reader.FindAsync(null, "", asked.Visitor, cancel) is not { MayChange: true } model)
            return asked.Form.Problem(StatusCodes.Status403Forbidden, "Only maintainers of the project refuse a fix.");
        if (posted.Text("reason") is not { Length: > 0 } reason) return Back.WithFault(Page, "Say why: the reason stands on the page.");
        var mark = new StableMark(StableRequest.ReadBranches(posted.Text("branch")).FirstOrDefault() ?? "", StableMarkKind.Refused, reason, asked.Visitor.User!.Username, asked.Clock.GetUtcNow());
        return Back.After(Page, await asked.Step.RefuseAsync(model.Project, fix, mark, cancel), "It is refused.");
    }

    /// <summary>Who asks, and what answers him.</summary>
    internal sealed record Asked(
        Visitor Visitor, PageForm Form, [FromServices] StableReader Reader, [FromServices] StableStep Step, [FromServices] ProjectNames Names, [FromServices] TimeProvider Clock);
}
