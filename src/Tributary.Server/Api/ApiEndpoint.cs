using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>
/// Patchwork's API: everything under <c>/api</c>. In the order of Django REST framework: the address, the form of the answer, who asks, whether
/// he may ask at all, the method, the thing.
/// </summary>
internal sealed class ApiEndpoint(ApiRouter router, ApiSignIn signIn, ServerOptions options, ProjectNames names)
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers a request.</summary>
    public async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        switch (router.Find(path))
        {
            case ApiTarget.WantsSlash:
                // As Django's CommonMiddleware, whatever the method is.
                http.Response.StatusCode = StatusCodes.Status301MovedPermanently;
                http.Response.Headers.Location = http.Request.Path.ToUriComponent() + "/" + http.Request.QueryString.ToUriComponent();
                break;
            case ApiTarget.Found found:
                await AnswerAsync(http, found);
                break;
            default:
                await SendAsync(new(http, Lost, AddressesOf(http, version: null)), ApiAnswer.NotFound);
                break;
        }
    }

    /// <summary>Answers a fault; the log tells more.</summary>
    public static Task AnswerFailureAsync(HttpContext http, int status) => SendAsync(new(http, Lost, new("", Version: null)), ApiAnswer.Problem(
        status, status == StatusCodes.Status503ServiceUnavailable ? "The database does not answer at the moment; try again in a while." : "A server error occurred."));

    private static ApiTarget.Found Lost { get; } = new(new("", "Lost"), Version: null, []);

    private async Task AnswerAsync(HttpContext http, ApiTarget.Found found)
    {
        var cancel = http.RequestAborted;
        http.Response.Headers.Allow = found.Route.Allow;
        http.Response.Headers.Vary = "Accept";
        // Every address of the API is one route: what is measured of it is told apart by this.
        http.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(new("resource", found.Route.Name));
        var addresses = AddressesOf(http, found.Version);
        if (AnswerForms.Refuse(http.Request) is { } refusal)
        {
            await SendAsync(new(http, found, addresses), refusal);
            return;
        }

        var caller = await signIn.FindAsync(http, cancel);
        var request = new ApiRequest(http, found, addresses)
        {
            User = (caller as ApiCaller.Known)?.User,
            Projects = caller is ApiCaller.Wrong or ApiCaller.TooMany ? ProjectCatalog.Empty : await ProjectCatalog.ReadAsync(options.Database, names, cancel),
        };
        var answer = caller switch
        {
            ApiCaller.Wrong wrong => ApiAnswer.Problem(StatusCodes.Status403Forbidden, wrong.Sentence),
            ApiCaller.TooMany tooMany => ApiAnswer.TooMany((int)Math.Ceiling(tooMany.Wait.TotalSeconds)),
            _ => await HandleAsync(request, cancel),
        };
        await SendAsync(request, answer);
    }

    private ApiAddresses AddressesOf(HttpContext http, ApiVersion? version) => ApiAddresses.Of(http.Request, options.PublicUrl, version);

    private static Task<ApiAnswer> HandleAsync(ApiRequest request, CancellationToken cancel)
    {
        var (route, method) = (request.Route, request.Http.Request.Method);
        var isRead = method is "GET" or "HEAD" or "OPTIONS";
        if (route.SignedInOnly && request.User is null) return Task.FromResult(ApiAnswer.Forbidden(request));
        if (method == "OPTIONS") return Task.FromResult(AnswerForms.Describe(route));
        if (route.HandlerOf(method) is { } handler && (isRead || request.Version >= route.WritableSince)) return handler(request, cancel);
        return Task.FromResult(ApiAnswer.Problem(StatusCodes.Status405MethodNotAllowed, $"Method \"{method}\" not allowed."));
    }

    private static async Task SendAsync(ApiRequest request, ApiAnswer answer)
    {
        var response = request.Http.Response;
        response.StatusCode = answer.Status;
        if (answer.Link is { } link) response.Headers["Link"] = link;
        if (answer.RetryAfter is { } seconds) response.Headers.RetryAfter = Addresses.Number(seconds);
        if (answer.Location is { } location) response.Headers.Location = location;
        if (answer.Standing is { } standing) response.Headers.ETag = $"\"{standing}\"";
        if (answer.Body is null) return;
        var buffer = new ArrayBufferWriter<byte>(4096);
        await using (var json = new Utf8JsonWriter(buffer, Json)) answer.Body(new(json, request));
        response.ContentType = "application/json";
        response.ContentLength = buffer.WrittenCount;
        await response.Body.WriteAsync(buffer.WrittenMemory, request.Http.RequestAborted);
    }
}
