using Shouldly;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

[Trait("Clause", "STB-1")]
public sealed class StableSearchTests : IDisposable
{
    private const string Before = "a\nb\nc\nd\ne\nf\n";
    private const string After = "a\nb\nc\nmended\nd\ne\nf\n";
    private readonly TestHistory history = new();
    private readonly string culprit;
    private readonly string old;

    public StableSearchTests()
    {
        old = history.Commit("mainline", "start", files: [("a.c", Before), ("b.c", Before)]);
        history.Tag("mainline", "v6.1");
        history.Begin("6.1", old);
        culprit = history.Commit("mainline", "bpf: break it", files: [("b.c", "x\n" + Before)]);
        history.Tag("mainline", "v6.6-rc1");
        history.Commit("mainline", "Linux 6.6", files: [("Makefile", "6.6\n")]);
        history.Tag("mainline", "v6.6");
        history.Begin("6.6", history.Tip("mainline"));
    }

    public void Dispose() => history.Dispose();

    [Fact]
    public async Task Fix_WhenItsCulpritIsInOneBranchOnly_ThenThatBranchNeedsItAndTheOtherDoesNot()
    {
        var fix = Fix();
        history.Tag("mainline", "v6.7-rc1");
        var where = await history.WhereAsync(fix);
        where.Mainline!.Release.ShouldBe("v6.7-rc1");
        Answer(where, "6.6").ShouldBe((BranchStanding.Needed, null));
        Answer(where, "6.1").ShouldBe((BranchStanding.NotNeeded, null));
        where.Branches.Single(one => one.Branch.Short == "6.6").Why.ShouldContain($"{culprit[..12]} (\"bpf: break it\") is in this branch, since v6.6-rc1");
        where.Branches.Single(one => one.Branch.Short == "6.1").Why.ShouldContain("is not in this branch");
        (await history.WhereAsync(culprit)).Branches.Select(one => one.Standing).ShouldBe([BranchStanding.There, BranchStanding.Unknown]);
    }

    [Theory]
    [InlineData("commit {0} upstream.", StableEvidence.Stated)]
    [InlineData("[ Upstream commit {0} ]", StableEvidence.Stated)]
    [InlineData("(cherry picked from commit {0})", StableEvidence.Stated)]
    [InlineData("Nothing said.", StableEvidence.PatchId)]
    public async Task Backport_WhenItIsThere_ThenCommitReleaseAndEvidenceAreTold(string body, StableEvidence evidence)
    {
        var fix = Fix();
        var backport = history.Commit("6.6", "bpf: another title", string.Format(null, body, fix), [("a.c", After)], "Other <other@example.org>");
        history.Tag("6.6", "v6.6.1");
        history.Commit("6.6", "Linux 6.6.2");
        history.Tag("6.6", "v6.6.2");
        var there = (await history.WhereAsync(fix)).Branches[0].There!;
        (there.Commit.Id.Hex, there.Release, there.Evidence).ShouldBe((backport, "v6.6.1", evidence));
        // Asked by the name that the branch gives it, mainline's commit is meant.
        if (evidence == StableEvidence.Stated) (await history.WhereAsync(backport[..12])).Commit.Id.Hex.ShouldBe(fix);
    }

    [Fact]
    public async Task Backport_WhenItsSurroundingsDiffer_ThenLinesAndAuthorOrTitleTell()
    {
        var fix = Fix();
        history.Commit("6.6", "prepare", files: [("a.c", "other\nb\nC\nD\ne\nf\n")]);
        history.Commit("6.6", "bpf: retitled", files: [("a.c", "other\nb\nC\nmended\nD\ne\nf\n")]);
        (await history.WhereAsync(fix)).Branches[0].There!.Evidence.ShouldBe(StableEvidence.Lines);
        history.Commit("6.1", "bpf: mend it", files: [("a.c", "a\nb\nc\nmended\nand more\nd\ne\nf\n")]);
        (await history.WhereAsync("bpf: mend it")).Branches[1].There!.Evidence.ShouldBe(StableEvidence.Title);
    }

