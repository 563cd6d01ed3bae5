using System.Text;

namespace Tributary.Policy.Tests;

public sealed class MaintainersSearchTests
{
    private const string Text = """
        List of maintainers
        	M: *Mail* patches to: Full Name <address@domain>

        ALPHA CORE
        M:	Ann Author <ann@example.com>
        R:	Rob Reviewer <rob@example.com>
        L:	alpha@lists.example.com
        S:	Supported
        T:	git git://git.example.com/alpha.git
        F:	core/
        X:	core/legacy/

        ALPHA DRIVER (for the very first of all the machines that were made)
        M:	"Bob B. Builder" <bob@example.com>
        L:	alpha@lists.example.com (moderated for non-subscribers)
        L:	closed@lists.example.com (subscribers-only)
        S:	Odd Fixes
        F:	core/driver*.c
        N:	[^a-z]gadget
        K:	\bgadget_(open|close)\b

        OLD THINGS
        L:	old@lists.example.com
        S:	Orphan
        F:	core/legacy

        THE REST
        M:	Linus Torvalds <torvalds@linux-foundation.org>
        L:	all@lists.example.com
        S:	Buried alive in reporters
        F:	*
        F:	*/
        """;

    private static readonly MaintainersFile File = MaintainersFile.Parse(Encoding.UTF8.GetBytes(Text));

    private static readonly SourceTree Tree = new(static path => path is "core" or "core/legacy", static _ => null);

    [Fact]
    public void Match_WhenSectionsStandAtSeveralDepths_ThenTheDeepestComesFirstAndListsAreLast() => Ask("core/driver_x.c").ShouldBe(
    [
        "\"Bob B. Builder\" <bob@example.com> (odd fixer:ALPHA DRIVER (for the very first of all the mac...)",
        "Ann Author <ann@example.com> (supporter:ALPHA CORE)",
        "Rob Reviewer <rob@example.com> (reviewer:ALPHA CORE)",
        "alpha@lists.example.com (moderated list:ALPHA DRIVER (for the very first of all the mac...)",
        "all@lists.example.com (open list)",
    ]);

    [Fact]
    public void Match_WhenASectionExcludesThePath_ThenItsPeopleAreNotNamed() =>
        Ask("core/legacy/a.c").ShouldBe(["old@lists.example.com (open list:OLD THINGS)", "all@lists.example.com (open list)"]);

    [Fact]
    public void Match_WhenAnExpressionMatchesTheName_ThenItCountsAsTheShallowest() =>
        Ask("lib/new-gadget.c").ShouldContain("\"Bob B. Builder\" <bob@example.com> (odd fixer:ALPHA DRIVER (for the very first of all the mac...)");

    [Fact]
    public void Match_WhenNoSectionWithMaintainersStandsExactly_ThenTheHistoryIsWanted()
    {
        var search = new MaintainersSearch(File, Tree, new());
        search.Add("core/driver_x.c");
        search.Add("core/legacy/a.c");
        search.Add("core/a.c");

        // An orphan has nobody.
        search.Match().Wanted.ShouldBe(["core/legacy/a.c"]);
    }

    [Fact]
    public void Match_WhenAnAddedLineHoldsAKeyword_ThenItsSectionIsNamed()
    {
        Ask(Patch("+\tgadget_open(x);")).ShouldContain(line => line.StartsWith("\"Bob B. Builder\"", StringComparison.Ordinal));
        Ask(Patch(" \tgadget_open(x);")).ShouldNotContain(line => line.StartsWith("\"Bob B. Builder\"", StringComparison.Ordinal));
        Ask(Patch("+\tgadget_opens(x);")).ShouldNotContain(line => line.StartsWith("\"Bob B. Builder\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Match_WhenSubscribersListsAreAskedFor_ThenTheyAreNamed() =>
        Ask(new MaintainersChoice { WithSubscriberLists = true }, "core/driver1.c").ShouldContain(line => line.StartsWith("closed@lists.example.com (subscriber list:", StringComparison.Ordinal));

    [Fact]
    public void Match_WhenTheDepthIsLimited_ThenFarSectionsAreLeftOut() =>
        Ask(new MaintainersChoice { PatternDepth = 1 }, "core/a.c").ShouldBe(["Ann Author <ann@example.com> (supporter:ALPHA CORE)", "Rob Reviewer <rob@example.com> (reviewer:ALPHA CORE)", "alpha@lists.example.com (open list:ALPHA CORE)"]);

    [Fact]
    public void Covers_WhenOnlyTheRestStandsForAPath_ThenItDoesNot()
    {
        var search = new MaintainersSearch(File, Tree, new());
        search.Covers("core/a.c").ShouldBeTrue();
        search.Covers("lib/a.c").ShouldBeFalse();
    }

    [Fact]
    public void Sections_WhenAskedForATree_ThenTheySayIt() =>
        File.Sections.Single(section => section.Title == "ALPHA CORE").Values(File, 'T').ShouldBe(["git git://git.example.com/alpha.git"]);

    private static string Patch(string line) => $"Subject: [PATCH] x\n\nA message.\n---\ndiff --git a/lib/a.c b/lib/a.c\n--- a/lib/a.c\n+++ b/lib/a.c\n@@ -1,2 +1,2 @@\n{line}\n";

    private static string[] Ask(params string[] what) => Ask(new MaintainersChoice(), what);

    private static string[] Ask(MaintainersChoice choice, params string[] what)
    {
        var search = new MaintainersSearch(File, Tree, choice);
        foreach (var one in what)
        {
            if (one.Contains('\n', StringComparison.Ordinal)) search.Add(PatchTouch.Read(Encoding.UTF8.GetBytes(one)));
            else search.Add(one);
        }

        return [.. search.Match().Complete().Select(static one => one.ToString())];
    }
}
