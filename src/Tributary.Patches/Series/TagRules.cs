using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>Which trailers are tags, and who may give them. b4's rules are the model.</summary>
internal static class TagRules
{
    private const int ShortestPart = 4;

    private static readonly HashSet<string> Verdicts = new(StringComparer.OrdinalIgnoreCase) { "Acked-by", "Reviewed-by", "Tested-by" };

    private static readonly HashSet<string> Facts = new(StringComparer.OrdinalIgnoreCase) { "Fixes", "Closes", "Bug", "BugLink" };

    private static readonly HashSet<string> Credits = new(StringComparer.OrdinalIgnoreCase) { "Reported-by", "Suggested-by" };

    /// <summary>True for what a person says of a patch after reading or trying it: Acked-by, Reviewed-by, Tested-by, and with words between (Acked-and-tested-by).</summary>
    public static bool IsVerdict(Trailer trailer) =>
        Verdicts.Contains(trailer.Key)
        || (trailer.Key.EndsWith("-by", StringComparison.OrdinalIgnoreCase)
            && Verdicts.Any(verdict => trailer.Key.Contains(verdict.AsSpan(0, verdict.Length - 3), StringComparison.OrdinalIgnoreCase)));

    /// <summary>True for a trailer of a patch that is kept as a tag: anything -by, and what it fixes or closes.</summary>
    public static bool IsTag(Trailer trailer) => trailer.Key.EndsWith("-by", StringComparison.OrdinalIgnoreCase) || Facts.Contains(trailer.Key);

    /// <summary>
    /// True when a reply gives the tag to a patch: a verdict only in one's own name; what it fixes by anybody; whom to credit by the
    /// author alone, since robots that found a fault in the patch ask to be credited in its mending. A sign-off is given by carrying
    /// the patch, not by a reply.
    /// </summary>
    public static bool MayGive(Mailbox sender, Trailer trailer, Mailbox author) =>
        Facts.Contains(trailer.Key)
        || (IsVerdict(trailer) && IsOwnName(sender, TrailerPerson.Of(trailer.Value)))
        || (Credits.Contains(trailer.Key) && Person.Same(sender, author));

    /// <summary>What makes two tags the same: the key and the address, or the whole value where it holds none.</summary>
    public static (string Key, string Value) Identity(Trailer trailer)
    {
        var person = trailer.Key.EndsWith("-by", StringComparison.OrdinalIgnoreCase) ? TrailerPerson.Of(trailer.Value) : new("", "");
        return (trailer.Key.ToLowerInvariant(), person.Address.Length > 0 ? person.Key : trailer.Value);
    }

    /// <summary>One person, also where the sender gives but a part of the name (<c>ann</c> for Ann Author).</summary>
    private static bool IsOwnName(Mailbox sender, Mailbox named)
    {
        if (Person.Same(sender, named)) return true;
        var part = TitleWords.Normalise(sender.Name);
        return part.Length >= ShortestPart && TitleWords.Normalise(named.Name).Split(' ').Contains(part, StringComparer.Ordinal);
    }
}
