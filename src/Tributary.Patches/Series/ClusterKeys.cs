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
        var keys = new List<long>(8) { OfThread(member.Id) };
        AddThread(keys, member);
        if (member.Kind is MailKind.Patch or MailKind.CoverLetter or MailKind.PullRequest) AddWork(keys, member);
        else if (member.Ancestors.IsEmpty && member.Subject is { IsReply: true, SaysPatch: true }) AddTitle(keys, member);
        return [.. keys.Distinct()];
    }

    /// <summary>The thread key of an id: borne by the message itself and by those that answer it or link to it.</summary>
    public static long OfThread(MessageId id)
    {
        var hash = new StableHash('m');
        hash.Add(id.Value);
        return (long)(hash.Finish() | 1);
    }

    private static void AddThread(List<long> keys, ThreadMember member)
    {
        foreach (var ancestor in member.Ancestors.Take(NearAncestors)) keys.Add(OfThread(ancestor));
        if (!member.Ancestors.IsEmpty) keys.Add(OfThread(member.Ancestors[^1]));
        if (member.Kind is not (MailKind.Patch or MailKind.CoverLetter)) return;
        foreach (var link in member.Links)
        {
            if (LinkWords.NameVersion(link.Words)) keys.Add(OfThread(link.Target));
        }
    }

    private static void AddWork(List<long> keys, ThreadMember member)
    {
        if (member.ChangeId is { } change) keys.Add(Soft('c', change));
        AddTitle(keys, member);
        AddSending(keys, member);
        AddFiles(keys, member);
        foreach (var line in member.Sketch.Take(SketchKeys))
        {
            var hash = Begin('l', member);
            hash.Add(line);
            keys.Add(Soft(hash));
        }
    }

    /// <summary>The files of a patch and its author, within some two months: how a renamed patch with other lines meets its last version.</summary>
    private static void AddFiles(List<long> keys, ThreadMember member)
    {
        if (member.Files.IsEmpty) return;
        foreach (var window in Windows(member.Date, TimeSpan.FromDays(30)))
        {
            var hash = Begin('f', member);
            hash.Add(window);
            foreach (var file in member.Files) hash.Add(file);
            keys.Add(Soft(hash));
        }
    }

    /// <summary>
    /// The day of a sending, for series without references, or with ones that lead nowhere: cover letter, first patch, and every patch
    /// that answers nothing.
    /// </summary>
    private static void AddSending(List<long> keys, ThreadMember member)
    {
        if (SeriesLabel.Of(member) is not { } label) return;
        if (SeriesLabel.NumberOf(member) > 1 && !member.Ancestors.IsEmpty) return;
        foreach (var window in Windows(member.Date, TimeSpan.FromHours(12)))
        {
            var hash = Begin('d', member);
            hash.Add(window);
            hash.Add((uint)((label.Version << 12) + (label.Total ?? 0)));
            foreach (var tag in member.Subject.Tags) hash.Add(tag.ToLowerInvariant());
            keys.Add(Soft(hash));
        }
    }

    private static void AddTitle(List<long> keys, ThreadMember member)
    {
        foreach (var name in TitleWords.Names(member.Subject.Title))
        {
            // Backports bear the titles of what was sent long before, forty in a thread: they would draw forty works into one cluster.
            var hash = TitleWords.IsTelling(name) && BranchTags.Of(member.Subject).IsEmpty ? new StableHash('t') : Begin('a', member);
            hash.Add(name);
            keys.Add(Soft(hash));
        }
    }

    /// <summary>A hash that begins with who sent it and the branches that it is for.</summary>
    private static StableHash Begin(char kind, ThreadMember member)
    {
        var hash = new StableHash(kind);
        hash.Add(Person.Key(member.From));
        foreach (var branch in BranchTags.Of(member.Subject)) hash.Add(branch);
        return hash;
    }

    /// <summary>Two windows of twice the length, half a window apart, so that what is sent within the length shares one.</summary>
    private static uint[] Windows(DateTimeOffset date, TimeSpan length)
    {
        var half = date.UtcTicks / length.Ticks;
        return [(uint)half, (uint)(half + 1)];
    }

    private static long Soft(char kind, string text)
    {
        var hash = new StableHash(kind);
        hash.Add(text);
        return Soft(hash);
    }

    private static long Soft(StableHash hash) => (long)(hash.Finish() & ~1UL);
}
