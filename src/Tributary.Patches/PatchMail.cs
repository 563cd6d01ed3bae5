using System.Collections.Immutable;
using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>A message as the people of patches see it: what it is, its title, message, diff and trailers.</summary>
public sealed record PatchMail
{
    /// <summary>The message's id.</summary>
    public required MessageId Id { get; init; }

    /// <summary>What it is.</summary>
    public required MailKind Kind { get; init; }

    /// <summary>Why it is that, in one sentence.</summary>
    public required string KindReason { get; init; }

    /// <summary>Its subject, taken apart.</summary>
    public required PatchSubject Subject { get; init; }

    /// <summary>
    /// The text before the diff without signature, list footer and notes: for a patch the commit message (the From: line of the
    /// body taken out), for a cover letter or reply its text.
    /// </summary>
    public string Content { get; init; } = "";

    /// <summary>What stands between the <c>---</c> line and the diff: change log, diffstat.</summary>
    public string Notes { get; init; } = "";

    /// <summary>The diff, from its first header line, with LF line ends; null when there is none.</summary>
    public string? Diff { get; init; }

    /// <summary>The files of the diff.</summary>
    public ImmutableArray<DiffFile> Files { get; init; } = [];

    /// <summary>The author: the From: line that begins the body where there is one, else the sender.</summary>
    public required Mailbox Author { get; init; }

    /// <summary>The trailers of the commit message (a patch) or given in the text, outside quotes (a reply, a cover letter).</summary>
    public ImmutableArray<Trailer> Trailers { get; init; } = [];

    /// <summary><c>base-commit:</c>, lower-case hex, or null.</summary>
    public string? BaseCommit { get; init; }

    /// <summary><c>change-id:</c> as b4 writes it, or null.</summary>
    public string? ChangeId { get; init; }

    /// <summary>What it depends on: message ids or URLs of <c>Depends-on:</c>, <c>prerequisite-message-id:</c> …</summary>
    public ImmutableArray<string> DependsOn { get; init; } = [];

    /// <summary><c>prerequisite-patch-id:</c> lines of git format-patch --base, lower-case hex.</summary>
    public ImmutableArray<string> PrerequisitePatches { get; init; } = [];

    /// <summary>
    /// Message ids that its own text (outside quotes) links to by an archive URL, with the line's words, for the links
    /// between versions (<c>v3: https://…/r/ID</c>).
    /// </summary>
    public ImmutableArray<MailLink> Links { get; init; } = [];

    /// <summary>Repository and ref of a pull request, parted by a space, or null.</summary>
    public string? PullUrl { get; init; }

    /// <summary>
    /// Patchwork's hash of the diff (peers.md): SHA-1 in lower-case hex over its changed lines; null without a diff. Computed at each call.
    /// </summary>
    public string? DiffHash => Diff is null ? null : Patches.DiffHash.Of(Diff);

    /// <summary>Reads a message; never throws on any mail.</summary>
    public static PatchMail Read(Message message) => PatchMailReader.Read(message);
}

/// <summary>A link to another message.</summary>
/// <param name="Target">The message it names.</param>
/// <param name="Words">The line it stands in, and the line before where that ends with a colon or this holds nothing else: what the sender says of it.</param>
public sealed record MailLink(MessageId Target, string Words);