    [Fact]
    public async Task Lookalike_WhenTitleOrChangeBelongToOthers_ThenItIsNotTaken()
    {
        var fix = Fix();
        history.Commit("6.6", "bpf: mend it", files: [("a.c", "wholly\ndifferent\n")]);
        history.Commit("6.6", "bpf: mend it", files: [("c.c", After)], author: "Else <else@example.org>");
        history.Commit("6.6", "bpf: mend it", $"commit {culprit} upstream.", [("a.c", After)]);
        (await history.WhereAsync(fix)).Branches[0].Standing.ShouldBe(BranchStanding.Needed);
    }

    [Fact]
    public async Task Backport_WhenItIsRevertedAndBroughtAgain_ThenTheLastWordCounts()
    {
        var fix = Fix();
        var backport = history.Commit("6.6", "bpf: mend it", $"commit {fix} upstream.", [("a.c", After)]);
        var revert = history.Commit("6.6", "Revert \"bpf: mend it\"", $"This reverts commit {backport} which is\ncommit {fix} upstream.", [("a.c", Before)]);
        (await history.WhereAsync(fix)).Branches[0].ShouldSatisfyAllConditions(one => one.Standing.ShouldBe(BranchStanding.Reverted), one => one.RevertedBy!.Commit.Id.Hex.ShouldBe(revert));
        history.Commit("6.6", "Reapply \"bpf: mend it\"", $"This reverts commit {revert}.", [("a.c", After)]);
        (await history.WhereAsync(fix)).Branches[0].ShouldSatisfyAllConditions(one => one.Standing.ShouldBe(BranchStanding.There), one => one.Why.ShouldContain("brought it again"));
        history.Commit("6.6", "Revert \"Reapply \"bpf: mend it\"\"", "It broke again.", [("a.c", Before)]);
        (await history.WhereAsync(fix)).Branches[0].Standing.ShouldBe(BranchStanding.Reverted);
        history.Commit("6.6", "bpf: mend it", $"commit {fix} upstream.", [("a.c", After)]);
        (await history.WhereAsync(fix)).Branches[0].Standing.ShouldBe(BranchStanding.There);
    }

    [Theory]
    [InlineData("bpf: mend it")]
    [InlineData("bpf: retitled")]
    public async Task Backport_WhenItSaysNothingAndIsAskedForByItsOwnName_ThenMainlinesCommitIsMeant(string title)
    {
        var fix = history.Commit("mainline", "bpf: mend it", $"Fixes: {culprit[..12]} (\"bpf: break it\")", [("a.c", After)], authoredAt: 1_500_000_000);
        var backport = history.Commit("6.6", title, "", [("a.c", After)], authoredAt: 1_500_000_000);
        var own = history.Commit("6.6", "bpf: of the branch alone", "", [("o.c", After)], authoredAt: 1_500_000_000);
        (await history.WhereAsync(backport)).Commit.Id.Hex.ShouldBe(fix);
        var where = await history.WhereAsync(own);
        where.Commit.Id.Hex.ShouldBe(own);
        where.Branches[0].Why.ShouldBe("a commit of the branch itself, not released yet; mainline is not known to have it");
    }

    [Fact]
    public async Task Backport_WhenTitleAndTimeAreOthersToo_ThenItsChangeLeadsToMainlinesCommit()
    {
        var fix = history.Commit("mainline", "bpf: mend it", $"Fixes: {culprit[..12]} (\"bpf: break it\")", [("a.c", After)], authoredAt: 1_599_000_000);
        history.Commit("mainline", "bpf: the same lines elsewhere", "", [("other.c", After)], authoredAt: 1_599_000_500);
        var backport = history.Commit("6.6", "rewritten", "", [("a.c", After)], authoredAt: 1_599_009_000);
        var lookalike = history.Commit("6.1", "rewritten too", "", [("a.c", After + "and more\n")], authoredAt: 1_599_009_000);
        var stranger = history.Commit("6.1", "of somebody else", "", [("b.c", After)], "Bob Other <bob@example.org>", 1_599_000_000);
        (await history.WhereAsync(backport)).Commit.Id.Hex.ShouldBe(fix);
        (await history.WhereAsync(lookalike)).Commit.Id.Hex.ShouldBe(lookalike);
        (await history.WhereAsync(stranger)).Commit.Id.Hex.ShouldBe(stranger);
    }

