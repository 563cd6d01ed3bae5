using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>
/// Patchwork's XML-RPC interface at <c>/xmlrpc/</c>, for the <c>pwclient</c> of people who have not moved to its REST backend. Who calls says so by Basic
/// authentication, as there; a token is taken too.
/// </summary>
internal sealed class RpcEndpoint(IEnumerable<IRpcMethods> methods, ApiSignIn signIn, ServerOptions options, ProjectNames names)
{
    /// <summary>Its address.</summary>
    public const string Address = "/xmlrpc/";

    private const string XmlType = "text/xml; charset=utf-8";

    private readonly ImmutableSortedDictionary<string, RpcMethod> _methods =
        methods.SelectMany(static one => one.Methods).ToImmutableSortedDictionary(static one => one.Name, static one => one, StringComparer.Ordinal);

    /// <summary>Answers a call; whatever is wrong with it is a fault of XML-RPC, under the status 200.</summary>
    public async Task AnswerAsync(HttpContext http)
    {
        var answer = await ReadAsync(http) switch
        {
            (null, { } fault) => fault,
            ({ } call, _) => await RunAsync(call, http, http.RequestAborted),
            _ => new RpcFault("The call is longer than can be taken."),
        };
        var bytes = RpcWriter.Write(answer);
        http.Response.ContentType = XmlType;
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    /// <summary>The methods, as text for people.</summary>
    public IResult Describe() => Results.Text(
        $"Patchwork's XML-RPC interface: POST a methodCall to this address. Newer programs use the REST interface at {ApiRouter.Root}/.\n\n"
        + string.Concat(_methods.Values.Select(static method => $"{method.Name}{method.Says}{(method.IsForUsers ? " (for users: Basic authentication)" : "")}\n")));

    private static async Task<(RpcCall? Call, RpcFault? Fault)> ReadAsync(HttpContext http)
    {
        if (http.Request.ContentLength > BodyReading.MaxBytes) return (null, null);
        using var body = new MemoryStream();
        try
        {
            if (!await BodyReading.CopyAsync(http.Request.Body, body, http.RequestAborted)) return (null, null);
        }
        catch (BadHttpRequestException)
        {
            return (null, null);
        }

        return RpcReader.Read(body.ToArray());
    }

    private async Task<object> RunAsync(RpcCall call, HttpContext http, CancellationToken cancel)
    {
        if (!_methods.TryGetValue(call.Method, out var method)) return new RpcFault($"method \"{call.Method}\" is not supported");
        var caller = await signIn.FindAsync(http, cancel);
        if (caller is ApiCaller.Wrong wrong) return new RpcFault(wrong.Sentence);
        if (caller is ApiCaller.TooMany tooMany) return new RpcFault($"Too many wrong passwords: come again in {Math.Ceiling(tooMany.Wait.TotalSeconds)} seconds.");
        var user = (caller as ApiCaller.Known)?.User;
        if (method.IsForUsers && user is null) return new RpcFault("No authentication credentials given");
        var at = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        return await method.Run(new(call, user, at, await ProjectCatalog.ReadAsync(options.Database, names, cancel)), cancel);
    }
}
