using FsCheck;
using FsCheck.Fluent;

namespace Tributary.Patches.Tests;

public sealed class PatchMailTests
{
    private const string Pull = """
        Hi,

        The following changes since commit e10117d36ef758da0690c95ecffc09d5dd7da479:

          Linux 6.6 (2023-10-29 16:31:08 -1000)

        are available in the Git repository at:

          https://git.example.org/tree.git tags/for-next

        for you to fetch changes up to 662c9d55c5ccb37f3920ecab9720f2ebf2a6ca18:

        """;

    [Theory]
    [InlineData("[PATCH bpf] a", "")]
    [InlineData("[PATCH bpf 1/2] a", Mails.Answer)]
    [InlineData("[bpf] a", "")]
    [InlineData("", "")]
    [InlineData("a title without a bracket", "")]
    [InlineData("a title without a bracket", Mails.Answer)]
    [InlineData("Re: [PATCH v2] a", Mails.Answer)]
    public void Patch_WhenGitSentIt_ThenItIsOneWhateverTheSubject(string subject, string headers)
    {
        var mail = Mails.Read(subject, Mails.PatchBody, headers);

        mail.Kind.ShouldBe(MailKind.Patch, mail.KindReason);
        mail.Content.ShouldBe("Say why.\n\nSigned-off-by: Ann Author <ann@example.org>");
        mail.Notes.ShouldBe(" kernel/bpf/core.c | 1 +\n 1 file changed, 1 insertion(+)");
        mail.Diff.ShouldBe(Mails.Diff);
        mail.Files.ShouldBe([new DiffFile("kernel/bpf/core.c", "kernel/bpf/core.c", DiffChange.Modified, 1, 0, false)]);
        mail.Trailers.ShouldBe([new Trailer("Signed-off-by", "Ann Author <ann@example.org>")]);
    }

    [Theory]
    [InlineData("verifier fails to compile", "It fails. This helps:\n\n" + Mails.Diff + "\nWhat do you think?\n", "", MailKind.None)]
    [InlineData("verifier fails to compile", "It fails. This helps.\n\n---\n core.c | 1 +\n 1 file changed, 1 insertion(+)\n\n" + Mails.Diff, "", MailKind.None)]
    [InlineData("[BUG net-next] it fails", "This helps:\n\n" + Mails.Diff, "", MailKind.None)]
    [InlineData("Re: [PATCH] a", "> +x\n\nRather:\n\n" + Mails.Diff, Mails.Answer, MailKind.Reply)]
    [InlineData("[PATCH v2] a", "> +x\n\nRather:\n\n" + Mails.Diff, Mails.Answer, MailKind.Reply)]
    [InlineData("Re: [PATCH] a", "> --- a/x\n> +++ b/x\n> @@ -1 +1 @@\n> -a\n> +b\n\nNo.\n", Mails.Answer, MailKind.Reply)]
    [InlineData("[PATCH] a", "I tested your patch.\n", "", MailKind.None)]
    [InlineData("[PATCH] a", "I tested your patch.\n", Mails.Answer, MailKind.Reply)]
    [InlineData("a question", "How?\n", "", MailKind.None)]
    [InlineData("a question", "So.\n", Mails.Answer, MailKind.Reply)]
    [InlineData("Patch \"bpf: a\" has been added to the 6.6-stable tree", Mails.PatchBody, "", MailKind.None)]
    [InlineData("FAILED: patch \"[PATCH] bpf: a\" failed to apply to 5.4-stable tree", Mails.PatchBody, "", MailKind.None)]
    [InlineData("[tip: x86/urgent] bpf: a", Mails.PatchBody, Mails.Answer, MailKind.Reply)]
    [InlineData("+ mm-a.patch added to mm-unstable branch", Mails.PatchBody, "", MailKind.None)]
    [InlineData("Re: [PATCH] a", "No.\n\n-----Original Message-----\nFrom: Ben\n\n" + Mails.PatchBody, Mails.Answer, MailKind.Reply)]
    [InlineData("Fwd: [PATCH] a", "---------- Forwarded message ---------\n\n" + Mails.PatchBody, "", MailKind.None)]
    [InlineData("[PATCH 0/2] a", "> why?\nBecause.\n", Mails.Answer, MailKind.Reply)]
    [InlineData("Fwd: [PATCH] a", "See below.\n\n" + Mails.Diff, "", MailKind.None)]
    public void Mail_WhenADiffInItIsNoPatch_ThenItIsNone(string subject, string body, string headers, MailKind kind)
    {
        var mail = Mails.Read(subject, body, headers);

        mail.Kind.ShouldBe(kind, mail.KindReason);
        mail.Diff.ShouldBeNull();
        mail.KindReason.ShouldEndWith(".");
    }

