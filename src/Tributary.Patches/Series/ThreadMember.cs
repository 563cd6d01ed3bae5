using System.Collections.Immutable;
using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>
/// What is kept of a message to place it: in its thread, its series, its version. Small (a few hundred bytes), stored
/// beside the message, so that a cluster is computed again without reading its mail.
/// </summary>
public sealed record ThreadMember
{
    /// <summary>Ancestors kept: the nearest and the first of the thread. What lies between, they name themselves.</summary>
    private const int MostAncestors = 24;

    /// <summary>Paths kept: the first in order; a patch that touches more is a sweep, known by its lines.</summary>
    private const int MostFiles = 32;

    /// <summary>Links kept: the first. Change logs of twenty versions have twenty.</summary>
    private const int MostLinks = 48;

    /// <summary>Dependencies kept: the first.</summary>
    private const int MostDependencies = 16;

    /// <summary>Recipients kept: the first.</summary>
    private const int MostRecipients = 48;

    /// <summary>The message's id.</summary>
    public required MessageId Id { get; init; }

    /// <summary>What it is.</summary>
    public required MailKind Kind { get; init; }

    /// <summary>Who sent it.</summary>
    public required Mailbox From { get; init; }

    /// <summary>When it was sent (<see cref="Message.Date"/>).</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>Its subject, taken apart.</summary>
    public required PatchSubject Subject { get; init; }

    /// <summary>What it answers, nearest first: In-Reply-To, then References from last to first, each id once.</summary>
    public ImmutableArray<MessageId> Ancestors { get; init; } = [];

    /// <summary>Of a patch or cover letter the links whose words name another version, the words shortened.</summary>
    public ImmutableArray<MailLink> Links { get; init; } = [];

    /// <summary><c>change-id:</c>, or null.</summary>
    public string? ChangeId { get; init; }

    /// <summary>The paths that its diff touches.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>The diff's hash (<see cref="PatchMail.DiffHash"/>), or null.</summary>
    public string? DiffHash { get; init; }

    /// <summary>
    /// A sketch of the diff's changed lines, by which like patches are found: the smallest 32-bit hashes of its lines, in order.
    /// </summary>
    public ImmutableArray<uint> Sketch { get; init; } = [];

    /// <summary>The trailers that are tags (any …-by, Fixes, Closes): given by a reply or cover letter, or standing in the patch.</summary>
    public ImmutableArray<Trailer> Trailers { get; init; } = [];

    /// <summary>Of a patch or cover letter the messages that it says it depends on (<see cref="PatchMail.DependsOn"/>), by id or by an archive's URL.</summary>
    public ImmutableArray<MessageId> DependsOn { get; init; } = [];

    /// <summary>Repository and ref of a pull request, parted by a space, or null.</summary>
    public string? PullUrl { get; init; }

    /// <summary>What its headers ask of the tracker; null for nearly all.</summary>
    public PatchworkHints? Hints { get; init; }

    /// <summary>Of a patch or cover letter the addresses in To and Cc, of a pull request those in To, hashed (<see cref="AddressHash"/>): whether it went to a list, or to whom it asks, is asked of them.</summary>
    public ImmutableArray<uint> Recipients { get; init; } = [];

    /// <summary>The trees that its text asks for in words, of a pull request the one that it asks to pull; lower case; mostly none.</summary>
    public ImmutableArray<string> AskedTrees { get; init; } = [];

    /// <summary>What is kept of a message that was read.</summary>
    public static ThreadMember Of(Message message, PatchMail mail) => new()
    {
        Id = message.Id,
        Kind = mail.Kind,
        From = message.From,
        Date = message.Date,
        Subject = mail.Subject,
        Ancestors = AncestorsOf(message),
        Links = LinksOf(message, mail),
        ChangeId = mail.ChangeId,
        Files = [.. mail.Files.Select(file => file.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MostFiles)],
        DiffHash = mail.DiffHash,
        Sketch = LineSketch.Of(mail.Diff),
        Trailers = [.. mail.Trailers.Where(TagRules.IsTag)],
        DependsOn = DependenciesOf(message, mail),
        PullUrl = mail.Kind is MailKind.PullRequest ? mail.PullUrl : null,
        Hints = PatchworkHints.Of(message),
        Recipients = RecipientsOf(message, mail),
        AskedTrees = TreeTalk.Find(message, mail),
    };

    private static ImmutableArray<uint> RecipientsOf(Message message, PatchMail mail)
    {
        if (mail.Kind is not (MailKind.Patch or MailKind.CoverLetter or MailKind.PullRequest)) return [];
        var count = Math.Min(message.To.Length + (mail.Kind is MailKind.PullRequest ? 0 : message.Cc.Length), MostRecipients);
        var hashes = ImmutableArray.CreateBuilder<uint>(count);
        for (var index = 0; index < count; index++)
            hashes.Add(AddressHash.Of((index < message.To.Length ? message.To[index] : message.Cc[index - message.To.Length]).Address));
        return hashes.MoveToImmutable();
    }

    private static ImmutableArray<MessageId> DependenciesOf(Message message, PatchMail mail)
    {
        if (mail.Kind is not (MailKind.Patch or MailKind.CoverLetter) || mail.DependsOn.IsEmpty) return [];
        var ids = mail.DependsOn.Select(ProseLinks.FindMessage).Where(id => id is not null && id != message.Id).Select(id => id!.Value);
        return [.. ids.Distinct().Take(MostDependencies)];
    }

    private static ImmutableArray<MailLink> LinksOf(Message message, PatchMail mail)
    {
        if (mail.Kind is not (MailKind.Patch or MailKind.CoverLetter)) return [];
        var links = mail.Links.Where(link => link.Target != message.Id && LinkWords.NameVersion(link.Words)).Take(MostLinks);
        return [.. links.Select(link => link with { Words = VersionEvidence.Shorten(link.Words) })];
    }

    private static ImmutableArray<MessageId> AncestorsOf(Message message)
    {
        var seen = new HashSet<MessageId> { message.Id };
        var ancestors = ImmutableArray.CreateBuilder<MessageId>();
        foreach (var id in message.InReplyTo.Concat(message.References.Reverse()))
        {
            if (id.Value.Length > 0 && seen.Add(id)) ancestors.Add(id);
        }

        if (ancestors.Count <= MostAncestors) return ancestors.ToImmutable();
        return [.. ancestors.Take(MostAncestors - 1), ancestors[^1]];
    }
}
