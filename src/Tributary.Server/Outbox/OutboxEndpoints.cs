using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
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

    private static async Task<IResult> ListAsync(string? state, long? before, Visitor visitor, PageForm form, OutboxReader reader, CancellationToken cancel) =>
        await reader.ListAsync(visitor.User, state ?? "", before is { } id ? new(id) : null, cancel) switch
        {
            OutboxOutcome.Found found => form.Answer<OutboxPage>(found.Model, () => OutboxView.From(found.Model)),
            OutboxOutcome.NoState => form.Problem(StatusCodes.Status400BadRequest, "There is no such state of a letter; /outbox shows those there are."),
            _ => form.Problem(StatusCodes.Status403Forbidden, "The outbox is for maintainers and administrators."),
        };

    private static async Task<IResult> ShowAsync(long id, Visitor visitor, PageForm form, OutboxReader reader, CancellationToken cancel) =>
        await reader.FindAsync(visitor.User, new(id), cancel) is { } model ? form.Answer<LetterPage>(model, () => LetterView.From(model.Letter)) : NoSuch(form);

    private static async Task<IResult> RetryAsync(long id, Visitor visitor, PageForm form, OutboxReader reader, LetterStep step, CancellationToken cancel) =>
        await reader.FindAsync(visitor.User, new(id), cancel) is null ? NoSuch(form)
            : Back.After(Addresses.Letter(new(id)), await step.RetryAsync(new(id), cancel), "The letter is sent again in a moment.");

    private static async Task<IResult> CancelAsync(long id, Visitor visitor, PageForm form, OutboxReader reader, LetterStep step, CancellationToken cancel) =>
        await reader.FindAsync(visitor.User, new(id), cancel) is null ? NoSuch(form)
            : Back.After(Addresses.Letter(new(id)), await step.CancelAsync(new(id), cancel), "The letter is taken back.");

    private static IResult NoSuch(PageForm form) => form.Problem(StatusCodes.Status404NotFound, "There is no such letter, or none that you may see; /outbox lists those there are.");
}
