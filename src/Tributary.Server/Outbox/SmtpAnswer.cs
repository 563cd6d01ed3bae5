using System.Collections.Immutable;
using System.Globalization;

namespace Tributary.Server;

/// <summary>What a mail server said.</summary>
/// <param name="Code">Its number: 2xx done, 3xx go on, 4xx not now, 5xx never.</param>
/// <param name="Lines">Its words, a line each.</param>
internal sealed record SmtpAnswer(int Code, ImmutableArray<string> Lines)
{
    private const int MostCharacters = 400;

    /// <summary>Done.</summary>
    public bool IsGood => Code is >= 200 and < 300;

    /// <summary>Never.</summary>
    public bool IsFinal => Code is >= 500 and < 600;

    /// <summary>Number and words, for people.</summary>
    public override string ToString()
    {
        var said = string.Create(CultureInfo.InvariantCulture, $"{Code} {string.Join(' ', Lines)}").Trim();
        return said.Length <= MostCharacters ? said : said[..MostCharacters];
    }
}

/// <summary>A mail server cannot be spoken with: for now.</summary>
/// <param name="message">What it did.</param>
internal sealed class SmtpException(string message) : Exception(message);
