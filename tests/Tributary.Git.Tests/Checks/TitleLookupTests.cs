using Tributary.Policy;

namespace Tributary.Git.Tests;

[Trait("Clause", "IPR-2")]
public sealed class TitleLookupTests : IDisposable
{
    private readonly TestUpstream upstream = new("net");

    public TitleLookupTests()
    {
        upstream.Commit("A start\n", ("a", "0\n"));
        upstream.Run("branch", "next", "net");
        upstream.Commit("net: Mend it\n", ("a", "1\n"));
        upstream.CommitOn("next", "net: Add a knob\n\nIt quotes net: Mend it.\n", ("b", "1\n"));
        upstream.Run("update-ref", TreeRef.Tip("net"), "refs/heads/net");
        upstream.Run("update-ref", TreeRef.Tip("net-next"), "refs/heads/next");
    }

    [Fact]
    public async Task Title_WhenATreeHoldsIt_ThenThatTreeIsSaid()
    {
        var profile = BuiltInProfiles.Find(BuiltInProfiles.Default)!;
        var trees = await TreeRefs.ListAsync(upstream.Repository, profile, CancellationToken.None);
        trees.Select(tree => tree.Tree).Order(StringComparer.Ordinal).ShouldBe(["net", "net-next"]);

        var found = await TitleLookup.FindAsync(upstream.Repository, ["net: Mend it", "net: Add a knob", "A start", "net: Nowhere"], profile, trees, CancellationToken.None);

        found.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {pair.Value}").ShouldBe(["A start: net", "net: Add a knob: net-next", "net: Mend it: net"]);
    }

    [Fact]
    public async Task Trees_WhenTheirRefsArePacked_ThenTheyAreFoundAllTheSame()
    {
        upstream.Run("pack-refs", "--all");
        var loose = Path.Combine(upstream.Repository, "refs", "trees");
        if (Directory.Exists(loose)) Directory.Delete(loose, recursive: true);
        (await TreeRefs.ListAsync(upstream.Repository, BuiltInProfiles.Find(BuiltInProfiles.Default)!, CancellationToken.None)).Length.ShouldBe(2);
    }

    public void Dispose() => upstream.Dispose();
}
