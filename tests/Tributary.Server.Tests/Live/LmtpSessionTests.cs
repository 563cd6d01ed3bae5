using System.Text;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server.Tests;

public sealed class LmtpSessionTests
{
    private const string Letter = "MAIL FROM:<ann@example.org>\r\nRCPT TO:<bpf@vger.kernel.org>\r\nDATA\r\n";

    private readonly List<(string Project, string Mail)> _stored = [];
    private Func<Exception?> _fault = () => null;

    [Fact]
    public async Task Message_WhenItIsStored_ThenItIsAnsweredAndKeptWithLf()
    {
        var said = await TalkAsync("LHLO there\r\n" + Letter + "Subject: a\r\n\r\n..dot\r\nend\r\n.\r\nQUIT\r\n");

        said[^2].ShouldBe("250 2.0.0 stored");
        said[^1].ShouldStartWith("221");
        _stored.ShouldHaveSingleItem().ShouldBe(("netdevbpf", "Subject: a\n\n.dot\nend\n"));
    }

    [Fact]
    public async Task Recipients_WhenTwoNameOneProject_ThenItIsStoredOnceAndBothAreAnswered()
    {
        var said = await TalkAsync("LHLO there\r\nMAIL FROM:<>\r\nRCPT TO:<bpf@vger.kernel.org>\r\nRCPT TO:<netdevbpf+x@here>\r\nDATA\r\nSubject: a\r\n\r\n.\r\nQUIT\r\n");

        said.Count(line => line == "250 2.0.0 stored").ShouldBe(2);
        _stored.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Message_WhenTheDatabaseFails_ThenTheMailServerIsToKeepIt()
    {
        _fault = () => new DatabaseException("the disk is full\r\n250 2.0.0 stored");

        var said = await TalkAsync("LHLO there\r\n" + Letter + "Subject: a\r\n\r\n.\r\nNOOP\r\nQUIT\r\n");

        said[^3].ShouldStartWith("451 4.3.0 not stored, try again: the disk is full");
        said.Count(line => line == "250 2.0.0 stored").ShouldBe(0);
    }

    [Fact]
    public async Task Message_WhenTheCallerHangsUpBeforeItsEnd_ThenNothingIsStored()
    {
        await Should.ThrowAsync<EndOfStreamException>(() => TalkAsync("LHLO there\r\n" + Letter + "Subject: a\r\n\r\nhalf\r\n"));

        _stored.ShouldBeEmpty();
    }

    // A lone LF before the dot ends no message: what follows stays part of it.
    [Fact]
    public async Task Message_WhenItHoldsADotBetweenLoneLineFeeds_ThenNoOtherIsSmuggledIn()
    {
        await TalkAsync("LHLO there\r\n" + Letter + "Subject: a\r\n\r\nx\n.\nMAIL FROM:<eve@example.org>\r\n.\r\nQUIT\r\n");

        _stored.ShouldHaveSingleItem().Mail.ShouldEndWith("x\n.\nMAIL FROM:<eve@example.org>\n");
    }

    [Theory]
    [InlineData("EHLO there", "500")]
    [InlineData("RCPT TO:<bpf@vger.kernel.org>", "503")]
    [InlineData("MAIL FROM:", "501")]
    [InlineData("DATA", "503")]
    [InlineData("MAIL FROM:<a@b>\r\nRCPT TO:<nobody@example.org>", "550 5.1.1")]
    [InlineData("MAIL FROM:<a@b>\r\nRCPT TO:nobody", "501")]
    [InlineData("MAIL FROM:<a@b>\r\nMAIL FROM:<a@b>", "503")]
    [InlineData("MAIL FROM:<a@b>\r\nDATA", "503")]
    [InlineData("\0\u00ff", "500")]
    [InlineData("", "500")]
    public async Task Command_WhenOutOfPlace_ThenIsRefusedAndTheSessionGoesOn(string line, string number)
    {
        var said = await TalkAsync(line + "\r\nQUIT\r\n");

        said[^2].ShouldStartWith(number);
        said[^1].ShouldStartWith("221");
    }

    [Fact]
    public async Task Line_WhenItNeverEnds_ThenTheSessionDoes()
    {
        var said = await TalkAsync("LHLO " + new string('x', 100_000));

        said[^1].ShouldStartWith("500 5.5.2");
    }

    private async Task<List<string>> TalkAsync(string says)
    {
        var bpf = (new ImportTarget("netdevbpf", "bpf", ListId: null), BuiltInProfiles.Find("bpf")!);
        var mail = new LiveMail([bpf], StoreAsync);
        var heard = new MemoryStream();
        await using var stream = new TwoWayStream(new MemoryStream(Encoding.Latin1.GetBytes(says)), heard);
        await new LmtpSession(stream, mail, [bpf], Timeout.InfiniteTimeSpan).RunAsync(CancellationToken.None);
        return [.. Encoding.UTF8.GetString(heard.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];
    }

    private async Task<ImportReport> StoreAsync(ImportTarget target, IMailSource source, CancellationToken cancel)
    {
        if (_fault() is { } failure) throw failure;
        using var reading = await source.OpenAsync("", cancel);
        foreach (var chunk in reading.Read()) _stored.Add((target.Project, Encoding.UTF8.GetString(chunk[0].Span)));
        return new() { Counts = ImportCounts.None, Totals = new(0, 0, 0, 0, 0, 0), Took = TimeSpan.Zero };
    }

    /// <summary>Reads from one stream and writes to another, as a socket does.</summary>
    private sealed class TwoWayStream(Stream from, Stream to) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() => to.Flush();
        public override int Read(byte[] buffer, int offset, int count) => from.Read(buffer, offset, count);
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => to.Write(buffer, offset, count);
    }
}
