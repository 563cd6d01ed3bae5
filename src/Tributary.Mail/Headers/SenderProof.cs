using System.Collections.Immutable;

namespace Tributary.Mail;

/// <summary>Whether a mail is proven to come from whom it says, by what a relay that is trusted found (Authentication-Results, RFC 8601).</summary>
public static class SenderProof
{
    /// <summary>
    /// True when the newest results of one of the relays say that DMARC, DKIM or SPF passed for the domain of the sender. The relay has to take away what others wrote in
    /// its name (RFC 8601, 5).
    /// </summary>
    /// <param name="message">The mail.</param>
    /// <param name="relays">The names by which the relays sign their results (authserv-id), in any case.</param>
    public static bool IsProven(Message message, ImmutableArray<string> relays)
    {
        var at = message.From.Address.LastIndexOf('@');
        if (at < 0) return false;
        var domain = message.From.Address[(at + 1)..].ToLowerInvariant();
        foreach (var header in message.Headers)
        {
            if (!header.Is("Authentication-Results")) continue;
            var results = WithoutComments(header.Value).Split(';', StringSplitOptions.TrimEntries);
            // The id may be followed by a version.
            if (!relays.Contains(results[0].Split(' ')[0], StringComparer.OrdinalIgnoreCase)) continue;
            return results.Skip(1).Any(result => Proves(result, domain));
        }

        return false;
    }

    private static bool Proves(string result, string domain)
    {
        var words = result.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words is [var verdict, .. var properties] && verdict switch
        {
            "dmarc=pass" => properties.Any(word => DomainOf(word, "header.from=") == domain),
            "dkim=pass" => properties.Any(word => IsAbove(DomainOf(word, "header.d=") ?? DomainOf(word, "header.i="), domain)),
            "spf=pass" => properties.Any(word => DomainOf(word, "smtp.mailfrom=") == domain),
            _ => false,
        };
    }

    private static string? DomainOf(string word, string property) =>
        word.StartsWith(property, StringComparison.Ordinal) ? word[(Math.Max(word.LastIndexOf('@'), property.Length - 1) + 1)..].Trim('"') : null;

    // Who may sign for example.org may speak for people of lists.example.org; nobody signs for a whole top-level domain.
    private static bool IsAbove(string? signer, string domain) =>
        signer is not null && (signer == domain || (signer.Contains('.', StringComparison.Ordinal) && domain.EndsWith('.' + signer, StringComparison.Ordinal)));

    private static string WithoutComments(string value)
    {
        var (depth, kept) = (0, new System.Text.StringBuilder(value.Length));
        foreach (var sign in value)
        {
            if (sign == '(') depth++;
            else if (sign == ')' && depth > 0) depth--;
            else if (depth == 0) kept.Append(sign);
        }

        return kept.ToString();
    }
}
