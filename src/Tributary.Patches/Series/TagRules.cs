using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>Which trailers are tags, and who may give them. b4's rules are the model.</summary>
internal static class TagRules
{
    private static readonly HashSet<string> Verdicts = new(StringComparer.OrdinalIgnoreCase) { "Acked-by", "Reviewed-by", "Tested-by" };

    private static readonly HashSet<string> Facts =
        new(StringComparer.OrdinalIgnoreCase) { "Fixes", "Closes", "Reported-by", "Suggested-by", "Bug", "BugLink" };

    /// <summary>True for what a person says of a patch after reading or trying it: Acked-by, Reviewed-by, Tested-by, and with words between (Acked-and-tested-by).</summary>
    public static bool IsVerdict(Trailer trailer) =>
        Verdicts.Contains(trailer.Key)
        || (trailer.Key.EndsWith("-by", StringComparison.OrdinalIgnoreCase)
            && Verdicts.Any(verdict => trailer.Key.Contains(verdict.AsSpan(0, verdict.Length - 3), StringComparison.OrdinalIgnoreCase)));

    /// <summary>True for a trailer of a patch that is kept as a tag: anything -by, and what it fixes or closes.</summary>
    public static bool IsTag(Trailer trailer) => trailer.Key.EndsWith("-by", StringComparison.OrdinalIgnoreCase) || Facts.Contains(trailer.Key);

    /// <summary>
    /// True when a reply from this person gives the tag: a verdict only in one's own name, a fact by anybody. A sign-off is given by
    /// carrying the patch, not by a reply.
    /// </summary>
    public static bool MayGive(Mailbox sender, Trailer trailer) =>
        Facts.Contains(trailer.Key) || (IsVerdict(trailer) && Person.Same(sender, PersonOf(trailer.Value)));

    /// <summary>What makes two tags the same: the key and the address, or the whole value where it holds none.</summary>
    public static (string Key, string Value) Identity(Trailer trailer)
    {
        var person = PersonOf(trailer.Value);
        return (trailer.Key.ToLowerInvariant(), person.Address.Length > 0 ? person.Key : trailer.Value);
    }

    private static Mailbox PersonOf(string value)
    {
        var open = value.IndexOf('<', StringComparison.Ordinal);
        var close = value.IndexOf('>', Math.Max(open, 0));
        if (open >= 0 && close > open) return new(value[..open].Trim().Trim('"'), value[(open + 1)..close].Trim());
        return value.Contains('@', StringComparison.Ordinal) && !value.Contains(' ', StringComparison.Ordinal) ? new("", value) : new(value, "");
    }
}
