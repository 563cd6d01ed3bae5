using Tributary.Policy;

namespace Tributary.Git.Tests;

public sealed class MendedCommitsTests
{
    private static readonly Profile Bpf = BuiltInProfiles.Find("bpf")!;

    [Fact]
    [Trait("Clause", "PFX-2")]
    public async Task Commit_WhenOnlyATreeOfFeaturesHasIt_ThenThatIsSaid()
    {
        using var trees = new TestUpstream();
        var (old, fresh) = (trees.Commit("old", ("a", "1\n")), trees.Commit("fresh", ("a", "2\n")));
        trees.Run("update-ref", "refs/trees/mainline", old.Hex);
        trees.Run("update-ref", "refs/trees/bpf", old.Hex);
        trees.Run("update-ref", "refs/trees/bpf-next", fresh.Hex);

        var place = await MendedCommits.FindAsync(trees.Repository, [old.Hex[..12], fresh.Hex[..12]], Bpf, CancellationToken.None);
        (place!.Commit, string.Join(' ', place.OnlyIn)).ShouldBe((fresh.Hex[..12], "bpf-next"));
        (await MendedCommits.FindAsync(trees.Repository, [old.Hex[..12]], Bpf, CancellationToken.None))!.OnlyIn.ShouldBeEmpty();
        (await MendedCommits.FindAsync(trees.Repository, ["0123456789ab"], Bpf, CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [InlineData("refs/trees/mainline")]
    [InlineData("refs/trees/bpf")]
    public async Task Commit_WhenATreeThatMayHaveItIsNotAtHand_ThenNothingIsProven(string atHand)
    {
        using var trees = new TestUpstream();
        var (old, fresh) = (trees.Commit("old", ("a", "1\n")), trees.Commit("fresh", ("a", "2\n")));
        trees.Run("update-ref", atHand, old.Hex);
        trees.Run("update-ref", "refs/trees/bpf-next", fresh.Hex);

        (await MendedCommits.FindAsync(trees.Repository, [fresh.Hex[..12]], Bpf, CancellationToken.None)).ShouldBeNull();
    }
}
