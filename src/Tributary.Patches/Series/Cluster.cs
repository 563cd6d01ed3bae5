using System.Collections.Immutable;
using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>
/// A cluster of related messages, made sense of: its series and the place of each message. A pure function of the set of
/// members, and of what persons said of them: order of arrival changes nothing.
/// </summary>
/// <param name="Series">The series, oldest first.</param>
/// <param name="Places">The place of each member, in the members' order (date, then id).</param>
public sealed record Cluster(ImmutableArray<PatchSeries> Series, ImmutableArray<ThreadPlace> Places)
{
    /// <summary>Makes sense of a set of messages, given in any order.</summary>
    public static Cluster Build(IReadOnlyCollection<ThreadMember> members) => Build(members, []);

    /// <summary>Makes sense of a set of messages, and of what persons said of them, both given in any order.</summary>
    /// <param name="members">The messages.</param>
    /// <param name="relinks">What persons said; messages that are not here count for nothing.</param>
    public static Cluster Build(IReadOnlyCollection<ThreadMember> members, IReadOnlyCollection<Relink> relinks)
    {
        var tree = new ThreadTree(members);
        var series = SeriesGrouping.Group(tree, relinks).Select(draft => new SeriesTraits(draft)).ToArray();
        Array.Sort(series, SeriesTraits.CompareByDate);
        return new(SeriesAssembly.Assemble(tree, series, relinks), PlacesOf(tree));
    }

    private static ImmutableArray<ThreadPlace> PlacesOf(ThreadTree tree)
    {
        var places = ImmutableArray.CreateBuilder<ThreadPlace>(tree.Members.Length);
        for (var index = 0; index < tree.Members.Length; index++)
        {
            places.Add(new(tree.Members[index].Id, IdOf(tree.Parent(index)), IdOf(tree.Target(index))));
        }

        return places.MoveToImmutable();

        MessageId? IdOf(int? index) => index is { } place ? tree.Members[place].Id : null;
    }
}
