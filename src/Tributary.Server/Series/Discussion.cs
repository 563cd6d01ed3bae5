using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>The answers to one cover letter or patch, in tree order.</summary>
/// <param name="Target">What they comment on.</param>
/// <param name="Replies">The answers.</param>
public sealed record Discussion(MessageId Target, ImmutableArray<ShownReply> Replies)
{
    /// <summary>Picks the answers to a message out of its thread, each with its depth below that message.</summary>
    /// <param name="target">The cover letter, patch or pull request.</param>
    /// <param name="thread">The thread in tree order, parents first.</param>
    /// <param name="texts">The mails that were read; an answer that is not among them is shown without its text.</param>
    public static Discussion Of(MessageId target, ImmutableArray<ThreadEntry> thread, IReadOnlyDictionary<MessageId, PatchMail> texts)
    {
        var indents = new Dictionary<MessageId, int>();
        var replies = ImmutableArray.CreateBuilder<ShownReply>();
        foreach (var entry in thread)
        {
            if (entry.Target != target || entry.Message == target) continue;
            var indent = entry.Parent is { } parent && indents.TryGetValue(parent, out var above) ? above + 1 : 0;
            indents[entry.Message] = indent;
            replies.Add(new(entry, indent, texts.GetValueOrDefault(entry.Message)));
        }

        return new(target, replies.DrainToImmutable());
    }

    /// <summary>The same with the texts of the answers.</summary>
    /// <param name="texts">The mails that were read.</param>
    public Discussion With(IReadOnlyDictionary<MessageId, PatchMail> texts) =>
        this with { Replies = [.. Replies.Select(reply => reply with { Mail = texts.GetValueOrDefault(reply.Entry.Message) })] };
}

/// <summary>An answer as a page shows it.</summary>
/// <param name="Entry">Its place in the thread.</param>
/// <param name="Indent">How many answers stand between it and what is discussed: 0 for a direct answer.</param>
/// <param name="Mail">The mail, or null when the page has too many to show it.</param>
public sealed record ShownReply(ThreadEntry Entry, int Indent, PatchMail? Mail)
{
    /// <summary>Tags that it gives: Acked-by and the like.</summary>
    public ImmutableArray<Trailer> Tags => Mail is null ? [] : [.. Mail.Trailers.Where(trailer => trailer.Key.EndsWith("-by", StringComparison.OrdinalIgnoreCase))];
}
