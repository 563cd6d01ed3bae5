namespace Tributary.Patches.Tests;

public sealed class PatchIdTests
{
    // Made by git diff, with what git patch-id --stable (2.39) says of them.
    private const string Text = """
        diff --git a/a.c b/a.c
        index 4cb29ea..9fdb7c6 100644
        --- a/a.c
        +++ b/a.c
        @@ -1,3 +1,4 @@
         one
        -two
        +	two  2
         three
        +vier
        \ No newline at end of file
        diff --git a/new b/new
        new file mode 100644
        index 0000000..20a4f34
        --- /dev/null
        +++ b/new
        @@ -0,0 +1,6 @@
        +keep
        +those
        +lines
        +for
        +the
        +rename
        """;

    private const string Everything = """
        diff --git a/a.c b/a.c
        index 4cb29ea..9fdb7c6 100644
        --- a/a.c
        +++ b/a.c
        @@ -1,3 +1,4 @@
         one
        -two
        +	two  2
         three
        +vier
        \ No newline at end of file
        diff --git a/bin b/bin
        index 8352675d67aed6625ece79af41c27fdb4ee2e867..1592e5c60f1a460928916dc5681fee1a9bd10868 100644
        GIT binary patch
        literal 3
        KcmZQzWCj2L2ml2D

        literal 3
        KcmZQzWC8#H2LJ>B

        diff --git a/fresh.txt b/fresh.txt
        new file mode 100644
        index 0000000..7284e55
        --- /dev/null
        +++ b/fresh.txt
        @@ -0,0 +1 @@
        +ünï
        diff --git a/gone b/gone
        deleted file mode 100644
        index 587be6b..0000000
        --- a/gone
        +++ /dev/null
        @@ -1 +0,0 @@
        -x
        diff --git a/mode b/mode
        old mode 100644
        new mode 100755
        diff --git a/old b/new
        similarity index 81%
        rename from old
        rename to new
        index 8df67f7..20a4f34 100644
        --- a/old
        +++ b/new
        @@ -1,5 +1,5 @@
         keep
        -these
        +those
         lines
         for
         the
        """;

    [Theory]
    [InlineData(Text, "cb617bf33592c6c71c5e5c3b134a360e3f12fd62")]
    [InlineData(Everything, "c2a00489817c250feffca393f99af3d1ab9fa66e")]
    public void Id_WhenGitKnowsTheDiff_ThenItIsGits(string diff, string id) => PatchId.Of(diff + "\n").ShouldBe(id);

    [Fact]
    public void Id_WhenLineNumbersBlobsAndBlanksDiffer_ThenItIsTheSame() =>
        PatchId.Of(Text.Replace("@@ -1,", "@@ -77,", StringComparison.Ordinal).Replace("index 4", "index 5", StringComparison.Ordinal).Replace("two  2", "two 2 ", StringComparison.Ordinal))
            .ShouldBe(PatchId.Of(Text));

    [Theory]
    [InlineData("")]
    [InlineData("no diff")]
    [InlineData("--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n")]
    public void Id_WhenItIsNoDiffOfGit_ThenItIsEmpty(string diff) => PatchId.Of(diff).ShouldBeEmpty();
}
