using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>What is known of a message when it is told what it is.</summary>
internal sealed record MailFacts
{
    /// <summary>Its subject.</summary>
    public required PatchSubject Subject { get; init; }

    /// <summary>True when it names a message that it answers.</summary>
    public required bool HasParent { get; init; }

    /// <summary>What its text says outside of the diff.</summary>
    public required Prose Prose { get; init; }

    /// <summary>The diff, in its text or attached, or null.</summary>
    public DiffReading? Diff { get; init; }

    /// <summary>True when the diff is attached.</summary>
    public bool IsAttached { get; init; }

    /// <summary>Repository and ref of a pull request in its text, or null.</summary>
    public string? PullUrl { get; init; }

    /// <summary>
    /// True when the diff has the form in which git sends patches: a sign-off, a diffstat or the line <c>---</c> above it, no
    /// quotes, and not much below it.
    /// </summary>
    public bool HasPatchForm => Diff is not null && Prose.QuotedLines == 0 && (Prose.HasSignOff || Prose.HasDiffstat || Prose.Separator >= 0)
        && Diff.Other.Length < LongestAfterword;

    /// <summary>True when git itself made the mail: sign-off, <c>---</c> and diffstat above a diff without damage.</summary>
    public bool HasFullForm => HasPatchForm && Prose.HasSignOff && Prose.HasDiffstat && !Diff!.IsDamaged;

    private const int LongestAfterword = 600;

    /// <summary>The facts of a message.</summary>
    public static MailFacts Of(Message message, PatchSubject subject, string text, DiffReading? diff, bool isAttached)
    {
        var prose = new Prose();
        prose.Read(diff is null || isAttached ? text : text.AsSpan(0, diff.Start));
        return new()
        {
            Subject = subject,
            HasParent = !message.InReplyTo.IsEmpty || !message.References.IsEmpty,
            Prose = prose,
            Diff = diff,
            IsAttached = isAttached,
            PullUrl = PullText.Find(text),
        };
    }
}
