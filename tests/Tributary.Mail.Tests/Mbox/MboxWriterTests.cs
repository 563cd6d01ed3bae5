using System.Buffers;
using System.Text;

namespace Tributary.Mail.Tests;

public sealed class MboxWriterTests
{
    [Theory]
    [InlineData("Subject: x\n\nFrom here\n>From there\n>>From anywhere\nfrom nowhere\n From us\n")]
    [InlineData("Subject: x\r\n\r\nFrom here\r\n>From there\r\n")]
    [InlineData("Subject: x\n\nno line end")]
    [InlineData("Subject: x\n\n\n\nFrom\n\nFrom me Thu Jan  1 00:00:00 1970\n\n")]
    [InlineData("Subject: x\n\n")]
    [InlineData("Subject: From x\n From: y\n\nStatus: of it\n")]
    public void Message_WhenWrittenAndRead_ThenItIsTheSame(string mail)
    {
        var box = Write(mail, "Subject: next\n\nFrom the next\n");

        var read = MboxReader.Read(new MemoryStream(box)).Select(raw => Encoding.UTF8.GetString(raw.Span)).ToList();

        read.Count.ShouldBe(2);
        read[0].TrimEnd('\n').ShouldBe(mail.TrimEnd('\n'));
        read[1].ShouldBe("Subject: next\n\nFrom the next\n");
    }

    [Fact]
    public void Field_WhenReadersOfOtherBoxesCountByIt_ThenItIsLeftOut()
    {
        var box = Encoding.UTF8.GetString(Write("Content-Length: 7\nSubject: x\nSTATUS: RO\nLines: 1\n 2\nBytes: 3\n\nLines: kept\n"));

        box.ShouldBe("From mboxrd@z Thu Jan  1 00:00:00 1970\nSubject: x\n\nLines: kept\n\n");
    }

    [Fact]
    public void Message_WhenItIsEmpty_ThenTheSeparatorStands() =>
        Encoding.UTF8.GetString(Write("")).ShouldBe("From mboxrd@z Thu Jan  1 00:00:00 1970\n\n");

    private static byte[] Write(params string[] mails)
    {
        var box = new ArrayBufferWriter<byte>();
        foreach (var mail in mails) MboxWriter.Write(Encoding.UTF8.GetBytes(mail), box);
        return box.WrittenSpan.ToArray();
    }
}
