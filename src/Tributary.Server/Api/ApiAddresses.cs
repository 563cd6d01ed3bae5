using Microsoft.AspNetCore.Http;

namespace Tributary.Server;

/// <summary>The absolute addresses in answers.</summary>
/// <param name="Site">Scheme and host, no slash at the end.</param>
/// <param name="Version">The version that the request named; null where it named none, and then addresses name none.</param>
internal sealed record ApiAddresses(string Site, ApiVersion? Version)
{
    /// <summary>The addresses of a request: at the site's public address where one is set, else as the request names it.</summary>
    public static ApiAddresses Of(HttpRequest request, string? publicUrl, ApiVersion? version) =>
        new(publicUrl?.TrimEnd('/') ?? $"{request.Scheme}://{request.Host.ToUriComponent()}", version);

    /// <summary>An address of the API in the request's version, e.g. of <c>patches/1/</c>.</summary>
    public string Url(string path) => Version is { } version ? $"{Site}{ApiRouter.Root}/{version.Name}/{path}" : UnversionedUrl(path);

    /// <summary>An address of the API without a version: Patchwork gives those of a patch's comments and checks so.</summary>
    public string UnversionedUrl(string path) => $"{Site}{ApiRouter.Root}/{path}";

    /// <summary>An address of the site, e.g. of <c>/series/1/mbox/</c>.</summary>
    public string Absolute(string path) => Site + path;
}
