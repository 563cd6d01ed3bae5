using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Tributary.Server;

/// <summary>
/// Keeps the archive's addresses, whose first folder may be any name, from taking those of the other rooms: a name with which another address
/// begins is no list.
/// </summary>
internal sealed class ArchiveNames : IRouteConstraint
{
    /// <summary>Its name in routes.</summary>
    public const string Key = "archive";

    private HashSet<string>? taken;

    /// <inheritdoc />
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection)
    {
        if (httpContext is null || !values.TryGetValue(routeKey, out var value)) return false;
        taken ??= [.. ListTaken(httpContext.RequestServices.GetRequiredService<EndpointDataSource>())];
        return !taken.Contains(value?.ToString() ?? "");
    }

    private static IEnumerable<string> ListTaken(EndpointDataSource source)
    {
        foreach (var endpoint in source.Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.RoutePattern.PathSegments is [{ Parts: [RoutePatternLiteralPart literal] }, ..]) yield return literal.Content;
        }
    }
}
