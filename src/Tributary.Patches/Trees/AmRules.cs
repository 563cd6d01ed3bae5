using System.Collections.Immutable;
using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>Which trailers of an answer go into the commit, and whose. b4's rules, but for what docs/trees.md lists.</summary>
internal static class AmRules
{
    /// <summary>Keys that name a commit, a page or a message, no person.</summary>
    public static ImmutableHashSet<string> Utilities { get; } = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "Fixes", "Link", "BugLink", "Obsoleted-by", "Message-Id", "Change-Id", "base-commit");

    private static readonly ImmutableHashSet<string> Things = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "Fixes", "Obsoleted-by");

    /// <summary>The trailers that an answer gives, by whom it should be that gives them.</summary>
    /// <param name="text">The text of the answer.</param>
    /// <param name="sender">Who sent it.</param>
    public static ImmutableArray<AmTrailer> Given(string text, Mailbox sender) => [.. AmText.Read(text).Trailers.Where(trailer => IsGiven(trailer) && (!trailer.IsOfPerson || IsOwn(trailer.Person, sender))).Select(static trailer => trailer.Closed())];

    // What people say of a patch (…-by) and what it mends; no header of a quoted mail, no word that a colon follows.
    private static bool IsGiven(AmTrailer trailer) =>
        trailer.Key.All(char.IsAscii) && !trailer.Value.Contains("http://", StringComparison.OrdinalIgnoreCase) && !trailer.Value.Contains("https://", StringComparison.OrdinalIgnoreCase)
        && (trailer.IsOfPerson ? trailer.Key.EndsWith("-by", StringComparison.OrdinalIgnoreCase) : Things.Contains(trailer.Key));

    private static bool IsOwn(Mailbox named, Mailbox sender) =>
        IsSameAddress(named.Key, sender.Key) || (named.Name.Length > 0 && (named.Name.Equals(sender.Name, StringComparison.OrdinalIgnoreCase) || HasAllParts(named.Name, sender.Name)));

    // "Doe, John" signs as John Doe.
    private static bool HasAllParts(string named, string sender) =>
        sender.IndexOf(',', StringComparison.Ordinal) > 0 && sender.Split(',', StringSplitOptions.TrimEntries).All(part => named.Contains(part, StringComparison.OrdinalIgnoreCase));

    // foo+kernel@example.com is foo@example.com, and foo@linux.example.com is foo@example.com.
    private static bool IsSameAddress(string one, string other)
    {
        if (one == other) return one.Length > 0;
        if (Split(one) is not var (name, host) || Split(other) is not var (otherName, otherHost) || name != otherName) return false;
        if (host == otherHost) return true;
        return Math.Abs(host.Count(static letter => letter == '.') - otherHost.Count(static letter => letter == '.')) == 1
            && (host.EndsWith("." + otherHost, StringComparison.Ordinal) || otherHost.EndsWith("." + host, StringComparison.Ordinal));
    }

    private static (string Name, string Host)? Split(string address)
    {
        var at = address.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0) return null;
        var plus = address.IndexOf('+', 0, at);
        return (address[..(plus > 0 ? plus : at)], address[(at + 1)..]);
    }
}
