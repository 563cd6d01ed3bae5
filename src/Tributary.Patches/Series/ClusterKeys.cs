using System.Collections.Immutable;
using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>
/// The hard links by which messages are drawn into one cluster: two messages that share a key (and the key is not too common)
/// are in the same cluster, and so on from each to the next.
/// </summary>
public static class ClusterKeys
{
    /// <summary>
    /// A soft key that more messages than this share joins nobody: it says too little. (Keys of threads, whose lowest bit is
    /// set, are never cut: a thread may have thousands of messages.)
    /// </summary>
    public const int TooCommon = 64;

    /// <summary>Longer chains of ancestors add nothing: each of them names its own ancestors.</summary>
    private const int NearAncestors = 3;

    /// <summary>Two sketches of diffs with half their lines in common share one of their two smallest hashes three times in four.</summary>
    private const int SketchKeys = 2;

    /// <summary>
    /// The keys of a message, each once: 64-bit hashes, stable over processes and versions. The lowest bit is 1 for thread keys
    /// (the message's own id and every id that it answers or links to), 0 for soft keys (change-id, title with author, diff …).
    /// </summary>
    public static ImmutableArray<long> Of(ThreadMember member)
    {
        var keys = new List<long>(8) { Thread(member.Id) };
        AddThread(keys, member);
        if (member.Kind is MailKind.Patch or MailKind.CoverLetter or MailKind.PullRequest) AddWork(keys, member);
        else if (member.Ancestors.IsEmpty && member.Subject is { IsReply: true, SaysPatch: true }) AddTitle(keys, member);
        return [.. keys.Distinct()];
    }

    private static void AddThread(List<long> keys, ThreadMember member)
    {
        foreach (var ancestor in member.Ancestors.Take(NearAncestors)) keys.Add(Thread(ancestor));
        if (!member.Ancestors.IsEmpty) keys.Add(Thread(member.Ancestors[^1]));
        if (member.Kind is not (MailKind.Patch or MailKind.CoverLetter)) return;
        foreach (var link in member.Links)
        {
            if (LinkWords.NameVersion(link.Words)) keys.Add(Thread(link.Target));
        }
    }

    private static void AddWork(List<long> keys, ThreadMember member)
    {
        if (member.ChangeId is { } change) keys.Add(Soft('c', change));
        AddTitle(keys, member);
        AddSending(keys, member);
        if (!member.Files.IsEmpty)
        {
            var hash = new StableHash('f');
            hash.Add(Person.Key(member.From));
            foreach (var file in member.Files) hash.Add(file);
            keys.Add(Soft(hash));
        }

        foreach (var line in member.Sketch.Take(SketchKeys))
        {
            var hash = new StableHash('l');
            hash.Add(Person.Key(member.From));
            hash.Add(line);
            keys.Add(Soft(hash));
        }
    }

    /// <summary>
    /// The day of a sending, for series without references, or with ones that lead nowhere: cover letter, first patch, and every patch
    /// that answers nothing. Two days that overlap by half, so that what is sent within twelve hours shares one.
    /// </summary>
    private static void AddSending(List<long> keys, ThreadMember member)
    {
        if (SeriesLabel.Of(member) is not { } label || label.Total == 1) return;
        if (SeriesLabel.NumberOf(member) > 1 && !member.Ancestors.IsEmpty) return;
        var halfDay = member.Date.ToUnixTimeSeconds() / (12 * 60 * 60);
        foreach (var begin in (ReadOnlySpan<long>)[halfDay - 1, halfDay])
        {
            var hash = new StableHash('d');
            hash.Add(Person.Key(member.From));
            hash.Add((uint)begin);
            hash.Add((uint)((label.Version << 12) + (label.Total ?? 0)));
            foreach (var tag in member.Subject.Tags) hash.Add(tag.ToLowerInvariant());
            keys.Add(Soft(hash));
        }
    }

    private static void AddTitle(List<long> keys, ThreadMember member)
    {
        foreach (var name in TitleWords.Names(member.Subject.Title))
        {
            keys.Add(TitleWords.IsTelling(name) ? Soft('t', name) : Soft('a', name, Person.Key(member.From)));
        }
    }

    private static long Thread(MessageId id)
    {
        var hash = new StableHash('m');
        hash.Add(id.Value);
        return (long)(hash.Finish() | 1);
    }

    private static long Soft(char kind, string text, string more = "")
    {
        var hash = new StableHash(kind);
        hash.Add(text);
        hash.Add(more);
        return Soft(hash);
    }

    private static long Soft(StableHash hash) => (long)(hash.Finish() & ~1UL);
}
