using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Tributary.Mail.Tests;

/// <summary>Any bytes are read: never an exception, always the same answer, the bytes kept.</summary>
public sealed class MessagePropertyTests
{
    private static readonly byte[][] Mails = [.. OddMails.Paths().Select(File.ReadAllBytes)];

    // The pieces that parsers stumble over.
    private static readonly byte[][] Sparks =
    [
        .. new[]
        {
            "\n", "\r", "\r\n", "\n\n", "\0", ":", "<", ">", "\"", "(", ")", "\\", "=?", "?=", "=?utf-8?b?", "=?utf-8?q?", "=", "=\n", "--", "--b\n",
            "\n--b--\n", ";", ",", "@", "From ", "\nFrom ", ">From ", "Content-Type: multipart/mixed; boundary=b\n\n", "Content-Type: message/rfc822\n\n",
            "Content-Transfer-Encoding: base64\n", "Content-Type: text/plain; charset=", "charset*0*=", "Date: ", "9999999999", "\xff\xfe", "%", "'", "*", " ", "\t",
        }.Select(Encoding.Latin1.GetBytes),
    ];

    [Fact]
    public void AnyBytes_WhenRead_ThenSoundAndTheSame() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), Check).QuickCheckThrowOnFailure();

    [Fact]
    public void AnyPieces_WhenRead_ThenSoundAndTheSame() =>
        Prop.ForAll(Gen.Elements(Sparks).ListOf().Select(list => list.SelectMany(piece => piece).ToArray()).ToArbitrary(), Check)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    [Trait("Speed", "slow")]
    public void OddMail_WhenMutatedCutOrSpliced_ThenSoundAndTheSame()
    {
        var mail = Gen.Elements(Mails);
        var place = Gen.Choose(0, int.MaxValue);
        var mutated = mail.Zip(place).Zip(Gen.Choose(0, 255)).Select(pair => Mutate(pair.Item1.Item1, pair.Item1.Item2, (byte)pair.Item2));
        var cut = mail.Zip(place).Select(pair => pair.Item1[..(pair.Item2 % (pair.Item1.Length + 1))]);
        var spliced = cut.Zip(cut).Select(pair => pair.Item1.Concat(pair.Item2.Reverse()).ToArray());
        var sparked = cut.Zip(Gen.Elements(Sparks)).Zip(mail).Select(parts => (byte[])[.. parts.Item1.Item1, .. parts.Item1.Item2, .. parts.Item2]);
        Prop.ForAll(Gen.OneOf(mutated, cut, spliced, sparked).ToArbitrary(), Check).Check(Config.QuickThrowOnFailure.WithMaxTest(4000));
    }

    [Fact]
    public void OddMail_WhenEachByteIsMutated_ThenSound()
    {
        var mail = Mails.First(bytes => bytes.AsSpan().IndexOf("alternative"u8) > 0);
        for (var at = 0; at < mail.Length; at++)
        {
            foreach (var value in "\0\n\r\t :;<>\"()=?-\\@\xff"u8) Check(Mutate(mail, at, value));
        }
    }

    [Theory]
    [Trait("Speed", "slow")]
    [InlineData("From: ", "(")]
    [InlineData("From: ", "\"a\\")]
    [InlineData("From: ", "<")]
    [InlineData("From: ", "a@b,")]
    [InlineData("From: ", "x, ")]
    [InlineData("From: a", "\n ")]
    [InlineData("Subject: ", "=?a?q?")]
    [InlineData("Subject: ", "=?utf-8?q?=C3?= ")]
    [InlineData("Subject: ", "=?utf-8?b?w6k?=")]
    [InlineData("References: ", "<")]
    [InlineData("References: ", "<a@b>")]
    [InlineData("References: ", "(<a")]
    [InlineData("References: ", "a@b ")]
    [InlineData("Message-Id: ", "<a ")]
    [InlineData("Date: ", "1 ")]
    [InlineData("Date: ", "(")]
    [InlineData("Received: ; ", "(\n ")]
    [InlineData("Content-Type: ", "a;")]
    [InlineData("Content-Type: text/plain; ", "a=b;")]
    [InlineData("Content-Type: text/plain; ", "name*0*=x;")]
    [InlineData("Content-Type: multipart/mixed; boundary=b\n\n", "--b\n")]
    [InlineData("Content-Type: multipart/mixed; boundary=b\n\n", "--b-\n")]
    [InlineData("Content-Type: multipart/mixed; boundary=b\n\n", "--b\nContent-Type: multipart/mixed; boundary=b\n\n")]
    [InlineData("Content-Type: message/rfc822\n\n", "Content-Type: message/rfc822\n\n")]
    [InlineData("Content-Transfer-Encoding: base64\n\n", "!\n=")]
    [InlineData("Content-Transfer-Encoding: quoted-printable\n\n", "= ")]
    [InlineData("A: 1\n", "no field\n")]
    [InlineData("A: 1\n", "no field\nB: 1\n")]
    [InlineData("A: 1\n", "x\n y\n")]
    [InlineData("A: 1\r", "B: 2\r")]
    public void Pattern_WhenRepeatedToAMegabyte_ThenReadInBoundedTime(string start, string pattern)
    {
        var mail = Encoding.Latin1.GetBytes(start + string.Concat(Enumerable.Repeat(pattern, 1_000_000 / pattern.Length)));
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        Check(mail);
        // Squared work would take minutes.
        (Process.GetCurrentProcess().TotalProcessorTime - before).ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    private static byte[] Mutate(byte[] mail, int place, byte value)
    {
        if (mail.Length == 0) return [value];
        var copy = mail.ToArray();
        copy[place % copy.Length] = value;
        return copy;
    }

    private static void Check(byte[] mail)
    {
        var message = MessageReader.Read(mail);
        message.Raw.ToArray().ShouldBe(mail);
        message.Id.Value.ShouldNotBeEmpty();
        message.Id.Value.Length.ShouldBeLessThanOrEqualTo(MailLimits.MessageIdLength);
        message.Date.Year.ShouldBeInRange(1970, 2100);
        message.Date.Offset.ShouldBe(TimeSpan.Zero);
        (message.Unreadable is null).ShouldBe(message.Headers.Length > 0);
        foreach (var text in Texts(message)) IsCleanLine(text).ShouldBeTrue(text);
        foreach (var part in message.Parts) (part.Text ?? part.DecodeText()).ShouldNotContain('\0');
        Digest(MessageReader.Read(mail)).ShouldBe(Digest(message));
    }

    private static IEnumerable<string> Texts(Message message) =>
    [
        message.Subject, message.Id.Value, message.From.Name, message.From.Address,
        .. message.Headers.SelectMany(header => new[] { header.Name, header.Value }),
        .. message.To.Concat(message.Cc).SelectMany(mailbox => new[] { mailbox.Name, mailbox.Address }),
        .. message.InReplyTo.Concat(message.References).Select(id => id.Value), .. message.ListIds,
        .. message.Parts.SelectMany(part => new[] { part.ContentType, part.FileName, part.Charset }),
    ];

    private static bool IsCleanLine(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) || text[i] is '\u2028' or '\u2029') return false;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(text[i])) return false;
        }

        return text.Trim() == text;
    }

    private static string Digest(Message message) => string.Join('\n', [
        .. Texts(message), message.Date.ToString("O"), message.Unreadable ?? "",
        .. message.Parts.Select(part => $"{part.IsAttachment} {part.IsOfAttachedMessage} {part.Text} {Convert.ToHexString(part.Bytes.Span)}"),
        .. message.Defects.Select(defect => $"{defect.Code} {defect.Detail}"),
    ]);
}
