using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tributary.Mail;

namespace Tributary.Patches.Tests;

public sealed class PatchworkMboxTests
{
    private const string Head = "From: Ann Author <ann@example.org>\nSubject: [PATCH] a\nMessage-ID: <m@example.org>\n";

    [Fact]
    public void Mbox_WhenTheMailHasNoDate_ThenOneIsGiven() =>
        Write(Head + "\nWhy.\n", mail => mail).ShouldContain("\nMessage-ID: <m@example.org>\nDate: Thu, 01 Jan 1970 00:00:00 -0000\n\nWhy.\n");

    [Theory]
    [InlineData("Ann Author", "Ann Author <a@x>")]
    [InlineData("Author, Ann \"A\"", "\"Author, Ann \\\"A\\\"\" <a@x>")]
    [InlineData("Ann Auth\u00f6r", "=?utf-8?q?Ann_Auth=C3=B6r?= <a@x>")]
    [InlineData("\u4f60\u597d", "=?utf-8?b?5L2g5aW9?= <a@x>")]
    [InlineData("", "a@x")]
    public void Submitter_WhenNamed_ThenHeIsWrittenAsPythonDoes(string name, string written) =>
        Write(Head + "\nWhy.\n", mail => mail with { Submitter = new(name, "a@x") }).ShouldContain($"\nX-Patchwork-Submitter: {written}\nX-Patchwork-Id: 5\nFrom: ");

    [Theory]
    [InlineData("Why.\n---\nnotes\n\nmore\n", "Why.\nAcked-by: B <b@x>\n---\nnotes\n\nmore\n")]
    [InlineData("Why.\n--- \nnotes\n", "Why.\nAcked-by: B <b@x>\n---\nnotes\n")]
    [InlineData("Why.\n--\nnotes\n", "Why.\nAcked-by: B <b@x>\n---\nnotes\n")]
    [InlineData("Why.\n---\n", "Why.\nAcked-by: B <b@x>\n")]
    [InlineData("Why.\n\n", "Why.\nAcked-by: B <b@x>\n")]
    [InlineData("----\nWhy.\n", "----\nWhy.\nAcked-by: B <b@x>\n")]
    public void Tags_WhenRepliesHoldThem_ThenTheyStandAboveTheNotes(string text, string body) =>
        Write(Head + "\n" + text, mail => mail with { Replies = ["> Acked-by: No <n@x>\nAcked-by: B <b@x>\nCc: C <c@x>"] }).Split("\n\n", 2)[1].ShouldBe(body);

    [Fact]
    public void TagsFromCover_WhenThereAlready_ThenTheyAreNotSaidTwice() =>
        Write(Head + "\nWhy.\n\nReviewed-by: B <B@x>\n", mail => mail with { TagsFromCover = [new("Reviewed-by", "Bee <b@x>"), new("Acked-by", "C <c@x>"), new("Acked-by", "C <c@x>"), new("Fixes", "1234")] })
            .ShouldEndWith("\n\nWhy.\n\nReviewed-by: B <B@x>\nAcked-by: C <c@x>\n");

    [Fact]
    public void Cover_WhenWritten_ThenItHasNoDelegateAndNoDiff()
    {
        var text = Write(Head.Replace("[PATCH]", "[PATCH 0/1]", StringComparison.Ordinal) + "\nWhy.\n", mail => mail with { DelegateAddress = "d@x" });

        text.ShouldNotContain("X-Patchwork-Delegate");
        text.ShouldEndWith("\n\nWhy.\n");
    }

    [Fact]
    public void Mbox_WhenTheMailIsAny_ThenNothingIsThrownAndNoFieldIsAdded()
    {
        var bodies = Gen.ArrayOf(Gen.Elements("\n", "\r\n", "\r", "\0", "---", "-- ", "From x Mon Sep 17 00:00:00 2001", "=?x?q?=0A?=", "\u00e9", "diff --git a/x b/x", "--- a/x", "+++ b/x", "@@ -1 +1 @@", "-a", "+b", "Acked-by: ", "X-Patchwork-Id: 9", ": ", " "));
        var bytes = Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(bodies.Zip(bytes).ToArbitrary(), mail =>
        {
            var raw = (byte[])[.. Encoding.UTF8.GetBytes(Head), .. mail.Item2, .. "\n\n"u8, .. Encoding.UTF8.GetBytes(string.Concat(mail.Item1)), .. mail.Item2];
            var message = MessageReader.Read(raw);
            var read = PatchMail.Read(message);
            var text = Encoding.UTF8.GetString(new PatchworkMbox { Message = message, Mail = read, Number = 5, Submitter = message.From, Replies = [string.Concat(mail.Item1)] }.Write());
            return text.StartsWith("From patchwork ", StringComparison.Ordinal) && text.Contains("\nX-Patchwork-Id: 5\n", StringComparison.Ordinal);
        }));
    }

    [Fact]
    public void Mbox_WhenAFieldIsWide_ThenItIsFoldedTwiceAsPatchworkDoes() =>
        Write(Head.Replace("[PATCH]", "[tree-next, v4, 07/11] area: part: turn all to the_function_that_sets_it_for_a_whole_socket_now()", StringComparison.Ordinal) + "\nWhy.\n", mail => mail)
            .ShouldContain("Subject: [tree-next, v4,\n 07/11] area: part: turn all to\n the_function_that_sets_it_for_a_whole_socket_now()");

    private static string Write(string raw, Func<PatchworkMbox, PatchworkMbox> change)
    {
        var message = MessageReader.Read(Encoding.UTF8.GetBytes(raw));
        var mail = PatchMail.Read(message);
        return Encoding.UTF8.GetString(change(new() { Message = message, Mail = mail, Number = 5, Submitter = new("Ann Author", "ann@example.org") }).Write());
    }
}
