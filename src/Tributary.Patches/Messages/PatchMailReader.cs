using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>Reads a message as the people of patches do: finds the diff, tells the kind, parts the text.</summary>
internal static class PatchMailReader
{
    /// <summary>Reads a message; never throws on any mail.</summary>
    public static PatchMail Read(Message message)
    {
        var subject = PatchSubject.Parse(message.Subject);
        var texts = MailTexts.Of(message);
        var (diff, attached) = FindDiff(ref texts, message, subject);
        var facts = MailFacts.Of(message, subject, texts.Plain, diff, attached) with { IsOfAttachedMessage = attached is null && diff?.Start >= texts.OwnLength };
        var (kind, reason) = KindRules.Decide(facts);
        var parts = kind switch
        {
            MailKind.Patch => MailSplit.OfPatch(texts.Plain, facts, attached),
            MailKind.CoverLetter or MailKind.PullRequest => MailSplit.OfLetter(texts.Plain, facts),
            _ => MailSplit.OfText(texts.Plain),
        };
        var holdsDiff = kind is MailKind.Patch || (kind is MailKind.PullRequest && attached is null);
        return Fill(facts, parts) with
        {
            Id = message.Id,
            Kind = kind,
            KindReason = reason,
            Subject = kind is MailKind.Patch ? facts.PatchSubject : subject,
            Author = parts.Author ?? message.From,
            Diff = holdsDiff ? diff?.Text : null,
            Files = holdsDiff && diff is not null ? diff.Files : [],
            PullUrl = kind is MailKind.PullRequest or MailKind.CoverLetter ? facts.PullUrl : null,
            Trailers = kind switch
            {
                MailKind.Patch => CommitTrailers.Read(parts.Content),
                MailKind.None => [],
                _ => ReplyTrailers.Read(parts.Content, holdsSuggestion: kind is MailKind.Reply && diff is not null),
            },
        };
    }

    private static PatchMail Fill(MailFacts facts, MailSplit parts)
    {
        // Below the diff stand git's base-commit: lines.
        if (facts.Diff is { Other.Length: > 0 } diff) facts.Prose.Read(diff.Other);
        var keys = facts.Prose.Keys;
        return new()
        {
            Id = default,
            Kind = default,
            KindReason = "",
            Author = Mailbox.None,
            Subject = facts.Subject,
            Content = parts.Content,
            Notes = parts.Notes,
            BaseCommit = keys.BaseCommit,
            ChangeId = keys.ChangeId,
            DependsOn = keys.Dependencies,
            PrerequisitePatches = keys.PatchIds,
            Links = facts.Prose.Links,
        };
    }

    // The diff in the text; else those attached, one after the other.
    private static (DiffReading? Diff, string? Attached) FindDiff(ref MailTexts texts, Message message, PatchSubject subject)
    {
        var start = DiffReader.Find(texts.Plain, 0);
        if (start >= 0)
        {
            var found = DiffReader.Read(texts.Plain, start);
            return (!subject.IsReply && FlowedText.IsFlowed(message) ? FindFlowed(ref texts, message, found) : found, null);
        }

        DiffReading? all = null;
        string? first = null;
        foreach (var text in texts.Attached)
        {
            start = DiffReader.Find(text, 0);
            if (start < 0) continue;
            var diff = DiffReader.Read(text, start);
            first ??= text;
            all = all is null ? diff : all with { Text = all.Text + diff.Text, Files = all.Files.AddRange(diff.Files) };
        }

        return (all, first);
    }

    // As git does, the lines are made whole, unless that harms: some say flowed and do not flow.
    private static DiffReading FindFlowed(ref MailTexts texts, Message message, DiffReading found)
    {
        var whole = FlowedText.Undo(texts.Plain, message.FindHeader("Content-Type")!.Contains("delsp=yes", StringComparison.OrdinalIgnoreCase));
        var start = DiffReader.Find(whole, 0);
        if (start < 0) return found;
        var diff = DiffReader.Read(whole, start);
        if (diff.IsDamaged && !found.IsDamaged) return found;
        texts = texts with { Plain = whole };
        return diff;
    }
}
