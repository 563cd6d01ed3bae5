using System.Collections.Immutable;

namespace Tributary.Server;

/// <summary>Answers one method of a route.</summary>
/// <param name="request">What is asked.</param>
/// <param name="cancel">Ends it early.</param>
internal delegate Task<ApiAnswer> ApiHandler(ApiRequest request, CancellationToken cancel);

/// <summary>An address of the API and what it takes; docs/patchwork-api.md lists them all.</summary>
/// <param name="Path">
/// Below <c>/api/VERSION/</c>, e.g. <c>patches/{id}/comments/</c>. A place in braces takes digits, but <c>{key}</c> takes any word.
/// </param>
/// <param name="Name">What OPTIONS calls it, e.g. <c>Patch List</c>.</param>
internal sealed record ApiRoute(string Path, string Name)
{
    private static readonly ImmutableArray<string> Known = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];

    /// <summary>The version that brought it.</summary>
    public ApiVersion Since { get; init; } = ApiVersion.V10;

    /// <summary>The version from which on its methods other than GET are there.</summary>
    public ApiVersion WritableSince { get; init; } = ApiVersion.V10;

    /// <summary>Nobody reads it without signing in.</summary>
    public bool SignedInOnly { get; init; }

    /// <summary>Reads it; HEAD too.</summary>
    public ApiHandler? Get { get; init; }

    /// <summary>Adds to it.</summary>
    public ApiHandler? Post { get; init; }

    /// <summary>Sets all of it.</summary>
    public ApiHandler? Put { get; init; }

    /// <summary>Sets some of it.</summary>
    public ApiHandler? Patch { get; init; }

    /// <summary>Takes it away.</summary>
    public ApiHandler? Delete { get; init; }

    /// <summary>The parameters of its query.</summary>
    public ImmutableArray<ApiParameter> Parameters { get; init; } = [];

    /// <summary>The fields of its bodies that are taken.</summary>
    public ImmutableArray<string> BodyFields { get; init; } = [];

    /// <summary>The shape of its answers; null for a list of addresses.</summary>
    public IApiShape? Answer { get; init; }

    /// <summary>The path's parts.</summary>
    internal ImmutableArray<string> Parts { get; } = [.. Path.Split('/', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The methods it has, in the order in which Django REST framework names them.</summary>
    internal IEnumerable<string> Methods => Known.Where(method => HandlerOf(method) is not null).Append("OPTIONS");

    /// <summary>What the header Allow says.</summary>
    internal string Allow => string.Join(", ", Methods);

    /// <summary>The handler of a method, or null.</summary>
    internal ApiHandler? HandlerOf(string method) => method switch
    {
        "GET" or "HEAD" => Get,
        "POST" => Post,
        "PUT" => Put,
        "PATCH" => Patch,
        "DELETE" => Delete,
        _ => null,
    };
}

/// <summary>A parameter of a query.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Since">The version that brought it; earlier ones ignore it.</param>
internal readonly record struct ApiParameter(string Name, ApiVersion Since = ApiVersion.V10)
{
    /// <summary>Those of every list, then its own.</summary>
    public static ImmutableArray<ApiParameter> OfList(params ReadOnlySpan<ApiParameter> own) => [new("page"), new("per_page"), new("order"), new("q"), .. own];
}

/// <summary>A part of the API: one kind of thing.</summary>
internal interface IApiResource
{
    /// <summary>Its addresses.</summary>
    ImmutableArray<ApiRoute> Routes { get; }
}
