using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Tributary.Server;

/// <summary>Whether trees are open (TREE-8): a page, its data, a badge for each.</summary>
internal static class StatusEndpoints
{
    private const string Ending = ".svg";

    extension(IServiceCollection services)
    {
        /// <summary>Adds it.</summary>
        public void AddStatus(ServerOptions options) => services.AddSingleton(new StatusReader(options.Database, options.TreeFolder, options.Clock));
    }

    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/status</c> and <c>/status/TREE.svg</c>.</summary>
        public void MapStatus()
        {
            app.MapMethods("/status", Verbs.Read, ShowAsync);
            app.MapMethods("/status/{**tree}", Verbs.Read, DrawAsync);
        }
    }

    private static async Task<IResult> ShowAsync(PageForm form, StatusReader reader, CancellationToken cancel)
    {
        var model = await reader.ReadAsync(cancel);
        return form.Answer<StatusPage>(model, () => StatusView.From(model));
    }

    private static async Task<IResult> DrawAsync(string tree, HttpContext context, StatusReader reader, CancellationToken cancel)
    {
        var name = tree.EndsWith(Ending, StringComparison.Ordinal) ? tree[..^Ending.Length] : "";
        if ((await reader.ReadAsync(cancel)).Trees.FirstOrDefault(one => one.Name == name) is not { } found)
            return PageForm.Of(context).Problem(StatusCodes.Status404NotFound, "There is no such badge; /status lists the trees, and a badge is at /status/TREE.svg.");
        context.Response.Headers.CacheControl = "public, max-age=60";
        return TypedResults.Text(StatusBadge.Draw(found), "image/svg+xml", System.Text.Encoding.UTF8);
    }
}
