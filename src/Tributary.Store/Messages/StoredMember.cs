using System.Collections.Immutable;
using Tributary.Patches;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>A message as the import works with it: what places it, and the place that is stored.</summary>
/// <param name="id">Its number, <c>messages.id</c>.</param>
/// <param name="member">What places it.</param>
/// <param name="keys">Its cluster keys.</param>
public sealed class StoredMember(long id, ThreadMember member, ImmutableArray<long> keys)
{
    /// <summary>Its number, <c>messages.id</c>.</summary>
    public long Id { get; } = id;

    /// <summary>What places it.</summary>
    public ThreadMember Member { get; } = member;

    /// <summary>Its cluster keys.</summary>
    public ImmutableArray<long> Keys { get; } = keys;

    /// <summary>When it was added to the project, as a number that grows.</summary>
    public long Arrival { get; init; }

    /// <summary>The place that is stored in the project; null while it has none.</summary>
    public StoredPlace? Place { get; set; }

    /// <summary>The lines of the ledger of series that are bound to it; nearly always none or one.</summary>
    public ImmutableArray<LedgerEntry> Ledger { get; set; } = [];

    /// <summary>It was in the project before, and comes back under its old number.</summary>
    public bool IsReturning { get; init; }

    /// <summary>Who sent it, <c>people.id</c>; 0 while that was not looked up.</summary>
    public long Person { get; set; }

    /// <summary>What people decided on it alone; null for nearly all.</summary>
    public PatchDecision? Decision { get; set; }

    /// <summary>What its checks come to.</summary>
    public CheckState Checks { get; set; }

    /// <summary>Any check said something of it.</summary>
    public bool IsChecked { get; set; }

    /// <summary>Its row as a patch, as it is stored; null for what is none.</summary>
    public PatchRow? Patch { get; set; }

    /// <summary>Its row as a cover letter, as it is stored; null for what is none.</summary>
    public CoverRow? Cover { get; set; }

    /// <summary>The same message in the same place, read from other bytes.</summary>
    public StoredMember With(ThreadMember read, ImmutableArray<long> itsKeys) => new(Id, read, itsKeys)
    {
        Arrival = Arrival, Place = Place, Ledger = Ledger, Decision = Decision, Checks = Checks, IsChecked = IsChecked, Patch = Patch, Cover = Cover,
    };
}

/// <summary>The place of a message in a project, by numbers.</summary>
/// <param name="Parent">The message it answers, if that is here.</param>
/// <param name="Target">The patch, cover letter or pull request that it comments on; itself for those.</param>
/// <param name="Series">The series of that.</param>
public sealed record StoredPlace(long? Parent, long? Target, long? Series);

/// <summary>A message that came into a project, went out of it, or has other bytes than before.</summary>
/// <param name="Before">As it was; null when it is new to the project.</param>
/// <param name="After">As it is; null when it is gone.</param>
public sealed record MemberChange(StoredMember? Before, StoredMember? After);
