using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Tributary.Server;

/// <summary>The page of how long feedback takes.</summary>
internal static class FeedbackEndpoints
{
    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/queue/NAME/feedback</c>: read by everybody, its days changed by the project's maintainers.</summary>
        public void MapFeedback()
        {
            app.MapMethods("/queue/{name}/feedback", Verbs.Read, ShowAsync);
            app.MapPost("/queue/{name}/feedback", ChangeAsync);
        }
    }

    private static async Task<IResult> ShowAsync(string name, [AsParameters] FeedbackRequest request, PageForm form, FeedbackReader reader, CancellationToken cancel) =>
        await reader.ReadAsync(name, request, cancel) is { } model ? form.Answer<FeedbackPage>(model, () => FeedbackView.From(model)) : NotHere(form);

    private static async Task<IResult> ChangeAsync(string name, HttpContext context, FeedbackReader reader, FeedbackStep step, CancellationToken cancel)
    {
        var (form, visitor) = (PageForm.Of(context), Visitor.Of(context));
        if (await reader.ReadAsync(name, new(), cancel) is not { } model) return NotHere(form);
        if (!visitor.MayChangeProject(model.Project.Id)) return form.Problem(StatusCodes.Status403Forbidden, "Only a maintainer of the project may change its days.");
        var posted = await PostedForm.BindAsync(context, null!);
        var words = model.Words.Keys.ToImmutableSortedDictionary(setting => setting, posted.Text, StringComparer.Ordinal);
        return Back.After(Addresses.Feedback(model.Project.Name), await step.SaveAsync(model.Project.Id, words, visitor.Actor, cancel), "Saved; the clocks follow within a minute or so.");
    }

    private static IResult NotHere(PageForm form) => form.Problem(StatusCodes.Status404NotFound, "There is no such project; /queue lists those there are.");
}
