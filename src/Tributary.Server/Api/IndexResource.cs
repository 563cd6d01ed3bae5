using System.Collections.Immutable;

namespace Tributary.Server;

/// <summary>The addresses of the API's lists.</summary>
internal sealed class IndexResource : IApiResource
{
    private static readonly ApiShape<ApiAddresses> Shape = new("Index",
    [
        .. new[] { "projects", "users", "people", "patches", "covers", "series", "events", "bundles" }
            .Select(name => new ApiField<ApiAddresses>(name, (writer, _) => writer.Url(name + "/"))),
    ]);

    /// <inheritdoc />
    public ImmutableArray<ApiRoute> Routes { get; } =
    [
        new("", "Index") { Answer = Shape, Get = (request, _) => Task.FromResult(ApiAnswer.Of(Shape, request.Addresses)) },
    ];
}
