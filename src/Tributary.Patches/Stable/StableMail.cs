using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>A mail by which a change goes into a stable branch, or does not.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Branches">The branches that it speaks of, e.g. <c>6.6</c>; empty where it names none.</param>
/// <param name="Title">The title of the patch.</param>
/// <param name="Upstream">The upstream commits that it names: 7 to 64 lower-case hex digits.</param>
/// <param name="Mail">The mail as a patch, though it may ask trackers to pass over it.</param>
public sealed partial record StableMail(StableMailKind Kind, ImmutableArray<string> Branches, string Title, ImmutableArray<string> Upstream, PatchMail Mail)
{
    private const int MostMatching = 1000;

    /// <summary>Reads a mail; null for one that is not about a stable branch, and for replies.</summary>
    public static StableMail? Read(Message message)
    {
        var subject = PatchSubject.Parse(message.Subject);
        if (subject.IsReply || subject.IsForward) return null;
        if (Notice().Match(message.Subject) is { Success: true } notice) return OfNotice(message, notice);
        ImmutableArray<string> branches = [.. subject.Tags.SelectMany(static tag => BranchWord().Matches(tag).Select(static match => match.Groups["branch"].Value)).Distinct()];
        var isAutomatic = subject.Tags.Contains("AUTOSEL", StringComparer.OrdinalIgnoreCase);
        if (branches.IsEmpty && !isAutomatic) return null;
        var isReview = string.Equals(message.FindHeader("X-stable")?.Trim(), "review", StringComparison.OrdinalIgnoreCase) || message.FindHeader("X-KernelTest-Branch") is not null;
        var mail = Unhidden(message);
        return new(isAutomatic ? StableMailKind.Chosen : isReview ? StableMailKind.Review : StableMailKind.Sent, branches, subject.Title, UpstreamOf(mail), mail);
    }

    /// <summary>Whether a mail of this subject may be one; false for nearly all, and costs little.</summary>
    public static bool IsLikely(string subject) => Notice().IsMatch(subject) || (subject.StartsWith('[') && subject.IndexOf(']', StringComparison.Ordinal) is > 0 and var close && BranchWord().IsMatch(subject[..close]));

    /// <summary>The mail read as a patch, whatever its header asks of trackers: stable's mails ask to be passed over.</summary>
    public static PatchMail Unhidden(Message message) =>
        PatchMail.Read(message with { Headers = message.Headers.RemoveAll(static header => header.Is("X-Patchwork-Hint")) });

    private static StableMail OfNotice(Message message, Match notice)
    {
        var mail = Unhidden(message);
        var upstream = UpstreamOf(mail);
        if (upstream.IsEmpty) upstream = [.. FromLine().Matches(mail.Content + "\n" + mail.Notes).Select(static match => match.Groups["commit"].Value).Take(1)];
        return new(
            notice.Groups["failed"].Success ? StableMailKind.Failed : StableMailKind.Added, [notice.Groups["branch"].Value],
            CommitText.Bare(notice.Groups["title"].Value).ToString(), upstream, mail);
    }

    private static ImmutableArray<string> UpstreamOf(PatchMail mail) => [.. UpstreamStatements.Of(mail).Select(static one => one.Hex).Distinct()];

    [GeneratedRegex("""^(?:(?<failed>FAILED: |WTF: )?patch) "(?<title>.*)" (?:has been added to|failed to apply to|was seriously submitted to be applied to)(?: the)? (?<branch>\d+\.\d+)-stable tree""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, MostMatching)]
    private static partial Regex Notice();

    // 6.6, 6.6.y, linux-6.6.y, stable-6.6, 5.10/5.15; not v2.1, a version of a series.
    [GeneratedRegex(@"(?<![\w.])(?:linux-|stable-|for-|v(?=\d+\.\d+\.y))?(?<branch>\d{1,2}\.\d{1,3})(?:\.y|\.x|-stable)?(?![\w.]|-rc)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, MostMatching)]
    private static partial Regex BranchWord();

    [GeneratedRegex(@"^From (?<commit>[0-9a-f]{40}) Mon Sep 17 00:00:00 2001\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant, MostMatching)]
    private static partial Regex FromLine();
}

/// <summary>What a mail says of a change and a stable branch.</summary>
public enum StableMailKind
{
    /// <summary>Somebody sends it to the stable maintainers: <c>[PATCH 5.10 1/2]</c>.</summary>
    Sent = 1,

    /// <summary>The stable maintainers chose it themselves: <c>[PATCH AUTOSEL 6.6 1/28]</c>.</summary>
    Chosen = 2,

    /// <summary>It is reviewed for the next release of the branch: <c>[PATCH 6.6 012/500]</c>.</summary>
    Review = 3,

    /// <summary>It is in the queue of the branch: <c>Patch "…" has been added to the 6.6-stable tree</c>.</summary>
    Added = 4,

    /// <summary>It does not apply there: <c>FAILED: patch "…" failed to apply to 6.6-stable tree</c>.</summary>
    Failed = 5,
}
