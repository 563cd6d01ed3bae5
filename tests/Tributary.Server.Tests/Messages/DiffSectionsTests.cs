using FsCheck;
using FsCheck.Fluent;

namespace Tributary.Server.Tests;

public sealed class DiffSectionsTests
{
    private const string TwoFiles = """
        diff --git a/kernel/x.c b/kernel/x.c
        index 1111111..2222222 100644
        --- a/kernel/x.c
        +++ b/kernel/x.c
        @@ -1,3 +1,3 @@ int f(void)
         a
        --- b
        +++ c
         d
        diff --git a/old name.c b/new name.c
        similarity index 90%
        rename from old name.c
        rename to new name.c
        --- a/old name.c
        +++ b/new name.c
        @@ -5 +5,2 @@
         e
        +f

        """;

    [Fact]
    public void Diff_WhenCut_ThenFilesHaveTheirPathsAndCounts()
    {
        var sections = DiffSections.Cut(TwoFiles);

        sections.Select(s => (s.OldPath, s.Path, s.Added, s.Removed, s.Note)).ShouldBe(
            [("kernel/x.c", "kernel/x.c", 1, 1, ""), ("old name.c", "new name.c", 1, 0, "renamed")]);
        sections[0].Runs.Select(run => run.Kind).ShouldBe(
            [DiffRunKind.Header, DiffRunKind.Hunk, DiffRunKind.Context, DiffRunKind.Removed, DiffRunKind.Added, DiffRunKind.Context]);
    }

    [Theory]
    [InlineData("Index: src/a.c\n===\nRCS file: x\ndiff -u -r1 a.c\n--- src/a.c\t1 Jan\n+++ src/a.c\t2 Jan\n@@ -1 +1 @@\n-a\n+b\n", "src/a.c", "")]
    [InlineData("diff --git a/logo.png b/logo.png\nnew file mode 100644\nindex 000..111\nBinary files /dev/null and b/logo.png differ\n", "logo.png", "new, binary")]
    [InlineData("diff --git a/run.sh b/run.sh\nold mode 100644\nnew mode 100755\n", "run.sh", "mode")]
    [InlineData("--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-a\n+b\n", "x.c", "")]
    [InlineData("diff --git a/gone.c b/gone.c\ndeleted file mode 100644\n--- a/gone.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n", "gone.c", "deleted")]
    public void Diff_WhenItIsOfOneFile_ThenItIsOneSection(string diff, string path, string note) =>
        DiffSections.Cut(diff).ShouldHaveSingleItem().ShouldSatisfyAllConditions(s => s.Path.ShouldBe(path), s => s.Note.ShouldBe(note), s => s.Text.ShouldBe(diff));

    [Fact]
    public void Diff_WhenItHoldsPlainFilesInARow_ThenEachIsASection() =>
        DiffSections.Cut("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n--- a/y\n+++ b/y\n@@ -1 +1 @@\n-a\n+b\n").Select(s => s.Path).ShouldBe(["x", "y"]);

    [Fact]
    public void Diff_WhenItIsAnyText_ThenSectionsAndRunsCoverIt()
    {
        var line = Gen.Elements("diff --git a/x b/x", "--- a/x", "+++ b/x", "@@ -1,2 +1 @@", "@@ -1,99999999999 +1 @@", "@@ -, +1", "+a", "-b", " c", "", "Index: y", "rename from ", "\\ No newline");
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.ArrayOf(line).ToArbitrary(), lines =>
        {
            var text = string.Join('\n', lines);
            var sections = DiffSections.Cut(text);
            return string.Concat(sections.Select(s => s.Text)) == text
                && sections.All(s => string.Concat(s.Runs.Select(run => s.Text[run.Start..run.End])) == s.Text);
        }));
    }
}
