using Microsoft.AspNetCore.Http;

namespace Tributary.Server;

/// <summary>Leads somebody who reads a page to the sign-in, and from there back; tells others that they have to sign in.</summary>
internal sealed class SignInFirst : IResult
{
    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var form = PageForm.Of(httpContext);
        var request = httpContext.Request;
        var isPage = !form.IsJson && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method));
        return (isPage ? TypedResults.Redirect(Addresses.SignInTo(request.Path.ToUriComponent() + request.QueryString.ToUriComponent()))
            : form.Problem(StatusCodes.Status403Forbidden, "Only those who signed in may do this.")).ExecuteAsync(httpContext);
    }
}
