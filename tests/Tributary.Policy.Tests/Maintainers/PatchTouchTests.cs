using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Tributary.Policy.Tests;

public sealed class PatchTouchTests
{
    [Theory]
    [InlineData("diff --git a/kernel/a.c b/kernel/b.c", "kernel/a.c kernel/b.c")]
    [InlineData("--- a/kernel/a.c", "kernel/a.c")]
    [InlineData("+++ b/kernel/a.c\t2024-01-01", "kernel/a.c")]
    [InlineData("+++ /dev/null", "dev/null")]
    [InlineData("rename from kernel/a.c", "kernel/a.c")]
    [InlineData(" mode change 100644 => 100755 scripts/a.sh", "scripts/a.sh")]
    [InlineData("---", "")]
    [InlineData("---a", "")]
    [InlineData("rename from a b", "")]
    public void Line_WhenItNamesFiles_ThenTheyAreTaken(string line, string paths) => string.Join(' ', Read(line).Paths).ShouldBe(paths);

    [Fact]
    public void Fixes_WhenItNamesACommit_ThenItIsTaken() => Read("Fixes: 0123456789ab (\"a title\")\nFixes: 12345\nfixes: 0123456").Fixes.ShouldBe(["0123456789ab"]);

    [Fact]
    public void Mail_WhenItIsEncodedForTransport_ThenTheTextIsRead()
    {
        var mail = "From: Ann <ann@example.com>\nSubject: [PATCH] x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
            + Convert.ToBase64String("A message.\n---\ndiff --git a/lib/a.c b/lib/a.c\n--- a/lib/a.c\n+++ b/lib/a.c\n"u8) + "\n";

        PatchTouch.Read(Encoding.ASCII.GetBytes(mail)).IsPatch.ShouldBeFalse();
        PatchTouch.Read(PatchText.Of(Encoding.ASCII.GetBytes(mail)).Span).Paths.ShouldContain("lib/a.c");
    }

    [Fact]
    public void Reading_WhenTheTextIsAnything_ThenNothingIsThrown()
    {
        var line = Gen.OneOf(
            Gen.Elements("M:", "F:\t(", "N:\t[", "K:\t(?<", "X:", "L: a@b (moderated", "A TITLE", "+++ a/b", "--- ", "diff --git a/", "Fixes: 0123456", "rename to ", " mode change ", "From x", "Content-Transfer-Encoding: base64", ""),
            ArbMap.Default.GeneratorFor<string>().Select(static text => text ?? ""));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Gen.ListOf(line).ToArbitrary(), lines =>
        {
            var bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines));
            var search = new MaintainersSearch(MaintainersFile.Parse(bytes), SourceTree.None with { Mailmap = Mailmap.Parse(bytes) }, new());
            search.Add(PatchTouch.Read(PatchText.Of(bytes).Span));
            search.Add("kernel/bpf/core.c");
            search.Match().Complete();
        }));
    }

    private static PatchTouch Read(string text) => PatchTouch.Read(Encoding.UTF8.GetBytes(text + "\n"));
}
