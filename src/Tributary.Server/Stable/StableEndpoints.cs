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
    private const string Page = "/stable";
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    extension(IServiceCollection services)
    {
        /// <summary>Adds the queue, and the work that keeps it and the index of commits up to date.</summary>
        public void AddStable(ServerOptions options)
        {
            services.AddSingleton(new StableDesk(options.Database, options.TreeFolder, options.Clock));
            services.AddSingleton(given => new StableStep(options.Database, given.GetRequiredService<StableDesk>(), options.Clock));
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
            app.MapMethods(Page + "/where", Verbs.Read, WhereAsync);
            app.MapPost(Page + "/ask", AskAsync);
            app.MapPost(Page + "/{fix:long}/refuse", RefuseAsync);
        }
    }

    /// <summary>The page of a project's queue.</summary>
    public static async Task<IResult> AnswerAsync(string? project, string? state, PageForm form, Visitor visitor, StableReader reader, CancellationToken cancel) =>
        await reader.FindAsync(project, state ?? "", visitor, cancel) is { } model ? form.Answer<StablePage>(model, () => StableView.From(model))
            : form.Problem(StatusCodes.Status404NotFound, "There is no such queue or stage; /stable?state=* shows all there is.");

    private static Task<IResult> ListAsync(string? project, string? state, [AsParameters] Asked asked, CancellationToken cancel) => AnswerAsync(project, state, asked.Form, asked.Visitor, asked.Reader, cancel);

    private static async Task<IResult> WhereAsync(string? commit, PageForm form, StableDesk desk, CancellationToken cancel)
    {
        using var open = desk.OpenIndex();
        if (open is null) return form.Problem(StatusCodes.Status404NotFound, "There is no index of commits here: trib tree fetch and trib stable index make it.");
        var search = new StableSearch(open.Index, open.Repository, open.Index.Dead);
        var commits = string.IsNullOrWhiteSpace(commit) ? [] : search.List(commit);
        if (commits.IsEmpty && !string.IsNullOrWhiteSpace(commit)) return form.Problem(StatusCodes.Status404NotFound, "No branch has a commit of this name or title.");
        var found = await search.FindAsync(commits, cancel);
        return form.Answer<WherePage>(new WhereModel(commit ?? "", found), () => new { asked = commit, found = found.Select(one => WhereView.From(commit ?? "", one)) });
    }

    private static async Task<IResult> AskAsync([FromForm] string? commit, [FromForm] string? branches, [FromForm] string? reason, [AsParameters] Asked asked, StableStep step, ProjectNames names, CancellationToken cancel)
    {
        if (await asked.Reader.FindAsync(null, "", asked.Visitor, cancel) is not { MayChange: true } model || names.FindProfile(model.Project)?.Stable is not { } values)
            return asked.Form.Problem(StatusCodes.Status403Forbidden, "Only maintainers of the project ask here; everybody else writes to them (STB-2).");
        var request = new StableRequest(commit?.Trim() ?? "", StableRequest.ReadBranches(branches ?? ""), StableAsking.Web, asked.Visitor.User!.Username, reason?.Trim() ?? "");
        return Back.After(Page, await step.AskAsync(model.Project, values, request, cancel), "It is in the queue.");
    }

    private static async Task<IResult> RefuseAsync(long fix, [FromForm] string? branch, [FromForm] string? reason, [AsParameters] Asked asked, StableStep step, TimeProvider clock, CancellationToken cancel)
    {
        if (await asked.Reader.FindAsync(null, "", asked.Visitor, cancel) is not { MayChange: true } model)
            return asked.Form.Problem(StatusCodes.Status403Forbidden, "Only maintainers of the project refuse a fix.");
        if (string.IsNullOrWhiteSpace(reason)) return Back.WithFault(Page, "Say why: the reason stands on the page.");
        var mark = new StableMark(StableRequest.ReadBranches(branch ?? "").FirstOrDefault() ?? "", StableMarkKind.Refused, reason.Trim(), asked.Visitor.User!.Username, clock.GetUtcNow());
        return Back.After(Page, await step.RefuseAsync(model.Project, fix, mark, cancel), "It is refused.");
    }

    /// <summary>Who asks, and what answers him.</summary>
    private sealed record Asked(Visitor Visitor, PageForm Form, StableReader Reader);
}
