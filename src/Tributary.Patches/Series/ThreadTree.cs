using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>The members of a cluster in order (date, then id), with the tree of who answers whom.</summary>
internal sealed class ThreadTree
{
    private const int Nobody = -1;
    private readonly Dictionary<MessageId, int> places = [];
    private readonly int[] parents;
    private readonly int[] targets;

    /// <summary>Sorts the members and finds parents and targets; a member given twice counts once.</summary>
    public ThreadTree(IReadOnlyCollection<ThreadMember> members)
    {
        Members = [.. members.DistinctBy(member => member.Id).OrderBy(member => member.Date).ThenBy(member => member.Id)];
        for (var index = 0; index < Members.Length; index++) places[Members[index].Id] = index;
        parents = new int[Members.Length];
        targets = new int[Members.Length];
        FindParents();
        FindTargets();
        AttachBySubject();
    }

    /// <summary>The members by date, then id.</summary>
    public ThreadMember[] Members { get; }

    /// <summary>True for what can be commented on: a patch, a cover letter, a request to pull.</summary>
    public static bool IsSubmission(ThreadMember member) =>
        member.Kind is MailKind.Patch or MailKind.CoverLetter or MailKind.PullRequest;

    /// <summary>The index of a message, or null where it is not here.</summary>
    public int? Find(MessageId id) => places.TryGetValue(id, out var index) ? index : null;

    /// <summary>The index of the message that it answers, or null.</summary>
    public int? Parent(int index) => parents[index] == Nobody ? null : parents[index];

    /// <summary>The index of the submission that it comments on (for a submission: its own), or null.</summary>
    public int? Target(int index) => targets[index] == Nobody ? null : targets[index];

    /// <summary>The submission that a message, or the message that it answers, leads to: where a link to a reply points.</summary>
    public int? Target(MessageId id) => Find(id) is { } index ? Target(index) : null;

    private void FindParents()
    {
        var trees = new DisjointSets(Members.Length);
        Array.Fill(parents, Nobody);
        for (var index = 0; index < Members.Length; index++)
        {
            foreach (var ancestor in Members[index].Ancestors)
            {
                // A member without a parent is the root of its tree, so joining it to its own tree would close a circle.
                if (!places.TryGetValue(ancestor, out var parent) || !trees.Union(index, parent)) continue;
                parents[index] = parent;
                break;
            }
        }
    }

    private void FindTargets()
    {
        Array.Fill(targets, Nobody);
        var walked = new bool[Members.Length];
        var path = new List<int>();
        for (var index = 0; index < Members.Length; index++)
        {
            var at = index;
            for (; at != Nobody && !walked[at]; at = parents[at])
            {
                walked[at] = true;
                path.Add(at);
            }

            var found = at == Nobody ? Nobody : targets[at];
            for (var step = path.Count - 1; step >= 0; step--)
            {
                found = TargetOf(path[step], found);
                targets[path[step]] = found;
            }

            path.Clear();
        }
    }

    private int TargetOf(int index, int targetOfParent)
    {
        if (IsSubmission(Members[index])) return index;
        if (Members[index].Hints is { IsIgnored: true }) return Nobody;
        if (targetOfParent != Nobody) return targetOfParent;
        foreach (var ancestor in Members[index].Ancestors)
        {
            if (places.TryGetValue(ancestor, out var place) && IsSubmission(Members[place])) return place;
        }

        return Nobody;
    }

    /// <summary>A reply whose references lead nowhere belongs to the one submission that bears its subject.</summary>
    private void AttachBySubject()
    {
        var bySubject = new Dictionary<(string Title, int Version, int? Number, int? Total), int>();
        for (var index = 0; index < Members.Length; index++)
        {
            if (!IsSubmission(Members[index])) continue;
            var key = SubjectKey(Members[index].Subject);
            bySubject[key] = bySubject.ContainsKey(key) ? Nobody : index;
        }

        for (var index = 0; index < Members.Length; index++)
        {
            var member = Members[index];
            if (targets[index] != Nobody || member is not { Subject: { IsReply: true, SaysPatch: true }, Hints: not { IsIgnored: true } }) continue;
            if (bySubject.TryGetValue(SubjectKey(member.Subject), out var target) && target < index) targets[index] = target;
        }
    }

    private static (string Title, int Version, int? Number, int? Total) SubjectKey(PatchSubject subject) =>
        (TitleWords.Normalise(subject.Title), subject.Version, subject.Number, subject.Total);
}
