using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>
/// Puts patches and cover letters together to series. It goes from the strongest ground to the weakest, and at each in order of
/// date, and never joins what holds the same number twice: so that the result depends on the set of messages alone.
/// </summary>
internal sealed class SeriesGrouping
{
    private static readonly TimeSpan FewMinutes = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan OneSending = TimeSpan.FromHours(1);
    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    /// <summary>Groups that a patch is tried against; more than these sit in one thread with the same label only in abuse.</summary>
    private const int MostTried = 8;

    private readonly ThreadTree tree;
    private readonly int[] submissions;
    private readonly SeriesDraft?[] drafts;
    private readonly DisjointSets sets;

    private SeriesGrouping(ThreadTree tree)
    {
        this.tree = tree;
        sets = new DisjointSets(tree.Members.Length);
        drafts = new SeriesDraft?[tree.Members.Length];
        submissions = [.. Enumerable.Range(0, tree.Members.Length).Where(index => ThreadTree.IsSubmission(tree.Members[index]))];
        foreach (var index in submissions) drafts[index] = new SeriesDraft(tree.Members[index]);
    }

    /// <summary>The series of a cluster, by the date and id of their first message.</summary>
    /// <param name="tree">The cluster.</param>
    /// <param name="relinks">What persons said of it.</param>
    public static List<SeriesDraft> Group(ThreadTree tree, IReadOnlyCollection<Relink> relinks)
    {
        var grouping = new SeriesGrouping(tree);
        grouping.FollowWords(relinks);
        grouping.JoinToAncestors();
        grouping.JoinSiblings(member => member.Ancestors[0]);
        grouping.JoinSiblings(member => member.Ancestors[^1]);
        grouping.JoinLabelledOtherwise();
        grouping.JoinNeighbours(grouping.AreSentTogether);
        grouping.JoinNeighbours(grouping.AreOneInTwoParts);
        grouping.JoinNeighbours(grouping.AreCoverAndPatches);
        grouping.JoinNeighbours(grouping.ArePatchesAndForgottenCover);
        grouping.JoinSentAgain();
        return [.. grouping.submissions.Where(index => grouping.sets.Find(index) == index).Select(index => grouping.drafts[index]!)];
    }

    private SeriesDraft Draft(int index) => drafts[sets.Find(index)]!;

    private bool Join(int one, int other, bool evenTwice = false)
    {
        var (first, second) = (sets.Find(one), sets.Find(other));
        if (first == second) return true;
        if (first > second) (first, second) = (second, first);
        if (drafts[first]!.IsKeptFrom(drafts[second]!)) return false;
        if (!evenTwice && drafts[first]!.SharesNumber(drafts[second]!)) return false;
        sets.Union(first, second);
        drafts[first] = SeriesDraft.Merge(drafts[first]!, drafts[second]!);
        drafts[second] = null;
        return true;
    }

    /// <summary>What persons said, the newest word first: an older one that contradicts it counts for nothing.</summary>
    private void FollowWords(IReadOnlyCollection<Relink> relinks)
    {
        foreach (var relink in relinks.Where(relink => relink.Kind is RelinkKind.OneSeries or RelinkKind.SplitOff).OrderByDescending(relink => relink.Number))
        {
            var (stays, splitOff) = (Here(relink.Messages), Here(relink.SplitOff));
            if (relink.Kind is RelinkKind.SplitOff)
            {
                if (stays.Any(one => splitOff.Any(other => sets.Find(one) == sets.Find(other)))) continue;
                foreach (var index in stays) Draft(index).KeepApart(relink.Number, isSplitOff: false);
                foreach (var index in splitOff) Draft(index).KeepApart(relink.Number, isSplitOff: true);
            }

            foreach (var index in stays.Skip(1)) Join(stays[0], index, evenTwice: true);
            foreach (var index in splitOff.Skip(1)) Join(splitOff[0], index, evenTwice: true);
        }
    }

    // In the order of the messages, whatever the order in which they were named.
    private List<int> Here(IEnumerable<MessageId> messages) =>
        [.. messages.Select(id => tree.Find(id)).OfType<int>().Where(index => drafts[sets.Find(index)] is not null).Distinct().Order()];

    /// <summary>Threaded to the cover letter, to the first patch, or each to the one before.</summary>
    private void JoinToAncestors()
    {
        foreach (var index in submissions)
        {
            if (FindBase(index) is { } place) Join(place, index);
        }
    }

