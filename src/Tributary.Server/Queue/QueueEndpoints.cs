using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>The front door and the queues behind it.</summary>
internal static class QueueEndpoints
{
    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/</c>, <c>/queue</c> and <c>/queue/NAME</c>.</summary>
        public void MapQueue()
        {
            app.MapMethods("/", Verbs.Read, EnterAsync);
            app.MapMethods("/queue", Verbs.Read, ListProjectsAsync);
            PolledPages.Mark(app.MapMethods("/queue/{name}", Verbs.Read, ShowAsync));
        }
    }

    private static async Task<IResult> EnterAsync(PageForm form, ProjectQueries projects, CancellationToken cancel) =>
        await projects.ListAsync(cancel) is [var only] ? TypedResults.Redirect(Addresses.Queue(only.Name)) : await ListProjectsAsync(form, projects, cancel);

    private static async Task<IResult> ListProjectsAsync(PageForm form, ProjectQueries projects, CancellationToken cancel)
    {
        var found = await projects.ListAsync(cancel);
        return form.Answer<ProjectsPage>(found, () => new { projects = found.Select(project => project.Name) });
    }

    private static async Task<IResult> ShowAsync(
        string name, [AsParameters] QueueRequest request, HttpContext context, QueueReader reader, CancellationToken cancel)
    {
        var form = PageForm.Of(context);
        return await reader.ReadAsync(name, request, Visitor.Of(context), cancel) switch
        {
            QueueOutcome.Found found => form.Answer<QueuePage>(found.Model, () => QueueView.From(found.Model)),
            QueueOutcome.Elsewhere elsewhere => TypedResults.Redirect(request.ToAddress(elsewhere.Name, form.IsJson)),
            QueueOutcome.Refused refused => form.Problem(StatusCodes.Status400BadRequest, refused.Why),
            _ => form.Problem(StatusCodes.Status404NotFound, $"There is no project “{VisibleText.Flatten(name)}”; /queue lists those there are."),
        };
    }
}
