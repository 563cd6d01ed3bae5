using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Tributary.Server;

/// <summary>
/// Stands before every page: who may come in at all, and whether what a browser sends was sent by our own page. Three things must agree: where the browser
/// says that the request comes from (Sec-Fetch-Site, Origin), and the token of the form with that of the cookie.
/// </summary>
internal sealed class PageGuard(IAntiforgery antiforgery, ServerOptions options)
{
    private const long MostBytes = 1 << 20;
    private const string Foreign = "This form did not come from this site, or is too old: open its page again, with cookies allowed, and send it from there. Nothing was changed.";
    private const string TooLarge = "This form holds more than can be taken. Nothing was changed.";

    private const string Unreadable = "This form holds more fields, longer ones or other characters than can be taken. Nothing was changed.";

    private static readonly FormOptions Limits = new() { ValueCountLimit = 4096, KeyLengthLimit = 200, ValueLengthLimit = 1 << 18, MultipartBodyLengthLimit = MostBytes };

    /// <summary>Lets a request pass, or answers it.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var isApi = ApiServices.IsApi(context.Request.Path);
        var access = context.GetEndpoint()?.Metadata.GetMetadata<EndpointFor>()?.Access;

        // What routing itself answers (no such method) is no endpoint of ours.
        if (isApi || context.GetEndpoint() is not RouteEndpoint || access == EndpointAccess.Programs) await next(context);
        else if (await RefuseAsync(context, access) is { } refusal) await refusal.ExecuteAsync(context);
        else await next(context);
    }

    private async Task<IResult?> RefuseAsync(HttpContext context, EndpointAccess? access)
    {
        var isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        var form = PageForm.Of(context);
        if (!isRead)
        {
            if (!ComesFromHere(context.Request)) return form.Problem(StatusCodes.Status400BadRequest, Foreign);
            if (await FindFaultAsync(context) is { } fault) return form.Problem(fault.Status, fault.Sentence);
            if (!await antiforgery.IsRequestValidAsync(context)) return form.Problem(StatusCodes.Status400BadRequest, Foreign);
        }

        var user = Visitor.Of(context).User;
        return (access ?? (isRead ? EndpointAccess.Visitors : EndpointAccess.Users)) switch
        {
            EndpointAccess.Users when user is null => new SignInFirst(),
            EndpointAccess.Administrators when user is null => new SignInFirst(),
            EndpointAccess.Administrators when user is { IsAdmin: false } => form.Problem(StatusCodes.Status403Forbidden, "This is for administrators."),
            _ => null,
        };
    }

    // Browsers send both where it matters; what sends neither is no browser, and holds no cookie that somebody could abuse.
    private bool ComesFromHere(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is not ("" or "same-origin" or "none")) return false;
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || origin == options.PublicUrl || origin.Equals($"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<(int Status, string Sentence)?> FindFaultAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body) body.MaxRequestBodySize = MostBytes;
        if (!context.Request.HasFormContentType) return null;
        var form = new FormFeature(context.Request, Limits);
        context.Features.Set<IFormFeature>(form);
        try
        {
            await form.ReadFormAsync(context.RequestAborted);
            return null;
        }
        catch (BadHttpRequestException failure) when (failure.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (StatusCodes.Status413PayloadTooLarge, TooLarge);
        }
        catch (Exception failure) when (failure is InvalidDataException or NotSupportedException or BadHttpRequestException)
        {
            // More fields or longer ones than the limits, a NUL, a charset that .NET refuses (UTF-7), pieces that are none.
            return (StatusCodes.Status400BadRequest, Unreadable);
        }
    }
}
