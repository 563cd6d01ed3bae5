using System.Collections.Immutable;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>What is being found out of one commit.</summary>
/// <param name="commit">The commit.</param>
/// <param name="sightings">Where it was seen so far.</param>
internal sealed class StableDraft(IndexedCommit commit, List<Sighting> sightings)
{
    /// <summary>The commit.</summary>
    public IndexedCommit Commit => commit;

    /// <summary>Where it was seen so far.</summary>
    public List<Sighting> Sightings => sightings;

    /// <summary>The commits of stable branches by the same author under the same title that state nothing else.</summary>
    public List<IndexedCommit> SameTitle { get; set; } = [];

    /// <summary>The sightings with what took it back.</summary>
    public ImmutableArray<Sighting> Complete { get; set; } = [];

    /// <summary>Adds the places of a commit to what was seen.</summary>
    public static void AddPlaces(CommitIndex index, List<Sighting> found, IndexedCommit commit, StableEvidence evidence, int depth = 0)
    {
        foreach (var place in index.ListPlaces(commit))
        {
            if (evidence is StableEvidence.Itself or StableEvidence.Reverts || !place.Branch.IsMainline) found.Add(new(place.Branch.Name, commit, place.Release, evidence, depth));
        }
    }

    /// <summary>Adds a commit, unless it is there already.</summary>
    public static void AddNew(List<IndexedCommit> commits, IndexedCommit commit)
    {
        foreach (var one in commits)
        {
            if (one.Number == commit.Number) return;
        }

        commits.Add(commit);
    }
}
