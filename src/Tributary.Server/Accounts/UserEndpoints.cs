using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>All accounts, for administrators: who may do what.</summary>
internal static class UserEndpoints
{
    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/users</c>, <c>/users/NAME</c> and what their forms are sent to.</summary>
        public void MapUsers()
        {
            app.MapMethods(Addresses.Users, Verbs.Read, ListAsync).For(EndpointAccess.Administrators);
            app.MapMethods("/users/{name}", Verbs.Read, ShowAsync).For(EndpointAccess.Administrators);
            app.MapPost("/users/{name}/roles", ChangeAsync).For(EndpointAccess.Administrators);
            app.MapPost("/users/{name}/tokens/revoke", RevokeTokenAsync).For(EndpointAccess.Administrators);
            app.MapPost("/users/{name}/sessions/end", EndSessionsAsync).For(EndpointAccess.Administrators);
        }
    }

    private static async Task<IResult> ListAsync(long? after, PageForm form, Visitor visitor, UserReader reader, CancellationToken cancel)
    {
        var model = await reader.ListAsync(after ?? 0, visitor.At, cancel);
        return form.Answer<UserListPage>(model, () => new { users = model.Users.Select(user => UserView.From(user, model.Projects)), next = model.Next });
    }

    private static async Task<IResult> ShowAsync(string name, PageForm form, Visitor visitor, UserReader reader, CancellationToken cancel) =>
        await reader.FindAsync(name, visitor.At, cancel) is { } model
            ? form.Answer<UserPage>(model, () => UserView.From(model.User, model.Projects.ToDictionary(project => project.Id, project => project.Name)))
            : form.Problem(StatusCodes.Status404NotFound, "There is no such user.");

    // A box that is not ticked is not sent: what a page did not show must not be taken away, so it names the projects that it showed.
    private static async Task<IResult> ChangeAsync(string name, PostedForm posted, Visitor visitor, AccountStep step, CancellationToken cancel)
    {
        var ticked = posted.Numbers("maintains");
        var edit = new AccountEdit
        {
            IsActive = posted.IsTicked("active"), IsAdmin = posted.IsTicked("admin"), Maintains = ticked, Leaves = [.. posted.Numbers("shown").Except(ticked)],
        };
        return Back.After(Addresses.User(name), await step.ChangeAsync(name, edit, visitor.Actor, cancel), "The roles are kept.");
    }

    private static async Task<IResult> RevokeTokenAsync(string name, PostedForm posted, Visitor visitor, TokenStep step, CancellationToken cancel) =>
        Back.After(Addresses.User(name), await step.RevokeAsync(posted.Number("token") ?? 0, visitor.Actor, cancel), "The token is worthless now.");

    private static async Task<IResult> EndSessionsAsync(string name, Visitor visitor, UserQueries users, SessionStep step, CancellationToken cancel) =>
        await users.FindByNameAsync(name, cancel) is { } user
            ? Back.After(Addresses.User(name), await step.EndAllAsync(user.Id, except: null, visitor.Actor, cancel), "All sessions are ended.")
            : Back.WithFault(Addresses.Users, "There is no such user.");
}
