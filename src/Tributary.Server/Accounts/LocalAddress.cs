using Microsoft.AspNetCore.Http.HttpResults;

namespace Tributary.Server;

/// <summary>An address of this site that a stranger named, for leading somebody on: never to another site.</summary>
internal static class LocalAddress
{
    private const int MostCharacters = 2000;

    /// <summary>The address where it is a path of this site, else the front page.</summary>
    /// <param name="address">What was asked for; may be null.</param>
    public static string Of(string? address) => IsOne(address) ? address! : "/";

    // Browsers take a backslash for a slash, and leave out tabs and newlines.
    private static bool IsOne(string? address) =>
        address is ['/', ..] && address.Length <= MostCharacters && RedirectHttpResult.IsLocalUrl(address)
        && !address.Contains('\\', StringComparison.Ordinal) && address.All(static letter => letter is > ' ' and < '\x7f');
}
