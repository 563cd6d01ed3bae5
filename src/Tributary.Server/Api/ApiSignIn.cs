using System.Text;
using Microsoft.AspNetCore.Http;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Who asks, as he says.</summary>
internal abstract record ApiCaller
{
    private ApiCaller()
    {
    }

    /// <summary>He said nothing.</summary>
    public sealed record Nobody : ApiCaller;

    /// <summary>A user.</summary>
    public sealed record Known(User User) : ApiCaller;

    /// <summary>He is not who he says.</summary>
    /// <param name="Sentence">What is wrong, in Django REST framework's words.</param>
    public sealed record Wrong(string Sentence) : ApiCaller;

    /// <summary>He was wrong too often and has to wait.</summary>
    /// <param name="Wait">How long.</param>
    public sealed record TooMany(TimeSpan Wait) : ApiCaller;
}

/// <summary>
/// Signs in by the header Authorization: Basic, then Token. Sessions come first in Patchwork's settings, so that its refusals are 403 and bear no
/// WWW-Authenticate, and ours are the same.
/// </summary>
internal sealed class ApiSignIn(SignIn signIn, FailedSignIns failed, TimeProvider clock)
{
    /// <summary>Finds who asks.</summary>
    public async Task<ApiCaller> FindAsync(HttpContext http, CancellationToken cancel)
    {
        var words = ((string?)http.Request.Headers.Authorization ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [var scheme, ..] when scheme.Equals("basic", StringComparison.OrdinalIgnoreCase) => await ReadBasicAsync(words, http, cancel),
            [var scheme, ..] when scheme.Equals("token", StringComparison.OrdinalIgnoreCase) => await ReadTokenAsync(words, http, cancel),
            _ => new ApiCaller.Nobody(),
        };
    }

    private async Task<ApiCaller> ReadTokenAsync(string[] words, HttpContext http, CancellationToken cancel)
    {
        if (words.Length == 1) return new ApiCaller.Wrong("Invalid token header. No credentials provided.");
        if (words.Length > 2) return new ApiCaller.Wrong("Invalid token header. Token string should not contain spaces.");
        if (!words[1].All(char.IsAscii)) return new ApiCaller.Wrong("Invalid token header. Token string should not contain invalid characters.");
        if (failed.WaitForSecret(http) is { } wait) return new ApiCaller.TooMany(wait);
        if (await signIn.FindByTokenAsync(words[1], clock.GetUtcNow(), cancel) is { } user) return new ApiCaller.Known(user);
        failed.NoteSecret(http);
        return new ApiCaller.Wrong("Invalid token.");
    }

    private async Task<ApiCaller> ReadBasicAsync(string[] words, HttpContext http, CancellationToken cancel)
    {
        if (words.Length == 1) return new ApiCaller.Wrong("Invalid basic header. No credentials provided.");
        if (words.Length > 2) return new ApiCaller.Wrong("Invalid basic header. Credentials string should not contain spaces.");
        if (Decode(words[1]) is not { } pair || pair.IndexOf(':', StringComparison.Ordinal) is not (var colon and >= 0))
            return new ApiCaller.Wrong("Invalid basic header. Credentials not correctly base64 encoded.");
        var (username, password) = (pair[..colon], pair[(colon + 1)..]);
        if (failed.WaitForPassword(http, username) is { } wait) return new ApiCaller.TooMany(wait);
        if (await signIn.FindByPasswordAsync(username, password, cancel) is { } user) return new ApiCaller.Known(user);
        failed.NotePassword(http, username);
        return new ApiCaller.Wrong("Invalid username/password.");
    }

    private static string? Decode(string word)
    {
        var bytes = new byte[word.Length];
        return Convert.TryFromBase64String(word, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }
}
