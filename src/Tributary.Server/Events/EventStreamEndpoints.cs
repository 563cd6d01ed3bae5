using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>What happens in a project, as it happens.</summary>
internal static class EventStreamEndpoints
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds what listeners are told by.</summary>
        public void AddEventStream()
        {
            services.AddSingleton<EventFollower>();
            services.AddHostedService(static provider => provider.GetRequiredService<EventFollower>());
            services.AddSingleton<EventStream>();
        }
    }

    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/queue/NAME/events</c>.</summary>
        public void MapEventStream() => app.MapGet("/queue/{name}/events", ListenAsync);
    }

    private static async Task<IResult> ListenAsync(string name, [FromQuery] string[]? category, PageForm form, HttpContext http, [AsParameters] Told told)
    {
        if (await told.Names.FindAsync(name, http.RequestAborted) is not { } project)
            return form.Problem(StatusCodes.Status404NotFound, $"There is no project “{VisibleText.Flatten(name)}”; /queue lists those there are.");
        var categories = ImmutableArray.CreateBuilder<EventCategory>();
        foreach (var slug in category ?? [])
        {
            if (!EventCategories.TryParse(slug, out var one)) return form.Problem(StatusCodes.Status400BadRequest, $"There is no category “{VisibleText.Flatten(slug)}”.");
            categories.Add(one);
        }

        return await told.Stream.TryAnswerAsync(http, project.Id, categories.ToImmutable()) ? Results.Empty
            : form.Problem(StatusCodes.Status503ServiceUnavailable, "Too many listen already; come again later.");
    }

    /// <summary>What tells listeners.</summary>
    internal sealed record Told([FromServices] ProjectNames Names, [FromServices] EventStream Stream);
}
