namespace Tributary.Workflow;

/// <summary>The sentences that say why a branch has a fix, or needs it.</summary>
public static class StableWords
{
    /// <summary>A commit as people name it: <c>1f3c98eaddec ("bpf: a title")</c>.</summary>
    public static string Name(IndexedCommit commit) => $"{commit.Id.Short} (\"{commit.Title}\")";

    /// <summary>A release, or that there is none yet.</summary>
    public static string Since(string? release) => release is null ? "not released yet" : $"since {release}";

    /// <summary>The evidence, for people.</summary>
    public static string Evidence(StableEvidence evidence) => evidence switch
    {
        StableEvidence.Itself => "the commit itself",
        StableEvidence.Stated => "it states its upstream commit",
        StableEvidence.PatchId => "the same patch id",
        StableEvidence.Lines => "the same lines by the same author",
        StableEvidence.Title => "the same title and author",
        _ => "it says what it reverts",
    };

    internal static string There(Sighting there, Sighting? again, bool isOwn) =>
        (there.Evidence == StableEvidence.Itself ? isOwn ? $"a commit of the branch itself, {Since(there.Release)}; mainline is not known to have it" : $"the branch was made with it, {Since(there.Release)}" : $"there as {there.Commit.Id.Short}, {Since(there.Release)}: {Evidence(there.Evidence)}")
        + (again is null ? "" : $"; it was reverted and {again.Commit.Id.Short} brought it again, {Since(again.Release)}");

    internal static string Reverted(Sighting there, Sighting reverted, Sighting? againInMainline) =>
        $"it was there as {there.Commit.Id.Short} and {Name(reverted.Commit)} took it back, {Since(reverted.Release)}"
        + (againInMainline is null ? "" : $"; mainline took it back too, and {againInMainline.Commit.Id.Short} brought it again there, {Since(againInMainline.Release)}");

    internal static string MainlineReverted(Sighting reverted) => $"mainline took it back by {Name(reverted.Commit)}, {Since(reverted.Release)}";

    internal static string Culprit(CulpritFacts culprit) => $"{(culprit.IsTakenBack ? "what it takes back," : "its culprit")} {Name(culprit.Commit!)}{(culprit.IsTakenBack ? "," : "")}";

    internal static string HasCulprit(CulpritFacts culprit, Sighting there) =>
        $"{Culprit(culprit)} is in this branch{(there.Evidence == StableEvidence.Itself ? "" : $" as {there.Commit.Id.Short}")}, {Since(there.Release)}";
}
