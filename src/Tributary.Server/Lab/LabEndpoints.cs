using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>The pages of the lab: what runs where, a run with its results, and how a test went before.</summary>
internal static class LabEndpoints
{
    private const int Shown = 50;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    extension(IServiceCollection services)
    {
        /// <summary>Adds what they need.</summary>
        public void AddLab(ServerOptions options)
        {
            if (options.Lab is { } setting) services.AddSingleton(new ScheduledWork("lab", Every, cancel => new LabRequests(options.Database, setting, options.Clock).AskForNewsAsync(cancel)));
            services.AddSingleton<LabRunQueries>();
            services.AddSingleton<LabRunReader>();
        }
    }

    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/lab</c> and what is below it.</summary>
        public void MapLab()
        {
            app.MapMethods("/lab", Verbs.Read, ListAsync);
            app.MapMethods("/lab/runs/{id:long}", Verbs.Read, ShowAsync);
            app.MapMethods("/lab/tests", Verbs.Read, HistoryAsync);
        }
    }

    private static async Task<IResult> ListAsync(PageForm form, LabRunQueries runs, TimeProvider clock, CancellationToken cancel)
    {
        var newest = (await runs.ListNewestAsync(long.MaxValue, Shown, cancel)).Where(static run => run.State is LabRunState.Done or LabRunState.Dropped);
        var model = new LabModel([.. (await runs.ListOpenAsync(Shown, cancel)).Select(LabRunLine.From)], [.. newest.Select(LabRunLine.From)], await runs.ListKnownAsync(cancel), clock.GetUtcNow());
        return form.Answer<LabPage>(model, () => new { open = model.Open, newest = model.Newest, known = model.Known });
    }

    private static async Task<IResult> ShowAsync(long id, PageForm form, LabRunReader reader, CancellationToken cancel) =>
        await reader.FindAsync(id, cancel) is { } model ? form.Answer<LabRunPage>(model, () => LabRunJson.From(model)) : form.Problem(StatusCodes.Status404NotFound, "There is no such run; /lab lists those there are.");

    private static async Task<IResult> HistoryAsync(string? tree, string? test, PageForm form, LabRunQueries runs, CancellationToken cancel)
    {
        if (tree is null || test is null) return form.Problem(StatusCodes.Status404NotFound, "Name a tree and a test: /lab/tests?tree=NAME&test=KEY.");

        var model = new LabTestModel(tree, test, await runs.ListFailuresAsync(tree, test, LabCompared.LookBack, cancel));
        return form.Answer<LabTestPage>(model, () => new { tree, test, failed = model.Failed });
    }
}

/// <summary>How a test went on a tree before.</summary>
/// <param name="Tree">The tree.</param>
/// <param name="Test">The test's key.</param>
/// <param name="Failed">The runs of the tree in which it failed, the newest first.</param>
public sealed record LabTestModel(string Tree, string Test, System.Collections.Immutable.ImmutableArray<long> Failed);
