using System.Collections.Immutable;

namespace Tributary.Server;

/// <summary>Where a path of the API leads.</summary>
internal abstract record ApiTarget
{
    private ApiTarget()
    {
    }

    /// <summary>To a route.</summary>
    /// <param name="Route">The route.</param>
    /// <param name="Version">The version asked for; null where the path names none.</param>
    /// <param name="Values">What stands in the places of its path, by their names.</param>
    public sealed record Found(ApiRoute Route, ApiVersion? Version, ImmutableDictionary<string, string> Values) : ApiTarget;

    /// <summary>To a route, but for the slash at its end.</summary>
    public sealed record WantsSlash : ApiTarget;

    /// <summary>Nowhere.</summary>
    public sealed record Nowhere : ApiTarget;
}

/// <summary>
/// Finds routes as Patchwork's addresses are found: case counts, every address ends in a slash, a number has digits only, a version that is
/// not known is no address, and an address is there from its version on.
/// </summary>
internal sealed class ApiRouter
{
    /// <summary>What stands before all of them.</summary>
    public const string Root = "/api";

    private readonly ILookup<int, ApiRoute> _routes;

    /// <summary>A router over the routes of all resources.</summary>
    public ApiRouter(IEnumerable<IApiResource> resources)
    {
        Routes = [.. resources.SelectMany(resource => resource.Routes)];
        _routes = Routes.ToLookup(route => route.Parts.Length);
    }

    /// <summary>All routes.</summary>
    public ImmutableArray<ApiRoute> Routes { get; }

    /// <summary>Finds the target of a path that begins with <see cref="Root"/>.</summary>
    public ApiTarget Find(string path)
    {
        if (path == Root) return new ApiTarget.WantsSlash();
        if (!path.StartsWith(Root + "/", StringComparison.Ordinal)) return new ApiTarget.Nowhere();
        var endsInSlash = path.EndsWith('/');
        var rest = endsInSlash ? path[(Root.Length + 1)..] : path[(Root.Length + 1)..] + "/";
        ApiVersion? version = null;
        if (rest.IndexOf('/', StringComparison.Ordinal) is var end and > 0 && ApiVersions.TryParse(rest.AsSpan(0, end), out var named))
        {
            version = named;
            rest = rest[(end + 1)..];
        }

        if (Match(rest, version) is not { } found) return new ApiTarget.Nowhere();
        return endsInSlash ? found : new ApiTarget.WantsSlash();
    }

    private ApiTarget.Found? Match(string rest, ApiVersion? version)
    {
        string[] parts = rest.Length == 0 ? [] : rest[..^1].Split('/', 8);
        foreach (var route in _routes[parts.Length])
        {
            if (route.Since <= (version ?? ApiVersions.Newest) && Read(route, parts) is { } values) return new(route, version, values);
        }

        return null;
    }

    private static ImmutableDictionary<string, string>? Read(ApiRoute route, string[] parts)
    {
        var values = ImmutableDictionary<string, string>.Empty;
        for (var place = 0; place < parts.Length; place++)
        {
            var (wanted, part) = (route.Parts[place], parts[place]);
            if (wanted is not ['{', .. var name, '}'])
            {
                if (wanted != part) return null;
                continue;
            }

            if (part.Length == 0 || (name != "key" && !part.All(char.IsAsciiDigit))) return null;
            values = values.Add(name, part);
        }

        return values;
    }
}