    [Fact]
    public async Task Revert_WhenABranchHasWhatItTakesBack_ThenItIsNeededThereAndNowhereElse()
    {
        var fix = Fix();
        var backport = history.Commit("6.6", "bpf: mend it", $"commit {fix} upstream.", [("a.c", After)]);
        var revert = history.Commit("mainline", "Revert \"bpf: mend it\"", $"This reverts commit {fix}.", [("a.c", Before)]);
        var where = await history.WhereAsync(revert);
        where.Branches.Select(static one => one.Standing).ShouldBe([BranchStanding.Needed, BranchStanding.NotNeeded]);
        where.Branches[0].Why.ShouldBe($"what it takes back, {fix[..12]} (\"bpf: mend it\"), is in this branch as {backport[..12]}, not released yet");
        where.Branches[1].Why.ShouldBe($"what it takes back, {fix[..12]} (\"bpf: mend it\"), is not in this branch");
    }

    [Fact]
    public async Task Fix_WhenMainlineTookItBackAndBroughtItAgain_ThenItIsNeededAndTheRevertsDoNotTravel()
    {
        var fix = Fix();
        var backport = history.Commit("6.1", "bpf: mend it", $"commit {fix} upstream.", [("a.c", After)]);
        history.Commit("6.1", "Revert \"bpf: mend it\"", $"This reverts commit {backport}.", [("a.c", Before)]);
        var revert = history.Commit("mainline", "Revert \"bpf: mend it\"", $"This reverts commit {fix}.", [("a.c", Before)]);
        (await history.WhereAsync(fix)).Following.ShouldHaveSingleItem().ShouldSatisfyAllConditions(one => one.Commit.Id.Hex.ShouldBe(revert), one => one.IsRevert.ShouldBeTrue());
        var again = history.Commit("mainline", "Revert \"Revert \"bpf: mend it\"\"", $"This reverts commit {revert}.", [("a.c", After)]);
        var later = history.Commit("mainline", "bpf: mend the mending", $"Fixes: {fix[..12]} (\"bpf: mend it\")", [("a.c", After + "g\n")]);
        var where = await history.WhereAsync(fix);
        where.AgainInMainline!.Commit.Id.Hex.ShouldBe(again);
        where.Following.ShouldHaveSingleItem().Commit.Id.Hex.ShouldBe(later);
        where.Branches.Select(static one => one.Standing).ShouldBe([BranchStanding.Needed, BranchStanding.Reverted]);
        where.Branches[1].Why.ShouldEndWith($"mainline took it back too, and {again[..12]} brought it again there, not released yet");
    }

    [Fact]
    public async Task Fix_WhenMainlineTookItBack_ThenNobodyNeedsItAndWhoHasItIsTold()
    {
        var fix = Fix();
        history.Commit("6.6", "bpf: mend it", $"[ Upstream commit {fix} ]", [("a.c", After)]);
        var revert = history.Commit("mainline", "Revert \"bpf: mend it\"", $"This reverts commit {fix}.", [("a.c", Before)]);
        var where = await history.WhereAsync(fix);
        where.RevertedInMainline!.Commit.Id.Hex.ShouldBe(revert);
        where.Branches.Select(one => one.Standing).ShouldBe([BranchStanding.There, BranchStanding.NotNeeded]);
        history.Commit("6.6", "Revert \"bpf: mend it\"", $"commit {revert} upstream.\n\nThis reverts commit {fix}.", [("a.c", Before)]);
        (await history.WhereAsync(fix)).Branches[0].Standing.ShouldBe(BranchStanding.Reverted);
    }

