using System.Collections.Immutable;

namespace Tributary.Patches;

/// <summary>
/// A cluster of related messages, made sense of: its series and the place of each message. A pure function of the set of
/// members: order of arrival changes nothing.
/// </summary>
/// <param name="Series">The series, oldest first.</param>
/// <param name="Places">The place of each member, in the members' order (date, then id).</param>
public sealed record Cluster(ImmutableArray<PatchSeries> Series, ImmutableArray<ThreadPlace> Places)
{
    /// <summary>Makes sense of a set of messages, given in any order.</summary>
    public static Cluster Build(IReadOnlyCollection<ThreadMember> members) => throw new NotSupportedException();
}
