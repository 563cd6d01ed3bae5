using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Tributary.Server;

/// <summary>Signing in and out.</summary>
internal static class SignInEndpoints
{
    private const string Wrong = "The name or the password is wrong.";

    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/sign-in</c> and <c>/sign-out</c>.</summary>
        public void MapSignIn()
        {
            app.MapMethods(Addresses.SignIn, Verbs.Read, Show);
            app.MapPost(Addresses.SignIn, SignInAsync).For(EndpointAccess.Visitors);
            app.MapPost(Addresses.SignOut, SignOutAsync).For(EndpointAccess.Visitors);
        }
    }

    private static IResult Show(string? next, PageForm form, Visitor visitor) => visitor.User is null
        ? form.Answer<SignInPage>(new SignInModel(LocalAddress.Of(next), "", Fault: null), static () => new { }) : Back.To(next);

    private static async Task<IResult> SignInAsync(PostedForm posted, HttpContext context, SignInDesk desk, CancellationToken cancel)
    {
        var (next, name) = (LocalAddress.Of(posted.Text("next")), posted.Text("name"));
        return await desk.TryAsync(context, name, posted.Exactly("password"), cancel) switch
        {
            SignInOutcome.Done => Back.To(next),
            SignInOutcome.TooOften => Again(StatusCodes.Status429TooManyRequests, "That was wrong too often: wait a minute, and try again."),
            _ => Again(StatusCodes.Status400BadRequest, Wrong),
        };

        IResult Again(int status, string fault) => PageForm.Of(context).Answer<SignInPage>(new SignInModel(next, name, fault), () => new ProblemView(fault), status);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, Sessions sessions, CancellationToken cancel)
    {
        await sessions.EndAsync(context, cancel);
        return Back.To("/", "You are signed out.");
    }
}

/// <summary>What the page of the sign-in shows.</summary>
/// <param name="Next">Where it leads.</param>
/// <param name="Name">The name that was typed.</param>
/// <param name="Fault">What was wrong, or null.</param>
public sealed record SignInModel(string Next, string Name, string? Fault);