    [Fact]
    [Trait("Clause", "TREE-2")]
    public async Task Fix_WhenItCameByAMerge_ThenTheReleaseOfTheMergeIsItsFirst()
    {
        history.Begin("side", culprit);
        var fix = history.Commit("side", "bpf: mend it", $"Fixes: {culprit[..12]} (\"bpf: break it\")", [("a.c", After)]);
        history.Commit("mainline", "other", files: [("o.c", "o\n")]);
        history.Tag("mainline", "v6.7-rc1");
        history.Commit("mainline", "Merge tag 'bpf'", merge: fix, files: [("a.c", After)]);
        (await history.WhereAsync(fix)).Mainline.ShouldSatisfyAllConditions(one => one.ShouldNotBeNull(), one => one!.Release.ShouldBeNull());
        history.Tag("mainline", "v6.7-rc2");
        (await history.WhereAsync(fix)).Mainline!.Release.ShouldBe("v6.7-rc2");
    }

    [Fact]
    public async Task Branch_WhenItBeginsBetweenReleases_ThenItHasWhatLiesBefore()
    {
        var fix = Fix();
        var later = history.Commit("mainline", "later", files: [("l.c", "l\n")]);
        history.Begin("6.7", fix);
        history.Commit("6.7", "own", files: [("own.c", "x\n")]);
        (await history.WhereAsync(fix)).Branches.Single(one => one.Branch.Short == "6.7").Standing.ShouldBe(BranchStanding.There);
        (await history.WhereAsync(culprit)).Branches.Single(one => one.Branch.Short == "6.7").Standing.ShouldBe(BranchStanding.There);
        (await history.WhereAsync(later)).Branches.Single(one => one.Branch.Short == "6.7").Standing.ShouldBe(BranchStanding.Unknown);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Index_WhenItGrewStepByStep_ThenItAnswersAsOneMadeAnew()
    {
        List<string> commits = [old, culprit];
        for (var i = 0; i < 12; i++)
        {
            var fix = history.Commit("mainline", $"bpf: mend {i}", $"Fixes: {commits[^1][..12]} (\"x\")", [($"f{i}.c", After)]);
            commits.Add(fix);
            if (i % 3 == 0) history.Commit("6.6", $"bpf: mend {i}", $"commit {fix} upstream.", [($"f{i}.c", After)]);
            if (i % 4 == 0) history.Commit("6.1", $"bpf: otherwise {i}", "", [($"f{i}.c", After)]);
            if (i % 5 == 4) history.Tag("mainline", $"v6.7-rc{i}");
            if (i % 6 == 5) history.Tag("6.6", $"v6.6.{i}");
            (await history.Index.UpdateAsync("linux-*.y", CancellationToken.None)).IsNew.ShouldBe(i == 0);
        }

        var grown = await AnswersAsync(commits);
        File.Delete(history.Index.Path);
        (await AnswersAsync(commits)).ShouldBe(grown);
        (await history.Index.UpdateAsync("linux-*.y", CancellationToken.None)).ShouldSatisfyAllConditions(one => one.IsNew.ShouldBeFalse(), one => one.Commits.ShouldBe(0));
    }

    private async Task<List<string>> AnswersAsync(List<string> commits)
    {
        var list = new List<string>();
        foreach (var commit in commits)
        {
            var where = await history.WhereAsync(commit);
            list.Add($"{where.Mainline?.Release} {string.Join("; ", where.Branches.Select(one => $"{one.Branch.Name} {one.Branch.Base} {one.Branch.Last} {one.Standing} {one.Why}"))}");
        }

        return list;
    }

    private string Fix() => history.Commit("mainline", "bpf: mend it", $"Fixes: {culprit[..12]} (\"bpf: break it\")", [("a.c", After)]);

    private static (BranchStanding, string?) Answer(Whereabouts where, string branch) => where.Branches.Where(one => one.Branch.Short == branch).Select(one => (one.Standing, one.There?.Commit.Id.Hex)).Single();
}
