using System.Text;
using Tributary.Mail;

namespace Tributary.Patches.Tests;

public sealed class AmDiscussionTests
{
    private const string Diff = "Why it is so.\n\nSigned-off-by: Ann Author <ann@example.org>\n---\n a.c | 2 +-\n\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-old\n+new\n";

    [Fact]
    public void Trailers_WhenAnswersGiveThem_ThenThoseOfTheirSendersCount()
    {
        var trailers = Collect(
            Mail("r1", "Re: [PATCH] a: Change", "Tom Tester <tom@example.org>", "> Signed-off-by: Ann Author <ann@example.org>\n\nThanks Ann,\n\nFTR, I am not sure of the grammar.\nBut the change looks good to me.\n\nTested-by: Tom Tester <tom@example.org>\nReviewed-by: Rae <rae@example.org>\n", "p1"),
            Mail("r2", "Re: [PATCH] a: Change", "Rae <rae+kernel@example.org>", "Acked-by: Rae Reviewer\n<rae@example.org>\n", "p1"),
            Mail("r3", "Re: [PATCH] a: Change", "\"Doe, John\" <jd@work.example.com>", "Reviewed-by: John Doe <john@example.net> # of the net part\n-- \nAcked-by: John Doe <john@example.net>\n", "r1"));

        trailers.ShouldBe(["Tested-by: Tom Tester <tom@example.org>", "Acked-by: Rae Reviewer <rae@example.org>", "Reviewed-by: John Doe <john@example.net> # of the net part", "Tested-by: Tom Tester <tom@example.org>"]);
    }

    [Fact]
    public void Trailers_WhenTheyNameOthersOrPages_ThenTheyDoNotCount() => Collect(
        Mail("r1", "Re: [PATCH] a: Change", "Tom Tester <tom@example.org>", "Reviewed-by: Linus <linus@example.org>\nLink: https://example.org/x\nDate: Tue, 13 Aug 2024 18:20:06 +0200\nCc: Tom Tester <tom@example.org>\nNote: tom@example.org\nSubject: a thing\n", "p1")).ShouldBeEmpty();

    [Fact]
    public void Trailers_WhenGivenToTheSameDiffInAnotherVersion_ThenTheyCountButNotTwiceOfOnePerson()
    {
        var messages = new[]
        {
            Mail("p1", "[PATCH] a: Change", "Ann Author <ann@example.org>", Diff, null),
            Mail("r1", "Re: [PATCH] a: Change", "Rae Reviewer <rae@work.example.com>", "Acked-by: Rae Reviewer <rae@work.example.com>\n", "p1"),
            Mail("r2", "Re: [PATCH] a: Change", "Tom Tester <tom@example.org>", "Tested-by: Tom Tester <tom@example.org\n", "p1"),
            Mail("p2", "[PATCH v2] a: Change", "Ann Author <ann@example.org>", Diff.Replace("Signed-off-by", "Acked-by: Rae Reviewer <rae@example.org>\nSigned-off-by", StringComparison.Ordinal), null),
        };

        AmDiscussion.Read(messages).Collect(new("p2@example.org"), null).Select(static trailer => trailer.ToString()).ShouldBe(["Tested-by: Tom Tester <tom@example.org>"]);
    }

    [Fact]
    public void Message_WhenTakenApart_ThenItsLastParagraphHasTheTrailers()
    {
        var message = AmMessage.Read("bpf is fast.\n\nIt helps:\nalways.\n\nSaid before.\nFixes: 0123456789ab (\"a: Long\ntitle\")\nSigned-off-by: Ann <ann@example.org>\n[mara: mended]\n");

        message.Text.ShouldBe("bpf is fast.\n\nIt helps:\nalways.\n\nSaid before.");
        message.Trailers.Select(static trailer => trailer.ToString()).ShouldBe(["Fixes: 0123456789ab (\"a: Long title\")", "Signed-off-by: Ann <ann@example.org>\n[mara: mended]"]);
        var signOff = new AmTrailer("Signed-off-by", "Ann <ann@example.org>");
        message.With([new("Acked-by", "Rae <rae@example.org>"), new("acked-by", "RAE <rae@example.org>")], signOff).Trailers.Select(static trailer => trailer.Key).ShouldBe(["Fixes", "Acked-by", "Signed-off-by"]);
        AmMessage.Read("").ToString().ShouldBe("");
    }

    [Fact]
    public void Numbers_WhenChosen_ThenSpansAndSinglesAreRead()
    {
        PatchNumbers.TryParse("1-3,5, 7-", 8, out var numbers).ShouldBeTrue();
        numbers.ShouldBe([1, 2, 3, 5, 7, 8]);
        PatchNumbers.Write(numbers).ShouldBe("1-3,5,7-8");
        foreach (var wrong in (string[])["", "0", "9", "3-1", "a", "1-x", "-2"]) PatchNumbers.TryParse(wrong, 8, out _).ShouldBeFalse(wrong);
    }

    [Fact]
    [Trait("Clause", "SER-2")]
    public void Merge_WhenThereIsNoCover_ThenItListsTheTitles()
    {
        var text = MergeText.Write(null, ["bpf: One", "bpf: Two"], new("Ann Author", "ann@example.org"), [new("Signed-off-by", "M <m@example.org>")]);

        text.ShouldBe("Merge branch 'bpf-one'\n\nAnn Author says:\n\n====================\nbpf: One\n\n- bpf: One\n- bpf: Two\n====================\n\nSigned-off-by: M <m@example.org>\n");
        MergeText.NameOf("../../etc: $(rm -rf) ..lock").ShouldBe("etc-rm-rf-.lock");
        MergeText.NameOf("??").ShouldBe("series");
    }

    private static IEnumerable<string> Collect(params Message[] replies) =>
        AmDiscussion.Read([Mail("p1", "[PATCH] a: Change", "Ann Author <ann@example.org>", Diff, null), .. replies]).Collect(new("p1@example.org"), null).Select(static trailer => trailer.ToString());

    private static Message Mail(string id, string subject, string from, string text, string? parent) => MessageReader.Read(Encoding.UTF8.GetBytes(
        $"From: {from}\nSubject: {subject}\nDate: Mon, 06 May 2024 10:00:00 +0000\nMessage-ID: <{id}@example.org>\n{(parent is null ? "" : $"In-Reply-To: <{parent}@example.org>\n")}Content-Type: text/plain; charset=utf-8\n\n{text}"));
}
