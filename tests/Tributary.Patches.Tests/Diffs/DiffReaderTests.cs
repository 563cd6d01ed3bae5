namespace Tributary.Patches.Tests;

public sealed class DiffReaderTests
{
    [Fact]
    public void Diff_WhenALineLooksLikeASignature_ThenTheCountsDecide()
    {
        var diff = Read("""
            --- a/x
            +++ b/x
            @@ -1,3 +1,2 @@
             a
            -- 
             b
            -- 
            2.39.2

            """);

        diff.Text.ShouldBe("--- a/x\n+++ b/x\n@@ -1,3 +1,2 @@\n a\n-- \n b\n");
        diff.Files.ShouldBe([new DiffFile("x", "x", DiffChange.Modified, 0, 1, false)]);
        diff.IsDamaged.ShouldBeFalse();
    }

    [Fact]
    public void Diff_WhenTextStandsBetweenFiles_ThenItIsTakenOut()
    {
        var diff = Read(Mails.Diff + "\nAnd the other one:\n\n" + Mails.Diff.Replace("core", "next", StringComparison.Ordinal) + "\nThat is all.\n");

        diff.Text.ShouldBe(Mails.Diff + Mails.Diff.Replace("core", "next", StringComparison.Ordinal));
        diff.Other.ShouldBe("And the other one:\nThat is all.\n");
        diff.Files.Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n", "y", "x", DiffChange.Renamed)]
    [InlineData("diff --git a/x b/y\nsimilarity index 90%\ncopy from x\ncopy to y\n", "y", "x", DiffChange.Copied)]
    [InlineData("diff --git a/x b/x\nold mode 100644\nnew mode 100755\n", "x", "x", DiffChange.ModeChanged)]
    [InlineData("diff --git a/x b/x\nnew file mode 100644\nindex 000000000000..e69de29bb2d1\n", "x", "x", DiffChange.Added)]
    [InlineData("diff --git a/x b/x\ndeleted file mode 100644\nindex e69de29bb2d1..000000000000\n", "x", "x", DiffChange.Deleted)]
    [InlineData("diff --git x x\nnew file mode 100644\nindex 0000000..9710347\n", "x", "x", DiffChange.Added)]
    [InlineData("diff --git a/a b.c b/a b.c\nold mode 100644\nnew mode 100755\n", "a b.c", "a b.c", DiffChange.ModeChanged)]
    [InlineData("diff --git \"a/\\303\\244\" \"b/\\303\\244\"\nold mode 100644\nnew mode 100755\n", "ä", "ä", DiffChange.ModeChanged)]
    [InlineData("--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\n", "x", "x", DiffChange.Added)]
    [InlineData("--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n", "x", "x", DiffChange.Deleted)]
    [InlineData("--- linux.orig/net/x.c\t2020-01-01\n+++ linux/net/x.c\t2020-01-02\n@@ -1 +1 @@\n-a\n+b\n", "net/x.c", "net/x.c", DiffChange.Modified)]
    [InlineData("Index: net/x.c\n===================================================================\nRCS file: /cvs/x.c,v\nretrieving revision 1.2\ndiff -u -r1.2 x.c\n--- net/x.c\t1 Jan\n+++ net/x.c\t2 Jan\n@@ -1 +1 @@\n-a\n+b\n", "net/x.c", "net/x.c", DiffChange.Modified)]
    [InlineData("diff -r 94af7d0c812f -r 2fb3ae89e4e1 net/x.c\n--- a/net/x.c\n+++ b/net/x.c\n@@ -1 +1 @@\n-a\n+b\n", "net/x.c", "net/x.c", DiffChange.Modified)]
    public void Diff_WhenItIsOfAnyTool_ThenItsFileIsKnown(string text, string path, string old, DiffChange change)
    {
        var diff = Read(text + "-- \n2.39\n");

        diff.Text.ShouldBe(text);
        var file = diff.Files.ShouldHaveSingleItem();
        (file.Path, file.OldPath, file.Change).ShouldBe((path, old, change));
    }

    [Fact]
    public void Diff_WhenBinary_ThenItsLinesAreKeptAndNotCounted()
    {
        const string Text = "diff --git a/x b/x\nnew file mode 100644\nindex 0000000..9710347\nGIT binary patch\nliteral 3\nKcmZ?r?PGv|\n\nliteral 0\nHcmV?d00001\n\n";

        var diff = Read(Text + "-- \n2.35.3\n");

        diff.Text.ShouldBe(Text);
        diff.Files.ShouldBe([new DiffFile("x", "x", DiffChange.Added, 0, 0, true)]);
    }

    [Fact]
    public void Diff_WhenAMailProgramWrappedALine_ThenTheRestIsKeptAndItSaysSo()
    {
        var diff = Read("--- a/x\n+++ b/x\n@@ -1,3 +1,4 @@\n a\n+a very long\nline\n b\n c\n-- \n2.39\n");

        diff.Text.ShouldBe("--- a/x\n+++ b/x\n@@ -1,3 +1,4 @@\n a\n+a very long\nline\n b\n c\n");
        diff.IsDamaged.ShouldBeTrue();
    }

    [Theory]
    [InlineData("@@@ -1,1 +1,1 @@ int f()")]
    [InlineData("@@ @@")]
    [InlineData("@@ -1,7 +1,7")]
    public void Diff_WhenAHunkSaysNoCounts_ThenWhatLooksLikeAHunkIsKept(string header)
    {
        var diff = Read($"--- a/x\n+++ b/x\n{header}\n a\n\n-b\n+c\n\n d\n\n--- a/y\n+++ b/y\n@@ -1 +1 @@\n-a\n+b\n-- \n2.39\n");

        diff.Text.ShouldBe($"--- a/x\n+++ b/x\n{header}\n a\n\n-b\n+c\n\n d\n--- a/y\n+++ b/y\n@@ -1 +1 @@\n-a\n+b\n");
        diff.Files.ShouldBe([new DiffFile("x", "x", DiffChange.Modified, 1, 1, false), new DiffFile("y", "y", DiffChange.Modified, 1, 1, false)]);
        diff.IsDamaged.ShouldBeTrue();
    }

    [Fact]
    public void Diff_WhenAHunkSaysNoCounts_ThenItEndsAtTheSignature()
    {
        var diff = Read("--- a/x\n+++ b/x\n@@@ @@@\n-b\n+c\n\n-- \n2.39\n");

        diff.Text.ShouldBe("--- a/x\n+++ b/x\n@@@ @@@\n-b\n+c\n");
        diff.Other.ShouldBe("");
    }

    [Theory]
    [InlineData("a line\ndiff --git a/x b/x\nand prose\n")]
    [InlineData("--- a/x\nno second name\n")]
    [InlineData("--- a/x\n+++ b/x\nno hunk\n")]
    [InlineData("> diff --git a/x b/x\n> index 1..2\n> --- a/x\n> +++ b/x\n> @@ -1 +1 @@\n> -a\n> +b\n")]
    [InlineData("Index: of the book\nprose\n")]
    [InlineData("-a\n+b\n@@ -1 +1 @@\n")]
    [InlineData("")]
    public void Find_WhenNoDiffIsThere_ThenNoneIsFound(string text) => DiffReader.Find(text, 0).ShouldBe(-1);

    private static DiffReading Read(string text)
    {
        var start = DiffReader.Find(text, 0);
        start.ShouldBeGreaterThanOrEqualTo(0);
        return DiffReader.Read(text, start);
    }
}
