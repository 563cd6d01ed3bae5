namespace Tributary.Workflow.Tests;

public sealed class WorkRulesTests
{
    private static readonly WorkStanding Waiting = new() { State = PatchState.New };

    /// <summary>Every pair of a role and a move; the second is what the first may do.</summary>
    public static TheoryData<WorkRoles, WorkMove, bool> Pairs
    {
        get
        {
            var pairs = new TheoryData<WorkRoles, WorkMove, bool>();
            foreach (var move in Enum.GetValues<WorkMove>())
            {
                pairs.Add(WorkRoles.None, move, false);
                pairs.Add(WorkRoles.Author, move, move is WorkMove.Withdraw or WorkMove.BringBack);
                pairs.Add(WorkRoles.Delegate, move, true);
                pairs.Add(WorkRoles.Maintainer, move, true);
                pairs.Add(WorkRoles.Administrator, move, true);
                pairs.Add(WorkRoles.Author | WorkRoles.Delegate, move, true);
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Rules_WhenARoleMakesAMove_ThenAllowedOrNot(WorkRoles roles, WorkMove move, bool isAllowed) => WorkRules.May(roles, move).ShouldBe(isAllowed);

    [Fact]
    public void Rules_WhenTheAuthorSetsAState_ThenOnlyOutOfReview()
    {
        foreach (var (from, to) in from left in PatchStates.All from right in PatchStates.All select (left, right))
        {
            var isAllowed = WorkRules.Judge(WorkRoles.Author, new() { State = from }, new() { State = to }) is null;
            isAllowed.ShouldBe(from == to || MayWithdraw(from, to), $"{from.Slug} to {to.Slug}");
        }
    }

    [Theory]
    [InlineData(PatchState.New, PatchState.New, true)]
    [InlineData(PatchState.UnderReview, PatchState.UnderReview, true)]
    [InlineData(PatchState.UnderReview, PatchState.New, true)]
    [InlineData(PatchState.New, PatchState.UnderReview, false)]
    [InlineData(PatchState.Deferred, PatchState.Deferred, true)]
    [InlineData(PatchState.Deferred, PatchState.New, false)]
    [InlineData(PatchState.New, PatchState.Accepted, false)]
    public void Rules_WhenTheAuthorTookItOut_ThenHeMayPutItBackAndNoFurther(PatchState takenFrom, PatchState to, bool isAllowed) =>
        (WorkRules.Judge(WorkRoles.Author, new() { State = PatchState.Rejected, TakenFrom = takenFrom }, new() { State = to }) is null).ShouldBe(isAllowed);

    [Fact]
    public void Rules_WhenSomebodyElseTookItOut_ThenTheAuthorMayNotBringItBack()
    {
        var refusal = WorkRules.Judge(WorkRoles.Author, new() { State = PatchState.Rejected }, new() { State = PatchState.New });

        refusal.ShouldNotBeNull().Sentence.ShouldBe(
            "Only a maintainer of the project or the delegate may make it new; its author may take it out of review, and bring back what he took out.");
    }

    [Fact]
    public void Rules_WhenOneOfSeveralMovesIsForbidden_ThenTheWholeIsRefused() =>
        WorkRules.Judge(WorkRoles.Author, Waiting, new() { State = PatchState.ChangesRequested, IsArchived = true }).ShouldNotBeNull();

    [Fact]
    public void Rules_WhenTheAuthorSaysWhatStandsAlready_ThenAllowed()
    {
        var standing = new WorkStanding { State = PatchState.Accepted, Delegate = "mara", IsArchived = true, CommitRef = "1234", PullUrl = "git://x" };
        var same = new Decision
        {
            State = PatchState.Accepted, Delegate = new("mara"), IsArchived = true, CommitRef = new("1234"), PullUrl = new("git://x"), Related = [],
        };

        WorkRules.Judge(WorkRoles.Author, standing, same).ShouldBeNull();
        WorkRules.Judge(WorkRoles.None, standing, same).ShouldNotBeNull();
    }

    [Fact]
    public void Rules_WhenTheAuthorTouchesAnythingElse_ThenEachIsRefusedInItsWords()
    {
        Decision[] others = [new() { Delegate = new("me") }, new() { IsArchived = true }, new() { CommitRef = new("1") }, new() { PullUrl = new("x") }, new() { Related = [2] }];

        var sentences = others.Select(decision => WorkRules.Judge(WorkRoles.Author, Waiting, decision).ShouldNotBeNull().Sentence).ToList();

        sentences.Distinct().Count().ShouldBe(others.Length);
        foreach (var decision in others) WorkRules.Judge(WorkRoles.Delegate, Waiting, decision).ShouldBeNull();
    }

    [Theory]
    [InlineData(WorkRoles.None, false, false)]
    [InlineData(WorkRoles.None, true, true)]
    [InlineData(WorkRoles.Author, false, true)]
    [InlineData(WorkRoles.Delegate, false, true)]
    [InlineData(WorkRoles.Maintainer, false, true)]
    [InlineData(WorkRoles.Administrator, false, true)]
    public void Rules_WhenAReplyIsMarked_ThenAllowedToThoseWhoTakePart(WorkRoles roles, bool isCommenter, bool isAllowed) =>
        WorkRules.MayMarkComment(roles, isCommenter).ShouldBe(isAllowed);

    [Theory]
    [InlineData(WorkRoles.None, false)]
    [InlineData(WorkRoles.Author, false)]
    [InlineData(WorkRoles.Delegate, false)]
    [InlineData(WorkRoles.Maintainer, true)]
    [InlineData(WorkRoles.Administrator, true)]
    public void Rules_WhenAProjectIsChanged_ThenAllowedToItsMaintainers(WorkRoles roles, bool isAllowed) => WorkRules.MayChangeProject(roles).ShouldBe(isAllowed);

    private static bool MayWithdraw(PatchState from, PatchState to) =>
        to is not (PatchState.Accepted or PatchState.Queued or PatchState.Mainlined)
        && ((from is PatchState.New or PatchState.UnderReview or PatchState.Rfc or PatchState.NeedsAck && to is not (PatchState.New or PatchState.UnderReview or PatchState.Rfc or PatchState.NeedsAck))
            || (from is PatchState.ChangesRequested or PatchState.Deferred or PatchState.AwaitingUpstream
                && to is PatchState.Rejected or PatchState.NotApplicable or PatchState.Superseded or PatchState.HandledElsewhere));
}
