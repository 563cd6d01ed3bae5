using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>The outbox, for maintainers and administrators.</summary>
internal static class OutboxEndpoints
{
    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/outbox</c> and <c>/outbox/ID</c>, and what is done with a letter.</summary>
        public void MapOutbox()
        {
            app.MapMethods(Addresses.Outbox, Verbs.Read, ListAsync).For(EndpointAccess.Users);
            app.MapMethods(Addresses.Outbox + "/{id:long}", Verbs.Read, ShowAsync).For(EndpointAccess.Users);
            app.MapPost(Addresses.Outbox + "/{id:long}/retry", RetryAsync);
            app.MapPost(Addresses.Outbox + "/{id:long}/cancel", CancelAsync);
        }
    }

    private static async Task<IResult> ListAsync(string? state, string? kind, long? before, [AsParameters] Asked asked, CancellationToken cancel) =>
        await asked.Reader.ListAsync(asked.Visitor.User, state ?? "", kind ?? "", before is { } id ? new(id) : null, cancel) switch
        {
            OutboxOutcome.Found found => asked.Form.Answer<OutboxPage>(found.Model, () => OutboxView.From(found.Model)),
            OutboxOutcome.NoState => asked.Form.Problem(StatusCodes.Status400BadRequest, "There is no such state of a letter; /outbox shows those there are."),
            _ => asked.Form.Problem(StatusCodes.Status403Forbidden, "The outbox is for maintainers and administrators."),
        };

    private static async Task<IResult> ShowAsync(long id, [AsParameters] Asked asked, CancellationToken cancel) =>
        await asked.Reader.FindAsync(asked.Visitor.User, new(id), cancel) is { } model ? asked.Form.Answer<LetterPage>(model, () => LetterView.From(model.Letter)) : NoSuch(asked.Form);

    private static async Task<IResult> RetryAsync(long id, [AsParameters] Asked asked, LetterStep step, CancellationToken cancel) =>
        await asked.Reader.FindAsync(asked.Visitor.User, new(id), cancel) is null ? NoSuch(asked.Form)
            : Back.After(Addresses.Letter(new(id)), await step.RetryAsync(new(id), cancel), "The letter is sent again in a moment.");

    private static async Task<IResult> CancelAsync(long id, [AsParameters] Asked asked, LetterStep step, CancellationToken cancel) =>
        await asked.Reader.FindAsync(asked.Visitor.User, new(id), cancel) is null ? NoSuch(asked.Form)
            : Back.After(Addresses.Letter(new(id)), await step.CancelAsync(new(id), cancel), "The letter is taken back.");

    private static IResult NoSuch(PageForm form) => form.Problem(StatusCodes.Status404NotFound, "There is no such letter, or none that you may see; /outbox lists those there are.");

    /// <summary>Who asks, and what answers him.</summary>
    internal sealed record Asked(Visitor Visitor, PageForm Form, [FromServices] OutboxReader Reader);
}
