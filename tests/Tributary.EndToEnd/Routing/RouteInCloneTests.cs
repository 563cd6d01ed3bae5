using System.Diagnostics;

namespace Tributary.EndToEnd;

/// <summary><c>trib route</c> in a clone that follows the trees: where the commit is that a series mends speaks for a tree.</summary>
public sealed class RouteInCloneTests : IDisposable
{
    // Mainline and bpf are at the first commit; only bpf-next has the second, and the third mends it.
    private const string Script = """
        set -e
        export HOME="$PWD" GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_DATE='2024-03-04T09:00:00Z' GIT_COMMITTER_DATE='2024-03-04T09:00:00Z'
        git init -q -b master tree; cd tree
        git config user.name 'Ann Author'; git config user.email ann@example.org
        for tree in bpf/bpf bpf/bpf-next torvalds/linux; do git remote add ${tree#*/} https://git.kernel.org/pub/scm/linux/kernel/git/$tree.git; done
        mkdir -p kernel/bpf
        echo 'int count;' > kernel/bpf/core.c
        git add -A; git commit -q -m 'bpf: Count received packets'
        git update-ref refs/remotes/linux/master HEAD; git update-ref refs/remotes/bpf/master HEAD
        echo 'int dropped;' >> kernel/bpf/core.c
        git commit -q -a -m 'bpf: Count dropped packets'
        git update-ref refs/remotes/bpf-next/master HEAD
        culprit=$(git log -1 --abbrev=12 --format='%h ("%s")')
        echo 'int lost;' >> kernel/bpf/core.c
        printf 'bpf: Count lost packets too\n\nThey were forgotten, and the sum is wrong.\n\nFixes: %s\nSigned-off-by: Ann Author <ann@example.org>\n' "$culprit" | git commit -q -a -F -
        """;

    private readonly Trib _trib;

    public RouteInCloneTests()
    {
        _trib = new();
        Shell(Script).ShouldBe(0);
    }

    [Fact]
    [Trait("Clause", "PFX-2")]
    public void Route_WhenOnlyATreeOfFeaturesHasWhatIsMended_ThenTheSeriesIsForThatUntilMainlineHasIt()
    {
        using var inClone = new Trib { StartedIn = Path.Combine(_trib.Folder, "tree") };

        var first = inClone.Run("route", "--subject-prefix", "PATCH bpf", "HEAD~1..").ShouldSucceed();
        first.Output.ShouldStartWith("bpf-next (");
        first.Output.ShouldContain("is only in bpf-next");

        Shell("cd tree && git update-ref refs/remotes/linux/master HEAD~1").ShouldBe(0);
        inClone.Run("route", "--subject-prefix", "PATCH bpf", "HEAD~1..").ShouldSucceed().Output.ShouldStartWith("bpf (");
    }

    public void Dispose() => _trib.Dispose();

    private int Shell(string script)
    {
        var start = new ProcessStartInfo("sh", ["-c", script]) { UseShellExecute = false, WorkingDirectory = _trib.Folder };
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToArray()) start.Environment.Remove(name);
#pragma warning disable RS0030 // The ban keeps processes of src/ in Tributary.Git; this makes a repository.
        using var process = Process.Start(start)!;
#pragma warning restore RS0030
        process.WaitForExit();
        return process.ExitCode;
    }
}