    [Theory]
    [InlineData("[PATCH 0/3] a", "Hi.\n")]
    [InlineData("[PATCH 0 of 3] a", "Hi.\n")]
    [InlineData("[bpf-next v2 0/3] a", "Hi.\n")]
    [InlineData("[PATCH 0/1] a", "Hi. It does this:\n\n" + Mails.Diff + "\nSo.\n")]
    [InlineData("[PATCHSET v10] a", "Hi.\n")]
    [InlineData("[PATCH 00/12] pull request", Pull)]
    [InlineData("[PATCH v2] a", "Hi.\n\nAnn Author (2):\n  one\n  two\n\n core.c | 2 ++\n 1 file changed, 2 insertions(+)\n")]
    public void CoverLetter_WhenItIsOne_ThenItHoldsNoDiff(string subject, string body)
    {
        var mail = Mails.Read(subject, body);

        mail.Kind.ShouldBe(MailKind.CoverLetter, mail.KindReason);
        mail.Diff.ShouldBeNull();
        mail.PullUrl.ShouldBe(body == Pull ? "https://git.example.org/tree.git tags/for-next" : null);
        Mails.Read(subject, body, Mails.Answer).Kind.ShouldBe(MailKind.CoverLetter);
        Mails.Read("Re: " + subject, body, Mails.Answer).Kind.ShouldBe(MailKind.Reply);
    }

    [Theory]
    [InlineData("[GIT PULL] a")]
    [InlineData("pull-request: bpf-next 2024-11-14")]
    [InlineData("please take this")]
    public void PullRequest_WhenItIsOne_ThenItsUrlIsKnown(string subject)
    {
        var mail = Mails.Read(subject, Pull);

        mail.Kind.ShouldBe(MailKind.PullRequest, mail.KindReason);
        mail.PullUrl.ShouldBe("https://git.example.org/tree.git tags/for-next");
        Mails.Read("Re: " + subject, Pull, Mails.Answer).Kind.ShouldBe(MailKind.Reply);
    }

    [Fact]
    public void PullRequest_WhenItHoldsADiff_ThenTheDiffIsKept()
    {
        var mail = Mails.Read("[GIT PULL] a", Pull + "\n" + Mails.Diff);

        mail.Kind.ShouldBe(MailKind.PullRequest);
        mail.Diff.ShouldBe(Mails.Diff);
    }

    [Fact]
    public void Author_WhenTheNameInTheBodyIsEncoded_ThenItIsDecoded() =>
        Mails.Read("[PATCH] a", "From: =?UTF-8?q?Bj=C3=B6rn?= <b@example.com>\n\n" + Mails.PatchBody).Author.ShouldBe(new("Björn", "b@example.com"));

    [Fact]
    public void Author_WhenTheBodyBeginsWithFrom_ThenItIsTheAuthor()
    {
        var mail = Mails.Read("[PATCH] a", "From: Ben Writer <ben@example.com>\nSubject: a\n\n" + Mails.PatchBody);

        mail.Author.ShouldBe(new("Ben Writer", "ben@example.com"));
        mail.Content.ShouldStartWith("Say why.");
    }

    [Theory]
    [InlineData("a question", "Subject: [PATCH net v2 1/2] b\n")]
    [InlineData("Re: [PATCH] a", "From: Ben Writer <ben@example.com>\nSubject: [PATCH net v2 1/2]\n b\n")]
    [InlineData("", ">From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\nFrom: Ben Writer\n <ben@example.com>\nSubject: [PATCH net v2 1/2] b\n")]
    [InlineData("Re: a talk", "[PATCH net v2 1/2] b\n")]
    [InlineData("Re: a talk", "So be it.\n\n -- >8 -- cut here -- >8 --\nSubject: [PATCH net v2 1/2] b\n")]
    public void Subject_WhenTheTextGivesThePatchsOwn_ThenThatCounts(string subject, string head)
    {
        var mail = Mails.Read(subject, head + "\n" + Mails.PatchBody.Replace("Signed-off-by:", "Thanks to", StringComparison.Ordinal), Mails.Answer);

        mail.Kind.ShouldBe(MailKind.Patch, mail.KindReason);
        mail.Subject.Name.ShouldBe("[net,v2,1/2] b");
        mail.Content.ShouldBe("Say why.\n\nThanks to Ann Author <ann@example.org>");
        mail.Author.Name.ShouldBe(head.Contains("Ben", StringComparison.Ordinal) ? "Ben Writer" : "Ann Author");
    }

