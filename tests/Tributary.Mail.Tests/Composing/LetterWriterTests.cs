using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Tributary.Mail.Tests;

public sealed class LetterWriterTests
{
    private static readonly DateTimeOffset Date = new(2026, 3, 2, 14, 5, 6, TimeSpan.FromHours(2));
    private static readonly MessageId Id = new("20260302120506.0123@patches.example.org");

    private static readonly Letter Plain = new()
    {
        From = new("Patches", "patches@example.org"), To = [new("Mara M", "mara@example.org")], Subject = "A word", Text = "Hello\n",
    };

    private static readonly string[] Names =
        ["Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"];

    [Fact]
    public void Letter_WhenPlain_ThenIsWrittenByTheBook() => Text(Plain).ShouldBe("""
        Date: Mon, 02 Mar 2026 12:05:06 +0000
        From: Patches <patches@example.org>
        To: Mara M <mara@example.org>
        Subject: A word
        Message-ID: <20260302120506.0123@patches.example.org>
        Auto-Submitted: auto-generated
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 7bit

        Hello

        """.ReplaceLineEndings("\r\n"));

    [Fact]
    public void Letter_WhenItAnswers_ThenStandsInItsThread()
    {
        var letter = Plain with
        {
            InReplyTo = new("c@x"), References = [new("a@x"), new("b@x"), new("c@x")], ListId = "notices.example.org", Automatic = AutoSubmitted.Replied,
            Cc = [new("", "list@example.org")], ReplyTo = new("", "list@example.org"),
        };
        var message = Read(letter);

        message.InReplyTo.ShouldBe([new("c@x")]);
        message.References.ShouldBe([new("a@x"), new("b@x"), new("c@x")]);
        message.ListIds.ShouldBe(["notices.example.org"]);
        message.Cc.ShouldBe([new("", "list@example.org")]);
        message.FindHeader("Reply-To").ShouldBe("list@example.org");
        message.FindHeader("Auto-Submitted").ShouldBe("auto-replied");
        message.Id.ShouldBe(Id);
        message.Date.ShouldBe(Date);
    }

    [Theory]
    [InlineData("Re: [PATCH bpf-next v3 00/12] bpf: a title that is so long that it has to be folded somewhere in between, twice even")]
    [InlineData("Übergrößenträger für Ämter, gezählt in Öl und Äpfeln, und das ist noch lange nicht alles, was hier steht")]
    [InlineData("plain, then 日本語のとても長い題名がここにありまして折り返されなければなりません and plain again")]
    [InlineData("looks =?utf-8?q?encoded?= and is not")]
    [InlineData("🐧🐧🐧🐧🐧🐧🐧🐧🐧🐧🐧🐧🐧🐧🐧🐧🐧🐧🐧🐧🐧🐧🐧🐧🐧🐧🐧🐧🐧🐧")]
    [InlineData("")]
    public void Subject_WhenRead_ThenIsWhatWasWritten(string subject)
    {
        var letter = Plain with { Subject = subject };

        Read(letter).Subject.ShouldBe(subject);
        Head(letter).ShouldAllBe(line => line.Length <= 78);
        Head(letter).ShouldAllBe(line => Ascii.IsValid(line));
    }

    [Theory]
    [InlineData("Mara Mü")]
    [InlineData("Mara \"M\" \\ M.")]
    [InlineData("M, Mara (at home) <x@y> there")]
    [InlineData("日本語の名前がとてもとても長くて一行には入らないので折り返されます")]
    public void Name_WhenRead_ThenIsWhatWasWritten(string name)
    {
        var message = Read(Plain with { To = [new(name, "mara@example.org"), new(name, "ann@example.org")] });

        message.To.ShouldBe([new(name, "mara@example.org"), new(name, "ann@example.org")]);
    }

