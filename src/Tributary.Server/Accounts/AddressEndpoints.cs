using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>The addresses of somebody's own account.</summary>
internal static class AddressEndpoints
{
    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps what the forms for addresses are sent to, and where the link of a letter leads.</summary>
        public void MapAddresses()
        {
            app.MapPost("/account/addresses", AskAsync);
            app.MapPost("/account/addresses/remove", RemoveAsync);
            app.MapPost("/account/addresses/first", MakeFirstAsync);
            app.MapMethods(Addresses.ConfirmAddress, Verbs.Read, ShowAsync).For(EndpointAccess.Users);
            app.MapPost(Addresses.ConfirmAddress, ConfirmAsync);
        }
    }

    private static async Task<IResult> AskAsync(PostedForm posted, HttpContext context, Visitor visitor, LetterDesk desk, CancellationToken cancel)
    {
        var address = posted.Text("email");
        return Back.After(Addresses.Account, await desk.AskAddressAsync(context, address, visitor.Actor, cancel), $"A letter to {address} is on its way: go on by the link in it.");
    }

    private static async Task<IResult> RemoveAsync(PostedForm posted, Visitor visitor, AddressStep step, CancellationToken cancel) =>
        Back.After(Addresses.Account, await step.RemoveAsync(visitor.User!.Id, posted.Text("email"), visitor.Actor, cancel), "The address is yours no longer.");

    private static async Task<IResult> MakeFirstAsync(PostedForm posted, Visitor visitor, AddressStep step, CancellationToken cancel) =>
        Back.After(Addresses.Account, await step.MakeFirstAsync(visitor.User!.Id, posted.Text("email"), visitor.Actor, cancel), "Mail to you goes to this address now.");

    private static async Task<IResult> ShowAsync(string? key, HttpContext context, Visitor visitor, LinkDesk desk, CancellationToken cancel) =>
        await desk.FindAsync(context, key, ConfirmationPurpose.Address, cancel) switch
        {
            LinkOutcome.Found { Confirmation: var found } when found.User == visitor.User!.Id =>
                PageForm.Of(context).Answer<ConfirmAddressPage>(new ConfirmAddressModel(key!, found.Address, visitor.User.Username), () => new { address = found.Address }),
            LinkOutcome.Found => PageForm.Of(context).Problem(StatusCodes.Status403Forbidden, "Another account asked for this letter. If that is yours too, sign in by it and follow the link again."),
            var other => LinkDesk.Refuse(context, other),
        };

    private static async Task<IResult> ConfirmAsync(PostedForm posted, HttpContext context, LinkDesk desk, ConfirmationStep step, CancellationToken cancel)
    {
        var key = posted.Text("key");
        var link = await desk.FindAsync(context, key, ConfirmationPurpose.Address, cancel);
        if (link is not LinkOutcome.Found) return LinkDesk.Refuse(context, link);
        return Back.After(Addresses.Account, await step.ConfirmAddressAsync(key, Visitor.Of(context).Actor, cancel), "The address is yours.");
    }
}