    /// <summary>The nearest ancestor that may be of the same series.</summary>
    private int? FindBase(int index)
    {
        var member = tree.Members[index];
        if (SeriesLabel.Of(member) is not { } label) return null;
        foreach (var ancestor in member.Ancestors)
        {
            if (tree.Find(ancestor) is not { } place || place == index) continue;
            if (SeriesLabel.Of(tree.Members[place]) is { } other && label.Fits(other)) return place;
        }

        return null;
    }

    /// <summary>Answers to the same message, be it here or not, by the same person within a day.</summary>
    private void JoinSiblings(Func<ThreadMember, MessageId> parentOf)
    {
        var groups = new Dictionary<(MessageId Parent, SeriesLabel Label), List<int>>();
        foreach (var index in submissions)
        {
            var member = tree.Members[index];
            if (member.Ancestors.IsEmpty || SeriesLabel.Of(member) is not { } label || (label.Total is null && member.Kind == MailKind.CoverLetter)) continue;
            var key = (parentOf(member), label);
            if (!groups.TryGetValue(key, out var tried)) groups[key] = tried = [];
            if (!tried.Any(other => AreOneSending(other, index, OneDay) && Join(other, index)) && tried.Count < MostTried) tried.Add(index);
        }
    }

    /// <summary>Patches that answer a cover letter which has none, though it bears another version or total: a slip of the sender.</summary>
    private void JoinLabelledOtherwise()
    {
        foreach (var index in submissions)
        {
            var member = tree.Members[index];
            if (member.Kind != MailKind.Patch || member.Ancestors.IsEmpty || tree.Find(member.Ancestors[0]) is not { } place) continue;
            var cover = tree.Members[place];
            if (cover.Kind != MailKind.CoverLetter || !AreOneSending(place, index, OneSending)) continue;
            if (Draft(place).MayTakeIn(member) && Draft(index).Cover is null) Join(place, index);
        }
    }

    /// <summary>No references at all: same author, label and tags, sent close together.</summary>
    private bool AreSentTogether(int before, int index) =>
        Draft(before).HasNoReferences && Draft(index).HasNoReferences && AreOneSending(before, index, OneSending);

    /// <summary>A sending that broke off and went on later: the two parts make it complete.</summary>
    private bool AreOneInTwoParts(int before, int index) =>
        AreOneSending(before, index, Draft(before).Total > 2 ? OneDay : FewMinutes) && Draft(before).Completes(Draft(index));

    /// <summary>A cover letter to which nothing refers, and patches that refer to nothing here: a mail server changed the ids (qq.com does).</summary>
    private bool AreCoverAndPatches(int before, int index) =>
        Draft(before) is { Cover: not null, Messages.Count: 1 } && Draft(index).Cover is null && AreOneSending(before, index, FewMinutes)
        && !tree.Members[index].Ancestors.Any(ancestor => tree.Find(ancestor) is not null);

    /// <summary>All patches, and a cover letter that was forgotten and sent behind them on its own.</summary>
    private bool ArePatchesAndForgottenCover(int before, int index) =>
        Draft(index) is { Cover: not null, Messages.Count: 1, HasNoReferences: true } && Draft(before) is { Cover: null, IsComplete: true }
        && AreOneSending(before, index, OneSending);

    /// <summary>Joins what follows each other under one author, label and tags, where the two pass the test.</summary>
    private void JoinNeighbours(Func<int, int, bool> test)
    {
        var last = new Dictionary<(string Author, SeriesLabel Label, string Tags), int>();
        foreach (var index in submissions)
        {
            var member = tree.Members[index];
            if (SeriesLabel.Of(member) is not { Total: not null } label) continue;
            var key = (Person.Key(member.From), label, string.Join(' ', member.Subject.Tags).ToLowerInvariant());
            if (last.TryGetValue(key, out var before) && Draft(before) != Draft(index) && test(before, index)) Join(before, index);
            last[key] = index;
        }
    }

    /// <summary>Patches sent again under their own numbers and titles, into the thread of their series.</summary>
    private void JoinSentAgain()
    {
        foreach (var index in submissions)
        {
            if (sets.Find(index) != index || FindBase(index) is not { } place) continue;
            var (again, series) = (Draft(index), Draft(place));
            if (again != series && !again.IsComplete && again.Cover is null && series.HoldsAgain(again)) Join(place, index, evenTwice: true);
        }
    }

    private bool AreOneSending(int one, int other, TimeSpan within) =>
        (tree.Members[one].Date - tree.Members[other].Date).Duration() <= within
        && Person.Same(tree.Members[one].From, tree.Members[other].From);
}
