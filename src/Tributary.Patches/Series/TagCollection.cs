using System.Collections.Immutable;

namespace Tributary.Patches;

/// <summary>Collects the trailers that are given to patches: in them, in replies to them, and on the cover letter for all.</summary>
internal sealed class TagCollection
{
    private readonly ThreadTree tree;
    private readonly Dictionary<int, List<int>> repliesTo = [];

    /// <summary>Sorts the replies by what they comment on.</summary>
    public TagCollection(ThreadTree tree)
    {
        this.tree = tree;
        for (var index = 0; index < tree.Members.Length; index++)
        {
            if (tree.Target(index) is not { } target || target == index) continue;
            if (!repliesTo.TryGetValue(target, out var replies)) repliesTo[target] = replies = [];
            replies.Add(index);
        }
    }

    /// <summary>The newest message that belongs to one of these.</summary>
    public DateTimeOffset LastActivity(IEnumerable<ThreadMember> messages)
    {
        var last = DateTimeOffset.MinValue;
        foreach (var message in messages)
        {
            if (message.Date > last) last = message.Date;
            if (tree.Find(message.Id) is not { } index || !repliesTo.TryGetValue(index, out var replies)) continue;
            if (tree.Members[replies[^1]].Date is var date && date > last) last = date;
        }

        return last;
    }

    /// <summary>What was given on a cover letter, in it and in the replies to it: it counts for every patch.</summary>
    public List<CollectedTag> OfCover(ThreadMember? cover)
    {
        var tags = new List<CollectedTag>();
        if (cover is null) return tags;
        tags.AddRange(cover.Trailers.Where(TagRules.IsVerdict).Select(trailer => new CollectedTag(trailer, cover.Id)));
        AddReplies(tags, cover);
        return tags;
    }

    /// <summary>The tags of a patch: its own, then those of replies to it, then those of the cover letter, each once.</summary>
    public ImmutableArray<CollectedTag> OfPatch(ThreadMember patch, List<CollectedTag> ofCover)
    {
        var tags = patch.Trailers.Where(TagRules.IsTag).Select(trailer => new CollectedTag(trailer, patch.Id)).ToList();
        AddReplies(tags, patch);
        tags.AddRange(ofCover);
        return [.. tags.DistinctBy(tag => TagRules.Identity(tag.Trailer))];
    }

    private void AddReplies(List<CollectedTag> tags, ThreadMember target)
    {
        if (tree.Find(target.Id) is not { } index || !repliesTo.TryGetValue(index, out var replies)) return;
        foreach (var reply in replies.Select(place => tree.Members[place]))
        {
            tags.AddRange(reply.Trailers.Where(trailer => TagRules.MayGive(reply.From, trailer, target.From)).Select(trailer => new CollectedTag(trailer, reply.Id)));
        }
    }
}
