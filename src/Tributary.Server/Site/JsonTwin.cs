using Microsoft.AspNetCore.Http;

namespace Tributary.Server;

/// <summary>The address of a page with <c>.json</c> behind it: the page's data. Routing cannot say so, hence one middleware.</summary>
internal sealed class JsonTwin
{
    /// <summary>What makes the address of a page that of its data.</summary>
    public const string Ending = ".json";

    /// <summary>Takes the ending off before routing and remembers it. Message ids read their address themselves (<see cref="AddressedId"/>).</summary>
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path.Value ?? "";
        if (path.Length > Ending.Length + 1 && path.EndsWith(Ending, StringComparison.Ordinal) && !ApiServices.IsApi(context.Request.Path))
        {
            context.Features.Set(new JsonTwin());
            context.Request.Path = path[..^Ending.Length];
        }

        return next(context);
    }

    /// <summary>True when the data is asked for.</summary>
    public static bool IsAskedFor(HttpContext context) => context.Features.Get<JsonTwin>() is not null;
}
