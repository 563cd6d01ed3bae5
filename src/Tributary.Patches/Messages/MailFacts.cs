using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>What is known of a message when it is told what it is.</summary>
internal sealed record MailFacts
{
    /// <summary>Its subject.</summary>
    public required PatchSubject Subject { get; init; }

    /// <summary>The subject that its text gives for git am to take, or null.</summary>
    public PatchSubject? InBodySubject { get; init; }

    /// <summary>
    /// What names the patch in it: its subject; or that in the text, where the mail's own says of no patch, or answers, or is empty. So git am has it.
    /// </summary>
    public PatchSubject PatchSubject =>
        InBodySubject is { IsReply: false, Title.Length: > 0 } inBody
        && (inBody.SaysPatch ? Subject.IsReply || !Subject.SaysPatch : !Subject.SaysPatch && (Subject.IsReply || Subject.Title.Length == 0)) ? inBody : Subject;

    /// <summary>True when it names a message that it answers.</summary>
    public required bool HasParent { get; init; }

    /// <summary>What its text says outside of the diff.</summary>
    public required Prose Prose { get; init; }

    /// <summary>What is said above the diff: in the text, or in the attachment that holds the diff.</summary>
    public required Prose DiffProse { get; init; }

    /// <summary>The diff, in its text or attached, or null.</summary>
    public DiffReading? Diff { get; init; }

    /// <summary>True when the diff is attached.</summary>
    public bool IsAttached { get; init; }

    /// <summary>True when the diff stands in a message that is attached to this one: a bounce, a mail passed on.</summary>
    public bool IsOfAttachedMessage { get; init; }

    /// <summary>Repository and ref of a pull request in its text, or null.</summary>
    public string? PullUrl { get; init; }

    /// <summary>True when the text begins as a patch of git or Mercurial does: with the author's From: line.</summary>
    public bool BeginsWithAuthor { get; init; }

    /// <summary>True when git send-email sent it.</summary>
    public bool IsSentByGit { get; init; }

    /// <summary>True when its header asks trackers to pass over it (<see cref="PatchworkHints.IsIgnored"/>).</summary>
    public bool IsHintedAway { get; init; }

    /// <summary>
    /// True when the diff has the form in which patches are sent: signed off, under a patch's subject, or with git's marks above it; no quotes, and not
    /// much text below it. A bug report that shows a diff has neither.
    /// </summary>
    public bool HasPatchForm => Diff is not null && Prose.QuotedLines == 0 && Diff.Other.Length < LongestAfterword
        && (DiffProse.HasSignOff || NamesItself || ((DiffProse.HasDiffstat || DiffProse.Separator >= 0) && (BeginsWithAuthor || IsSentByGit || HasTreeOrNoSubject)));

    /// <summary>True when git itself made the mail: sign-off and diffstat above a diff without damage.</summary>
    public bool HasFullForm => HasPatchForm && (DiffProse.HasSignOff || NamesItself) && DiffProse.HasDiffstat && !Diff!.IsDamaged && !Prose.ShowsMail;

    private bool NamesItself => InBodySubject is { IsReply: false, SaysPatch: true, Number: not 0 };

    // "[net] title" is a habit of some senders, and no report is without a subject.
    private bool HasTreeOrNoSubject => !Subject.Tags.IsEmpty || Subject.Title.Length == 0;

    private const int LongestAfterword = 600;

    /// <summary>The facts of a message.</summary>
    public static MailFacts Of(Message message, PatchSubject subject, string text, DiffReading? diff, string? attached)
    {
        var prose = new Prose();
        prose.Read(diff is null || attached is not null ? text : text.AsSpan(0, diff.Start));
        var diffProse = prose;
        if (attached is not null && diff is not null)
        {
            diffProse = new();
            diffProse.Read(attached.AsSpan(0, diff.Start));
        }

        var head = InBodyHeaders.Read(attached ?? text, attached is null ? Math.Max(prose.Scissors, 0) : 0);
        return new()
        {
            Subject = subject,
            InBodySubject = head.Subject is { } words ? PatchSubject.Parse(words) : null,
            HasParent = !message.InReplyTo.IsEmpty || !message.References.IsEmpty,
            Prose = prose,
            DiffProse = diffProse,
            Diff = diff,
            IsAttached = attached is not null,
            BeginsWithAuthor = head.Author is not null,
            IsSentByGit = message.FindHeader("X-Mailer") is { } mailer && mailer.StartsWith("git-send-email", StringComparison.Ordinal),
            PullUrl = PullText.Find(text),
            IsHintedAway = PatchworkHints.Of(message) is { IsIgnored: true },
        };
    }
}
