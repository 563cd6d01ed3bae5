using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>The trees that are followed: fetched again and again, and shown.</summary>
internal static class TreeEndpoints
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    extension(IServiceCollection services)
    {
        /// <summary>Adds the trees and their scheduled fetch.</summary>
        public void AddTrees(ServerOptions options)
        {
            services.AddSingleton(new TreeStore(options.Database));
            services.AddSingleton(new AppliesStore(options.Database));
            services.AddSingleton(new SeriesTreesReader(options.Database, options.TreeFolder.Length > 0));
            if (options.TreeFolder.Length == 0) return;
            services.AddSingleton(new TreeFetchStep(options.Database, options.TreeFolder, options.Clock));
            services.AddSingleton<TreeNotices>();
            services.AddSingleton(given => new ApplyTools(options.Database, options.TreeFolder, ProfileFile.Find, (given.GetRequiredService<TreeNotices>(), options.Clock)));
            services.AddSingleton<TreeRound>();
            services.AddSingleton<ApplyStep>();
            services.AddSingleton<DropStep>();
            services.AddSingleton(static given => new ScheduledWork("trees", Every, given.GetRequiredService<TreeRound>().RunAsync));
        }
    }

    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/trees</c> and <c>/series/NUMBER/apply</c>.</summary>
        public void MapTrees()
        {
            app.MapMethods("/trees", Verbs.Read, ListAsync);
            app.MapPost("/series/{number:long}/apply", ApplyForm.RunAsync);
        }
    }

    private static async Task<IResult> ListAsync(PageForm form, TreeStore trees, TimeProvider clock, CancellationToken cancel)
    {
        var found = await trees.ListAsync(cancel);
        return form.Answer<TreesPage>(new TreesModel(found, clock.GetUtcNow()), () => new { trees = found.Select(TreeView.From) });
    }
}
