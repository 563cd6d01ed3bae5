using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Patchwork's downloads, and its addresses of patches, cover letters, comments and series, which lead to our pages.</summary>
internal static class PatchworkEndpoints
{
    extension(IServiceCollection services)
    {
        /// <summary>What the addresses are answered with.</summary>
        public void AddPatchwork()
        {
            services.AddSingleton<SubmissionQueries>();
            services.AddSingleton<PatchworkMboxes>();
            services.AddSingleton<PatchworkReader>();
            services.AddSingleton<PatchworkListReader>();
            services.AddSingleton<BundleReader>();
            services.TryAddSingleton<BundleQueries>();
            services.TryAddSingleton<UserQueries>();
        }
    }

    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps them.</summary>
        public void MapPatchwork()
        {
            app.MapPatchworkLists();
            app.MapBundles();
            app.MapMethods("/user/login", Verbs.Read, static () => TypedResults.Redirect(Addresses.SignIn));
            app.MapMethods("/user", Verbs.Read, static () => TypedResults.Redirect(Addresses.Account));
            app.MapMethods("/project/{name}/patch/{**id}", Verbs.Read, ShowAsync);
            app.MapMethods("/project/{name}/cover/{**id}", Verbs.Read, ShowAsync);
            app.MapMethods("/patch/{number:long}/mbox", Verbs.Read, LeadToMboxAsync);
            app.MapMethods("/patch/{number:long}/raw", Verbs.Read, LeadToRawAsync);
            app.MapMethods("/cover/{number:long}/mbox", Verbs.Read, LeadToMboxAsync);
            app.MapMethods("/cover/{number:long}", Verbs.Read, LeadToPageAsync);
            app.MapMethods("/comment/{number:long}", Verbs.Read, LeadToPageAsync);
            app.MapMethods("/series/{number:long}/mbox", Verbs.Read, SendSeriesAsync);
        }
    }

    private static async Task<IResult> ShowAsync(
        string name, PatchworkTarget target, HttpContext context, PatchworkReader reader, CancellationToken cancel)
    {
        if (await reader.FindAsync(name, target, cancel) is not { } place) return NotHere;
        if (target.Form == PatchworkForm.Page) return TypedResults.Redirect(PageOf(place));
        if (target.Form == PatchworkForm.Raw) return (place.IsPatch ? await reader.FindDiffAsync(place, cancel) : null) ?? NotHere;
        if (!place.IsPatch && !place.IsCover) return NotHere;
        var series = context.Request.Query["series"].ToString();
        return series.Length == 0 || place.IsCover ? reader.Mbox(place, cancel) : await reader.FindMboxAsync(place, series, cancel) ?? NotHere;
    }

    private static async Task<IResult> SendSeriesAsync(long number, PatchworkReader reader, CancellationToken cancel) =>
        await reader.FindMboxAsync(new SeriesId(number), cancel) ?? NotHere;

    private static Task<IResult> LeadToMboxAsync(long number, HttpContext context, PatchworkReader reader, CancellationToken cancel) => LeadAsync(number, PatchworkForm.Mbox, context, reader, cancel);

    private static Task<IResult> LeadToRawAsync(long number, HttpContext context, PatchworkReader reader, CancellationToken cancel) => LeadAsync(number, PatchworkForm.Raw, context, reader, cancel);

    private static Task<IResult> LeadToPageAsync(long number, HttpContext context, PatchworkReader reader, CancellationToken cancel) => LeadAsync(number, PatchworkForm.Page, context, reader, cancel);

    /// <summary>From a number of the API to the address with the message id, as Patchwork does; the query goes along.</summary>
    private static async Task<IResult> LeadAsync(long number, PatchworkForm form, HttpContext context, PatchworkReader reader, CancellationToken cancel)
    {
        if (await reader.FindAsync(number, cancel) is not var (project, place)) return NotHere;
        return form switch
        {
            PatchworkForm.Page => TypedResults.Redirect(PageOf(place)),
            PatchworkForm.Raw when place.IsPatch => TypedResults.Redirect(PatchworkAddresses.PatchRaw(project.Name, place.Id)),
            PatchworkForm.Mbox when place.IsPatch => TypedResults.Redirect(PatchworkAddresses.PatchMbox(project.Name, place.Id) + context.Request.QueryString),
            PatchworkForm.Mbox when place.IsCover => TypedResults.Redirect(PatchworkAddresses.CoverMbox(project.Name, place.Id)),
            _ => NotHere,
        };
    }

    /// <summary>Our page of a message: a patch has its own, a cover letter stands on that of its series, a comment below what it comments on.</summary>
    internal static string PageOf(SubmissionPlace place)
    {
        if (place.IsPatch) return Addresses.Patch(place.Id);
        if (place is { IsCover: true, Series: { } own }) return Addresses.Series(own);
        return place switch
        {
            { TargetKind: Patches.MailKind.Patch or Patches.MailKind.PullRequest, Target: { } patch } => $"{Addresses.Patch(patch)}#{Addresses.Anchor(place.Id)}",
            { Series: { } series } => Addresses.InSeries(series, place.Id),
            _ => Addresses.Message(place.Id),
        };
    }

    // Answered by the page that says so: see Problems.
    private static IResult NotHere => TypedResults.NotFound();
}
