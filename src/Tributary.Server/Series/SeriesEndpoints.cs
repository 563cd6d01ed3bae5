using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>The pages of series.</summary>
internal static class SeriesEndpoints
{
    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/series/NUMBER</c>, <c>/series/NUMBER/tree</c> and <c>/series/NUMBER/range-diff</c>.</summary>
        public void MapSeries()
        {
            PolledPages.Mark(app.MapMethods("/series/{number}", Verbs.Read, ShowAsync));
            app.MapMethods("/series/{number:long}/tree", Verbs.Read, ShowTreeAsync);
            app.MapMethods("/series/{number:long}/range-diff", Verbs.Read, ShowRangeDiffAsync);
        }
    }

    private static async Task<IResult> ShowAsync(string number, PageForm form, Visitor visitor, SeriesReader reader, CancellationToken cancel)
    {
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return form.Problem(StatusCodes.Status400BadRequest, "A series is addressed by its number, such as /series/12; search finds it by words or message id.");
        if (await reader.ReadAsync(new(id), visitor, cancel) is not { } model)
            return form.Problem(StatusCodes.Status404NotFound, $"There is no series {Addresses.Number(id)}; search finds series by words, author or message id.");
        // An old number leads to the series that took it over: one series, one address.
        return model.Detail.Summary.Id.Value != id
            ? TypedResults.Redirect(Addresses.Series(model.Detail.Summary.Id) + (form.IsJson ? JsonTwin.Ending : ""))
            : form.Answer<SeriesPage>(model, () => SeriesView.From(model));
    }

    private static async Task<IResult> ShowTreeAsync(long number, PageForm form, Visitor visitor, RouteReader reader, CancellationToken cancel) =>
        await reader.ReadAsync(new(number), visitor, cancel) is { } model ? form.Answer<RoutePage>(model, () => RouteView.From(model.Series.Name, model.Decision) with { Standing = model.Series.Tree, StandingReason = model.Series.TreeReason })
            : form.Problem(StatusCodes.Status404NotFound, $"There is no series {Addresses.Number(number)} that has patches.");

    private static async Task<IResult> ShowRangeDiffAsync(long number, long? from, PageForm form, RangeDiffReader reader, CancellationToken cancel) =>
        await reader.ReadAsync(new(number), from is { } earlier ? new(earlier) : null, cancel) is { } model ? form.Answer<RangeDiffPage>(model, () => RangeDiffView.From(model))
            : form.Problem(StatusCodes.Status404NotFound, $"There is no series {Addresses.Number(number)} with such an earlier version.");
}