    [Theory]
    [InlineData("[PATCH net] a", "Subject: [PATCH] b\n", "[net] a")]
    [InlineData("[net] a", "Subject: b\n", "[net] a")]
    [InlineData("[PATCH net] a", "[PATCH net] a\n", "[net] a")]
    public void Subject_WhenTheMailsOwnSaysPatch_ThenItCounts(string subject, string head, string name)
    {
        var mail = Mails.Read(subject, head + "\n" + Mails.PatchBody);

        mail.Subject.Name.ShouldBe(name);
        mail.Content.ShouldStartWith("Say why.");
    }

    [Theory]
    [InlineData("Re: [PATCH] a", "Subject: [PATCH] a\n\n> why?\n\n" + Mails.Diff)]
    [InlineData("Re: [PATCH] a", "From: Ben Writer <ben@example.com>\nSent: Monday\nSubject: [PATCH] a\n\n---\n x | 1 +\n 1 file changed, 1 insertion(+)\n\n" + Mails.Diff)]
    public void Reply_WhenItShowsAMailWithAPatch_ThenItStaysOne(string subject, string body) => Mails.Read(subject, body, Mails.Answer).Kind.ShouldBe(MailKind.Reply);

    [Theory]
    [InlineData("-- \nAnn\n")]
    [InlineData("_______________________________________________\nexample mailing list\n")]
    public void Content_WhenASignatureStandsAboveTheDiff_ThenItIsCutAway(string signature)
    {
        Mails.Read("[PATCH] a", $"Say why.\n{signature}{Mails.Diff}").Content.ShouldBe("Say why.");
        Mails.Read("[PATCH] a", $"Say why.\n--\nnew in v2\n{Mails.Diff}").Content.ShouldEndWith("new in v2");
        Mails.Read("[PATCH] a", $"Say why.\n{signature}\nSigned-off-by: A <a@x>\n{Mails.Diff}").Content.ShouldContain("Signed-off-by");
    }

    [Theory]
    [InlineData("This is no -- >8 -- mark, though it speaks of one.")]
    [InlineData("- 8< - of all -")]
    public void Content_WhenALineOnlySpeaksOfScissors_ThenItIsKept(string line) => Mails.Read("[PATCH] a", $"{line}\n\n{Mails.PatchBody}").Content.ShouldStartWith(line);

    [Fact]
    public void Content_WhenThereAreScissors_ThenItBeginsBehindThem()
    {
        var mail = Mails.Read("[PATCH] a", "Hi, as you asked.\n---\n\n-- >8 --\nFrom: Ben Writer <ben@example.com>\n\n" + Mails.PatchBody);

        mail.Content.ShouldBe("Say why.\n\nSigned-off-by: Ann Author <ann@example.org>");
        mail.Author.Name.ShouldBe("Ben Writer");
    }

    [Fact]
    public void Content_WhenTheMailIsAnAnswer_ThenItHasNoSignatureAndFooter()
    {
        var mail = Mails.Read("Re: [PATCH] a", "> why?\n\nBecause.\n\nAcked-by: Ben Reviewer <ben@example.com>\n-- \nBen\n_______________________________________________\nlist mailing list\n", Mails.Answer);

        mail.Content.ShouldBe("> why?\n\nBecause.\n\nAcked-by: Ben Reviewer <ben@example.com>");
        mail.Trailers.ShouldBe([new Trailer("Acked-by", "Ben Reviewer <ben@example.com>")]);
    }

    [Fact]
    public void Content_WhenABotIsToldBelowTheSignature_ThenTheWordsAreKept() =>
        Mails.Read("Re: [PATCH] a", "No.\n-- \npw-bot: cr\n", Mails.Answer).Content.ShouldBe("No.\n-- \npw-bot: cr");

    [Fact]
    public void Keys_WhenWrittenByTools_ThenTheyAreFound()
    {
        var mail = Mails.Read("[PATCH bpf] a", Mails.PatchBody.Replace("-- \n2.39", """

            base-commit: E10117d36ef758da0690c95ecffc09d5dd7da479
            prerequisite-patch-id: 662c9d55c5ccb37f3920ecab9720f2ebf2a6ca18
            prerequisite-message-id: <20240304-need-v1-0-0123456789ab@example.org>
            change-id: 20240304-core-two-0123456789ab
            -- 
            2.39
            """, StringComparison.Ordinal));

        mail.BaseCommit.ShouldBe("e10117d36ef758da0690c95ecffc09d5dd7da479");
        mail.ChangeId.ShouldBe("20240304-core-two-0123456789ab");
        mail.PrerequisitePatches.ShouldBe(["662c9d55c5ccb37f3920ecab9720f2ebf2a6ca18"]);
        mail.DependsOn.ShouldBe(["20240304-need-v1-0-0123456789ab@example.org"]);
        mail.Notes.ShouldContain("change-id");
    }

