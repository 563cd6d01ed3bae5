using System.Text;
using Shouldly;
using Tributary.Mail;

namespace Tributary.Patches.Tests;

[Trait("Clause", "STB-5")]
public sealed class StableMailTests
{
    private const string X = "1f3c98eaddec857e16a7a1c6cd83317b3dc89438";

    [Theory]
    [InlineData("[PATCH AUTOSEL 6.6 01/28] bpf: a title", StableMailKind.Chosen, "6.6")]
    [InlineData("[PATCH 6.6 012/500] bpf: a title", StableMailKind.Review, "6.6")]
    [InlineData("[PATCH 6.6.y] bpf: a title", StableMailKind.Review, "6.6")]
    [InlineData("[PATCH stable 5.10.y 1/2] bpf: a title", StableMailKind.Review, "5.10")]
    [InlineData("[PATCH linux-5.15.y v2 1/2] bpf: a title", StableMailKind.Review, "5.15")]
    [InlineData("[PATCH 5.10/5.15] bpf: a title", StableMailKind.Review, "5.10,5.15")]
    public void Patch_WhenItsPrefixNamesBranches_ThenTheyAreRead(string subject, StableMailKind kind, string branches)
    {
        var mail = Read(subject, "X-stable: review\nX-Patchwork-Hint: Ignore\n");
        mail!.ShouldSatisfyAllConditions(
            one => one.Kind.ShouldBe(kind), one => string.Join(',', one.Branches).ShouldBe(branches), one => one.Title.ShouldBe("bpf: a title"),
            one => one.Upstream.ShouldBe([X]), one => one.Mail.Diff.ShouldNotBeNull());
        Read(subject, "")!.Kind.ShouldBe(kind == StableMailKind.Review ? StableMailKind.Sent : kind);
    }

    [Theory]
    [InlineData("Patch \"bpf: a title\" has been added to the 6.6-stable tree", StableMailKind.Added)]
    [InlineData("FAILED: patch \"[PATCH] bpf: a title\" failed to apply to 6.6-stable tree", StableMailKind.Failed)]
    [InlineData("patch \"bpf: a title\" has been added to the 6.6-stable tree", StableMailKind.Added)]
    public void Notice_WhenRead_ThenItSaysWhatBecameOfThePatch(string subject, StableMailKind kind)
    {
        var mail = StableMail.Read(MessageReader.Read(Encoding.UTF8.GetBytes(
            $"From: Greg <g@example.org>\nMessage-ID: <a@b>\nSubject: {subject}\n\nThis is a note.\n\n------------------ original commit in Linus's tree ------------------\n\nFrom {X} Mon Sep 17 00:00:00 2001\nFrom: A <a@example.org>\n\nText.\n")));
        mail!.ShouldSatisfyAllConditions(
            one => one.Kind.ShouldBe(kind), one => one.Branches.ShouldBe(["6.6"]), one => one.Title.ShouldBe("bpf: a title"), one => one.Upstream.ShouldBe([X]));
    }

    [Theory]
    [InlineData("[PATCH bpf-next v2.1 1/2] bpf: a title")]
    [InlineData("Re: [PATCH 6.6 012/500] bpf: a title")]
    [InlineData("[PATCH bpf] bpf: a title")]
    [InlineData("[PATCH v5.1 10/12] bpf: a title")]
    [InlineData("bpf: Linux 6.6 does not boot")]
    public void Mail_WhenItIsNotForABranch_ThenItIsNone(string subject) => Read(subject, "").ShouldBeNull();

    private static StableMail? Read(string subject, string headers) => StableMail.Read(MessageReader.Read(Encoding.UTF8.GetBytes(
        $"From: A <a@example.org>\nMessage-ID: <a@b>\nSubject: {subject}\n{headers}\n[ Upstream commit {X} ]\n\nText.\n\nSigned-off-by: A <a@example.org>\n---\n a.c | 1 +\n\ndiff --git a/a.c b/a.c\nindex 1111111..2222222 100644\n--- a/a.c\n+++ b/a.c\n@@ -1 +1,2 @@\n a\n+b\n-- \n2.1\n")));
}
