using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Somebody's own account: who he is, his tokens, his sessions.</summary>
internal static class AccountEndpoints
{
    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/account</c> and what its forms are sent to.</summary>
        public void MapAccount()
        {
            app.MapMethods(Addresses.Account, Verbs.Read, ShowAsync).For(EndpointAccess.Users);
            app.MapPost("/account/profile", ChangeAsync);
            app.MapPost("/account/password", ChangePasswordAsync);
            app.MapPost("/account/tokens", MakeTokenAsync);
            app.MapPost("/account/tokens/revoke", RevokeTokenAsync);
            app.MapPost("/account/sessions/end", EndSessionAsync);
            app.MapPost("/account/sessions/end-others", EndOthersAsync);
        }
    }

    private static async Task<IResult> ShowAsync(PageForm form, Visitor visitor, AccountReader reader, CancellationToken cancel)
    {
        var model = await reader.ReadAsync(visitor, newToken: null, cancel);
        return form.Answer<AccountPage>(model, () => AccountView.From(model));
    }

    private static async Task<IResult> ChangeAsync(PostedForm posted, Visitor visitor, UserStep step, CancellationToken cancel)
    {
        var edit = new UserEdit { FirstName = posted.Text("first-name"), LastName = posted.Text("last-name"), SendEmail = posted.IsTicked("send-email"), ShowIds = posted.IsTicked("show-ids") };
        return Back.After(Addresses.Account, await step.ChangeAsync(visitor.User!.Id, edit, visitor.Actor, cancel), "Your name and settings are kept.");
    }

    private static async Task<IResult> ChangePasswordAsync(PostedForm posted, Visitor visitor, HttpContext context, PasswordDesk desk, CancellationToken cancel) =>
        Back.After(Addresses.Account, await desk.ChangeAsync(context, visitor, posted.Exactly("current"), posted.Exactly("password"), cancel), "Your password is changed, and your other sessions are ended.");

    // The token stands on this answer alone: it is in no cookie and at no address.
    private static async Task<IResult> MakeTokenAsync(PostedForm posted, HttpContext context, TokenStep step, AccountReader reader, CancellationToken cancel)
    {
        var visitor = Visitor.Of(context);
        var (outcome, token) = await step.IssueAsync(visitor.User!.Id, posted.Text("label"), visitor.Actor, cancel);
        if (token is null) return Back.After(Addresses.Account, outcome, "");
        var model = await reader.ReadAsync(visitor, token.Token, cancel);
        return PageForm.Of(context).Answer<AccountPage>(model, () => new { id = token.Id, token = token.Token });
    }

    private static async Task<IResult> RevokeTokenAsync(PostedForm posted, Visitor visitor, TokenStep step, CancellationToken cancel) =>
        Back.After(Addresses.Account, await step.RevokeAsync(posted.Number("token") ?? 0, visitor.Actor, cancel), "The token is worthless now.");

    private static async Task<IResult> EndSessionAsync(PostedForm posted, Visitor visitor, SessionStep step, CancellationToken cancel) =>
        Back.After(Addresses.Account, await step.EndAsync(posted.Number("session") ?? 0, visitor.Actor, cancel), "The session is ended.");

    private static async Task<IResult> EndOthersAsync(Visitor visitor, SessionStep step, CancellationToken cancel) =>
        Back.After(Addresses.Account, await step.EndAllAsync(visitor.User!.Id, visitor.Session!.Id, visitor.Actor, cancel), "Your other sessions are ended.");
}