    [Theory]
    [InlineData("x\r\nBcc: victim@example.org")]
    [InlineData("x\nBcc: victim@example.org\n\nbody")]
    [InlineData("x\rBcc: victim@example.org")]
    [InlineData("x\u2028Bcc: victim@example.org")]
    [InlineData("x\u0085Bcc: victim@example.org")]
    [InlineData("x\0\v\fBcc: victim@example.org")]
    [InlineData("\r\n\r\nBcc: victim@example.org")]
    public void Header_WhenAValueHoldsALineEnd_ThenNoOtherIsMade(string attack)
    {
        var letter = Plain with
        {
            Subject = attack, From = Plain.From with { Name = attack }, To = [new(attack, "mara@example.org"), new("", attack), new("", $"mara@example.org{attack}")],
            Cc = [new("", attack)], ReplyTo = new("", attack), InReplyTo = new(attack), References = [new(attack), new("a@x>\r\nBcc: <v@x")], ListId = attack,
        };
        var message = Read(letter);

        message.Headers.Select(header => header.Name).ShouldBe([.. Names[..5], "List-Id", .. Names[5..]]);
        message.To.Select(mailbox => mailbox.Address).ShouldBe(["mara@example.org"]);
        Head(letter).ShouldNotContain(line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Letter_WhenAnythingIsWritten_ThenItsHeadersAreOursAndItsSubjectIsTheOneCleaned() => Prop.ForAll<string, string, string>((subject, name, text) =>
    {
        var letter = Plain with { Subject = subject ?? "", Text = text ?? "", From = new(name ?? "", "patches@example.org") };
        var written = LetterWriter.Write(letter, Id, Date);
        var message = MessageReader.Read(written);

        message.Headers.Select(header => header.Name).ShouldBe(Names);
        message.From.Address.ShouldBe("patches@example.org");
        message.Subject.ShouldBe(OneLine(subject ?? ""));
        Encoding.UTF8.GetString(written).Split("\r\n").ShouldAllBe(line => Encoding.UTF8.GetByteCount(line) <= 998 && !line.Contains('\n') && !line.Contains('\r'));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Body_WhenItHasLettersBeyondAscii_ThenIs8BitAndCanBecome7Bit()
    {
        var letter = Plain with { Text = "Grüße =\nund ein Blank am Ende \n.\nFrom hier\n" };
        var written = LetterWriter.Write(letter, Id, Date);
        var seven = LetterWriter.ToSevenBit(written);

        Read(letter).FindHeader("Content-Transfer-Encoding").ShouldBe("8bit");
        Ascii.IsValid(seven).ShouldBeTrue();
        var message = MessageReader.Read(seven);
        message.FindHeader("Content-Transfer-Encoding").ShouldBe("quoted-printable");
        message.Parts[0].DecodeText().ReplaceLineEndings("\n").ShouldBe(letter.Text);
        LetterWriter.ToSevenBit(LetterWriter.Write(Plain, Id, Date)).ShouldBe(LetterWriter.Write(Plain, Id, Date));
    }

    [Fact]
    public void Body_WhenALineIsTooLong_ThenIsQuotedPrintable()
    {
        var letter = Plain with { Text = $"{new string('x', 1200)}\n{new string('ü', 600)} \t\nend" };
        var message = Read(letter);

        message.FindHeader("Content-Transfer-Encoding").ShouldBe("quoted-printable");
        Encoding.UTF8.GetString(LetterWriter.Write(letter, Id, Date)).Split("\r\n").ShouldAllBe(line => line.Length <= 78);
        message.Parts[0].DecodeText().ReplaceLineEndings("\n").ShouldBe(letter.Text + "\n");
    }

    [Fact]
    public void References_WhenThereAreTooMany_ThenTheFirstAndTheLastStay()
    {
        var above = Enumerable.Range(0, 100).Select(number => new MessageId($"{number}@x")).ToArray();
        var message = Read(Plain with { InReplyTo = above[^1], References = [.. above] });

        message.References.Length.ShouldBe(40);
        message.References[0].ShouldBe(above[0]);
        message.References[^1].ShouldBe(above[^1]);
    }

    private static string OneLine(string text) => string.Join(' ', string.Concat(
        text.EnumerateRunes().Select(rune => Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) ? " " : rune.ToString())).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string[] Head(Letter letter) => Text(letter).Split("\r\n\r\n")[0].Split("\r\n");

    private static string Text(Letter letter) => Encoding.UTF8.GetString(LetterWriter.Write(letter, Id, Date));

    private static Message Read(Letter letter) => MessageReader.Read(LetterWriter.Write(letter, Id, Date));
}
