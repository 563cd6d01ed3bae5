using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Bundles: their pages, read only, and their mboxes.</summary>
internal static class BundleEndpoints
{
    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/bundle/USER/NAME</c>, its mbox, <c>/bundle/NUMBER</c> and <c>/project/NAME/bundles</c>.</summary>
        public void MapBundles()
        {
            app.MapMethods("/bundle/{owner}/{name}", Verbs.Read, ShowAsync);
            app.MapMethods("/bundle/{owner}/{name}/mbox", Verbs.Read, SendAsync);
            app.MapMethods("/bundle/{number:long}", Verbs.Read, LeadAsync);
            app.MapMethods("/user/bundle/{number:long}", Verbs.Read, LeadAsync);
            app.MapMethods("/user/bundle/{number:long}/mbox", Verbs.Read, LeadToMboxAsync);
            app.MapMethods("/project/{name}/bundles", Verbs.Read, ListAsync);
        }
    }

    private static async Task<IResult> ShowAsync(string owner, string name, string? state, [AsParameters] Asked asked, CancellationToken cancel)
    {
        var form = PageForm.Of(asked.Context);
        if (await asked.Reader.FindAsync(Unescape(owner), Unescape(name), asked.Context, cancel) is { } model) return form.Answer<BundlePage>(model, () => BundleView.From(model));
        // The address of the queue for stable kernels in the handbook (STB-5).
        return name == "stable" && await asked.Stable.FindAsync(Unescape(owner), state ?? "", Visitor.Of(asked.Context), cancel) is { } queue
            ? form.Answer<StablePage>(queue, () => StableView.From(queue)) : NotHere(asked.Context);
    }

    private static async Task<IResult> SendAsync(string owner, string name, HttpContext context, BundleReader reader, CancellationToken cancel) =>
        await reader.FindMboxAsync(Unescape(owner), Unescape(name), context, cancel) ?? NotHere(context);

    private static async Task<IResult> LeadAsync(long number, HttpContext context, BundleReader reader, CancellationToken cancel) =>
        await reader.FindAsync(number, context, cancel) is { } bundle ? TypedResults.Redirect(PatchworkAddresses.Bundle(bundle.Owner.Username, bundle.Name)) : NotHere(context);

    private static async Task<IResult> LeadToMboxAsync(long number, HttpContext context, BundleReader reader, CancellationToken cancel) =>
        await reader.FindAsync(number, context, cancel) is { } bundle ? TypedResults.Redirect(PatchworkAddresses.BundleMbox(bundle.Owner.Username, bundle.Name)) : NotHere(context);

    private static async Task<IResult> ListAsync(string name, HttpContext context, BundleReader reader, CancellationToken cancel) =>
        await reader.ListAsync(name, context, cancel) is { } model ? PageForm.Of(context).Answer<BundlesPage>(model, () => BundlesView.From(model)) : NotHere(context);

    // Routing leaves a slash that was sent as %2F as it is.
    private static string Unescape(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static IResult NotHere(HttpContext context) => PageForm.Of(context).Problem(
        StatusCodes.Status404NotFound, "There is no such bundle, or it is private: its owner sees it when he is signed in, or with a token.");

    /// <summary>What a bundle, or the queue that bears a bundle's address, is found by.</summary>
    internal sealed record Asked(HttpContext Context, [FromServices] BundleReader Reader, [FromServices] StableReader Stable);
}
