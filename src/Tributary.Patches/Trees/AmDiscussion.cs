using System.Collections.Immutable;
using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>A discussion, from which the trailers are taken that answers give to patches when they are applied.</summary>
public sealed class AmDiscussion
{
    private const int Deepest = 200;
    private readonly Dictionary<MessageId, Entry> mails;
    private readonly Dictionary<MessageId, List<AmTrailer>> given = [];
    private readonly Dictionary<string, List<AmTrailer>> carried = [];

    private AmDiscussion(Dictionary<MessageId, Entry> mails) => this.mails = mails;

    /// <summary>Reads a discussion: the thread of a series, those of its earlier versions too where they are wanted.</summary>
    /// <param name="messages">Its messages in the order in which trailers are to stand: by date.</param>
    public static AmDiscussion Read(IEnumerable<Message> messages)
    {
        var entries = messages.Select(Entry.Of).DistinctBy(static entry => entry.Id).ToList();
        var discussion = new AmDiscussion(entries.ToDictionary(static entry => entry.Id));
        foreach (var entry in entries.Where(static entry => entry.IsReply && !entry.Given.IsEmpty)) discussion.Tally(entry);
        return discussion;
    }

    /// <summary>
    /// What answers gave to a patch, in their order: those to it, those to the same diff of another version, those to the cover letter. The same may be among it
    /// several times.
    /// </summary>
    /// <param name="patch">The patch.</param>
    /// <param name="cover">The cover letter of its series, or null.</param>
    public ImmutableArray<AmTrailer> Collect(MessageId patch, MessageId? cover)
    {
        var trailers = ImmutableArray.CreateBuilder<AmTrailer>();
        trailers.AddRange(given.GetValueOrDefault(patch) ?? []);
        if (mails.TryGetValue(patch, out var own) && own.DiffHash is { } hash)
        {
            // Who said it of an earlier version, and stands in this one by another address, is there.
            var there = own.Own.Concat(trailers).ToList();
            trailers.AddRange((carried.GetValueOrDefault($"{hash} {own.Version}") ?? []).Where(trailer => !there.Exists(trailer.IsOfSamePerson)));
        }

        if (cover is { } letter) trailers.AddRange(given.GetValueOrDefault(letter) ?? []);
        return trailers.DrainToImmutable();
    }

    // Up to the patch or cover letter that it answers, or is an answer to an answer to.
    private void Tally(Entry reply)
    {
        var trailers = reply.Given.ToList();
        var at = ParentOf(reply);
        for (var depth = 0; at is not null && depth < Deepest; depth++)
        {
            if (!at.IsReply)
            {
                Give(at, trailers);
                return;
            }

            trailers.AddRange(at.Given);
            at = at.InReplyTo is { } parent ? mails.GetValueOrDefault(parent) : null;
        }
    }

    private void Give(Entry target, List<AmTrailer> trailers)
    {
        if (!given.TryGetValue(target.Id, out var list)) given[target.Id] = list = [];
        list.AddRange(trailers);
        if (target.DiffHash is not { } hash) return;
        foreach (var other in mails.Values.Where(other => other.DiffHash == hash && other.Version != target.Version).Select(static other => other.Version).Distinct())
        {
            var key = $"{hash} {other}";
            if (!carried.TryGetValue(key, out var carry)) carried[key] = carry = [];
            carry.AddRange(trailers);
        }
    }

    private Entry? ParentOf(Entry reply)
    {
        if (reply.InReplyTo is { } parent) return mails.GetValueOrDefault(parent);
        return reply.References.Select(mails.GetValueOrDefault).FirstOrDefault(entry => entry is not null && entry.Id != reply.Id);
    }

    private sealed record Entry(MessageId Id, MessageId? InReplyTo, ImmutableArray<MessageId> References, bool IsReply, int Version, string? DiffHash, ImmutableArray<AmTrailer> Given)
    {
        /// <summary>The trailers of a patch itself.</summary>
        public ImmutableArray<AmTrailer> Own { get; private init; } = [];

        public static Entry Of(Message message)
        {
            var mail = PatchMail.Read(message);
            var texts = MailTexts.Of(message);
            // Some mail programs mark the only text of an answer as an attachment.
            var text = texts.Plain.Length > 0 || texts.Attached.IsEmpty ? texts.Plain : texts.Attached[0];
            var mayGive = message.InReplyTo.Length > 0 && mail.Diff is null;
            var trailers = mail.Subject.IsReply || mayGive ? AmRules.Given(text, message.From) : [];
            // A letter that answers something, shows no diff and gives trailers is an answer, though its subject does not say so.
            var isReply = mail.Subject.IsReply || (mayGive && !trailers.IsEmpty && mail.Kind != MailKind.CoverLetter);
            return new(message.Id, message.InReplyTo.IsEmpty ? null : message.InReplyTo[0], message.References, isReply, mail.Subject.Version, isReply ? null : mail.DiffHash, isReply ? trailers : []) { Own = isReply || mail.Diff is null ? [] : AmMessage.Read(mail.Content).Trailers };
        }
    }
}
