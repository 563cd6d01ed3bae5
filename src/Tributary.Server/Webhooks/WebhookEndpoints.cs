using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>The webhooks of a project, for its maintainers.</summary>
internal static class WebhookEndpoints
{
    private const string Root = "/queue/{name}/webhooks";

    extension(IServiceCollection services)
    {
        /// <summary>Adds what the pages of webhooks are made of.</summary>
        public void AddWebhooks()
        {
            services.AddSingleton<WebhookQueries>();
            services.AddSingleton<WebhookReader>();
            services.AddSingleton(static provider =>
            {
                var way = provider.GetRequiredService<ServerOptions>().Webhooks;
                return new WebhookStep(provider.GetRequiredService<Database>(), way.Policy, way.Site);
            });
        }
    }

    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/queue/NAME/webhooks</c> and what is below.</summary>
        public void MapWebhooks()
        {
            app.MapMethods(Root, Verbs.Read, ListAsync).For(EndpointAccess.Users);
            app.MapPost(Root, AddAsync);
            app.MapMethods(Root + "/{id:long}", Verbs.Read, ShowAsync).For(EndpointAccess.Users);
            app.MapPost(Root + "/{id:long}/test", TestAsync);
            app.MapPost(Root + "/{id:long}/remove", RemoveAsync);
            app.MapPost(Root + "/{id:long}/deliveries/{delivery:long}/retry", RetryAsync);
        }
    }

    private static async Task<IResult> ListAsync(string name, [AsParameters] Asked asked, CancellationToken cancel) =>
        await asked.Reader.ListAsync(name, asked.Visitor, cancel) is { } model
            ? asked.Form.Answer<WebhooksPage>(model, () => new { webhooks = model.Webhooks.Select(one => WebhookView.From(one, model.Project.Name)) }) : NotHis(asked.Form);

    private static async Task<IResult> ShowAsync(string name, long id, long? before, [AsParameters] Asked asked, CancellationToken cancel) =>
        await asked.Reader.FindAsync(name, id, before, asked.Visitor, cancel) is { } model
            ? asked.Form.Answer<WebhookPage>(model, () => WebhookView.From(model.Webhook, model.Project.Name) with { Deliveries = [.. model.Deliveries.Select(DeliveryView.From)] }) : NotHis(asked.Form);

    private static async Task<IResult> AddAsync(string name, PostedForm posted, [AsParameters] Asked asked, WebhookStep step, CancellationToken cancel)
    {
        if (await asked.Reader.ListAsync(name, asked.Visitor, cancel) is not { } model) return NotHis(asked.Form);
        var secret = posted.Text("secret") is { Length: > 0 } given ? given : WebhookStep.NewSecret();
        ImmutableArray<EventCategory> categories = [.. posted.Texts("category").Select(static slug => EventCategories.TryParse(slug, out var one) ? one : (EventCategory?)null).OfType<EventCategory>()];
        var outcome = await step.AddAsync(new() { Project = model.Project.Id, Url = posted.Text("url"), Secret = secret, Categories = categories }, asked.Visitor.Actor, cancel);
        return outcome is WorkOutcome.Done done ? Back.To(Addresses.Webhook(model.Project.Name, done.Id), $"The webhook is made. Its secret is shown only now: {secret}")
            : Back.After(Addresses.Webhooks(model.Project.Name), outcome, "");
    }

    private static async Task<IResult> TestAsync(string name, long id, [AsParameters] Asked asked, WebhookStep step, CancellationToken cancel) =>
        await asked.Reader.FindAsync(name, id, before: null, asked.Visitor, cancel) is not { } model ? NotHis(asked.Form)
            : Back.After(Addresses.Webhook(model.Project.Name, id), await step.TestAsync(id, asked.Visitor.Actor, cancel), "A test is sent in a moment.");

    private static async Task<IResult> RemoveAsync(string name, long id, [AsParameters] Asked asked, WebhookStep step, CancellationToken cancel) =>
        await asked.Reader.FindAsync(name, id, before: null, asked.Visitor, cancel) is not { } model ? NotHis(asked.Form)
            : Back.After(Addresses.Webhooks(model.Project.Name), await step.RemoveAsync(id, asked.Visitor.Actor, cancel), "The webhook is removed.");

    private static async Task<IResult> RetryAsync([AsParameters] DeliveryPlace place, [AsParameters] Asked asked, WebhookStep step, CancellationToken cancel) =>
        await asked.Reader.FindAsync(place.Name, place.Id, place.Delivery + 1, asked.Visitor, cancel) is not { Deliveries: [var first, ..] } model || first.Id != place.Delivery ? NotHis(asked.Form)
            : Back.After(Addresses.Webhook(model.Project.Name, place.Id), await step.RetryAsync(place.Delivery, asked.Visitor.Actor, cancel), "It is sent again in a moment.");

    private static IResult NotHis(PageForm form) => form.Problem(StatusCodes.Status404NotFound, "There is no such webhook, or none that you may see: they are for the maintainers of their project.");

    /// <summary>Who asks, and what answers him.</summary>
    internal sealed record Asked(Visitor Visitor, PageForm Form, [FromServices] WebhookReader Reader);

    /// <summary>Where a delivery is.</summary>
    internal sealed record DeliveryPlace(string Name, long Id, long Delivery);
}
