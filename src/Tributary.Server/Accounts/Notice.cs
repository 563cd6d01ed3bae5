using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Tributary.Server;

/// <summary>A sentence that the next page shows once: what a form did, or why not.</summary>
/// <param name="Sentence">The sentence.</param>
/// <param name="IsFault">It did not work.</param>
/// <param name="Change">The number of the change that can be undone, or null.</param>
internal sealed record Notice(string Sentence, bool IsFault, long? Change = null);

/// <summary>Carries the sentence from the answer to a form to the page after it: in a cookie that only the server can write.</summary>
internal sealed class Notices(IDataProtectionProvider protection)
{
    private const string CookieName = "tributary-notice";

    // A cookie has 4096 bytes at most.
    private const int MostCharacters = 600;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private readonly IDataProtector protector = protection.CreateProtector(CookieName);

    /// <summary>True when a request brings one: its page is made for this request alone.</summary>
    public static bool IsWaiting(HttpContext context) => SiteCookies.Read(context, CookieName) is not null;

    /// <summary>Leaves one for the next page.</summary>
    public void Leave(HttpContext context, Notice notice)
    {
        var sentence = notice.Sentence.Length > MostCharacters ? notice.Sentence[..MostCharacters] + "…" : notice.Sentence;
        SiteCookies.Write(context, CookieName, protector.Protect((notice.IsFault ? "!" : notice.Change is { } change ? $"#{Addresses.Number(change)} " : " ") + sentence), Life);
    }

    /// <summary>Takes the one that waits; null when there is none, or it is not ours.</summary>
    public Notice? Take(HttpContext context)
    {
        if (SiteCookies.Read(context, CookieName) is not { } value) return null;
        context.Response.Headers.CacheControl = "no-store";
        SiteCookies.Delete(context, CookieName);
        try
        {
            return Read(protector.Unprotect(value));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // "!" and a fault, " " and what was done, or "#", the number of the change, " " and what was done.
    private static Notice? Read(string text) => text switch
    {
        ['#', .. var rest] when rest.IndexOf(' ', StringComparison.Ordinal) is var space and > 0 && long.TryParse(rest.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out var change) =>
            new(rest[(space + 1)..], IsFault: false, change),
        [var mark, .. var sentence] => new(sentence, mark == '!'),
        _ => null,
    };
}