    [Fact]
    public void Links_WhenTheTextHasThem_ThenTheMessagesAreNamed()
    {
        var mail = Mails.Read("[PATCH v3 0/2] a", """
            - Link to v2: https://lore.example.org/r/20240304-v2-0@example.org
            v1:
              https://lore.example.org/bpf/20240303-v1-0%40example.org/T/#u
            See <https://patchwork.example.org/project/bpf/patch/20240301-x@example.org/>.
            > quoted: https://lore.example.org/r/other@example.org
            https://github.example.org/@someone and mailto:a@example.org

            """);

        mail.Links.Select(link => (link.Target.Value, link.Words)).ShouldBe([
            ("20240304-v2-0@example.org", "- Link to v2: https://lore.example.org/r/20240304-v2-0@example.org"),
            ("20240303-v1-0@example.org", "v1: https://lore.example.org/bpf/20240303-v1-0%40example.org/T/#u"),
            ("20240301-x@example.org", "See <https://patchwork.example.org/project/bpf/patch/20240301-x@example.org/>."),
        ]);
    }

    [Theory]
    [InlineData("Cc: a@example.org\n\n")]
    [InlineData("Cc: a\n b\n")]
    [InlineData("--\n")]
    [InlineData("-- \n")]
    [InlineData("diff --git a/x b/x\n")]
    [InlineData("--- a/x\n+++ b/x\n@@ -1 +1 @@\n")]
    [InlineData("https://x/1@y")]
    [InlineData("available in the git repository at:")]
    [InlineData("are available in the git repository at:\n")]
    [InlineData("Index: x\n======\n")]
    [InlineData("@@ -1,9 +1,9 @@\n")]
    [InlineData("[")]
    [InlineData("a")]
    [InlineData("\t")]
    [InlineData("x\n y\n")]
    public void Mail_WhenAPieceIsRepeatedAThousandfold_ThenItIsReadInTime(string piece)
    {
        var body = string.Concat(Enumerable.Repeat(piece, 100_000));

        Mails.Read("[PATCH] a", body).Content.Length.ShouldBeLessThanOrEqualTo(body.Length);
        Mails.Read("Re: [PATCH] a", body).Kind.ShouldBe(MailKind.Reply);
        Mails.Read("[PATCH] a", Mails.PatchBody.Replace("Say why.", body, StringComparison.Ordinal)).KindReason.ShouldNotBeEmpty();
        Mails.Read("[PATCH] a", Mails.PatchBody + body).KindReason.ShouldNotBeEmpty();
    }

    [Fact]
    public void Mail_WhenItIsAnyText_ThenItIsReadAndLosesNothing()
    {
        var lines = Gen.Elements(
            "diff --git a/x b/x", "--- a/x", "+++ b/x", "@@ -1,3 +1,4 @@", "@@ -1 +1 @@", "+a", "-b", " c", "", "-- ", "---", "2.39", "> q", "From: A <a@b>", "-- >8 --",
            "Signed-off-by: A <a@b>", "GIT binary patch", "literal 10", "zabcde", "Index: x", "======", "are available in the git repository at:", "git://x/y z",
            "base-commit: 0123456789", "https://x/y@z", "_______________________", "\\ No newline at end of file", "rename from x", "rename to \"y\\303\"", "# HG changeset patch",
            "Acked-by:", "<a@b>", "😀\uD800", "Binary files a/x and b/x differ", "@@ -1,999999999 +1,999999999 @@", "@@ -99999999999 +1 @@", "1 file changed", " 1 file changed");
        var bodies = lines.ListOf().Select(list => string.Join('\n', list));
        var subjects = Gen.Elements("[PATCH] a", "Re: [PATCH] a", "a", "[PATCH 0/2] a", "[GIT PULL] a");

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(bodies.Zip(subjects).ToArbitrary(), mail =>
        {
            var (body, subject) = mail;
            var read = Mails.Read(subject, body);
            return (read.Kind != MailKind.Patch || read.Diff is { Length: > 0 }) && read.KindReason.Length > 0 && read.Content.Length <= body.Length + 1;
        }));
    }
}
