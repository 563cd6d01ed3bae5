using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Tributary.EndToEnd;

/// <summary>Mail as it arrives: by a mail server's pipe and by LMTP.</summary>
public sealed class LiveMailTests : IDisposable
{
    private readonly Trib _trib = new();

    [Fact]
    public void Ingest_WhenAListsMailComes_ThenItIsInTheQueueOnce()
    {
        var mail = Encoding.ASCII.GetBytes("From ann@example.org Tue Jan  2 03:04:05 2024\n" + Listed("one"));

        var first = _trib.Run(mail, ["ingest", "--json"]).ShouldSucceed();
        var second = _trib.Run(mail, ["ingest", "--json"]).ShouldSucceed();

        first.Counts.Patches.ShouldBe(1);
        second.Counts.Duplicates.ShouldBe(1);
        SeriesLine.List(_trib).ShouldHaveSingleItem().Head.ShouldBe("one.1@example.org");
    }

    [Fact]
    public void Ingest_WhenAnotherListsMailComes_ThenItIsPassedOverUnlessTheProjectIsNamed()
    {
        var mail = Encoding.ASCII.GetBytes(Listed("one").Replace("bpf.vger", "other.vger", StringComparison.Ordinal));

        var passed = _trib.Run(mail, ["ingest"]).ShouldSucceed();
        var named = _trib.Run(mail, ["ingest", "--json", "--project", "netdevbpf"]).ShouldSucceed();

        passed.Errors.ShouldContain("passed over");
        named.Counts.Patches.ShouldBe(1);
    }

    [Fact]
    public void Ingest_WhenItCannotStore_ThenTheMailServerIsToTryAgain()
    {
        _trib.Write("data/tributary.db", new string('x', 8192));

        _trib.Run(Encoding.ASCII.GetBytes(Listed("one")), ["ingest"]).ShouldFail(75, "tributary.db");
        _trib.Run([], ["ingest"]).ShouldFail(75, "no message");
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Lmtp_WhenAMessageIsAcknowledged_ThenItOutlivesTheServer()
    {
        var socket = Path.Combine(_trib.Folder, "lmtp");
        using var server = _trib.Start("serve", "--urls", "http://127.0.0.1:0", "--lmtp", socket);
        server.StandardOutput.ReadLine()!.ShouldStartWith("Listening on");
        using var caller = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        Call(caller, socket, server);
        using var stream = new NetworkStream(caller);
        using var said = new StreamReader(stream);
        said.ReadLine()!.ShouldStartWith("220");
        stream.Write(Encoding.ASCII.GetBytes(
            "MAIL FROM:<ann@example.org>\r\nRCPT TO:<bpf@vger.kernel.org>\r\nRCPT TO:<nobody@example.org>\r\nDATA\r\n"
            + Listed("one").Replace("\n", "\r\n", StringComparison.Ordinal) + ".\r\n"));

        string[] answers = [.. Enumerable.Range(0, 5).Select(_ => said.ReadLine()![..3])];
        server.Kill();
        server.WaitForExit();

        answers.ShouldBe(["250", "250", "550", "354", "250"]);
        SeriesLine.List(_trib).ShouldHaveSingleItem().Head.ShouldBe("one.1@example.org");
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Follow_WhenMailIsDeliveredOrPushed_ThenItIsInTheQueueSoon()
    {
        var maildir = _trib.Write("box/tmp/one", Listed("one"));
        var box = Path.GetDirectoryName(Path.GetDirectoryName(maildir))!;
        Directory.CreateDirectory(Path.Combine(box, "new"));
        Directory.CreateDirectory(Path.Combine(box, "cur"));
        using var server = _trib.Start("serve", "--urls", "http://127.0.0.1:0", "--follow", box, "--every", "3600");
        server.StandardOutput.ReadLine()!.ShouldStartWith("Listening on");

        // The server may not look yet when the first mail comes; the second is told by the folder itself.
        File.Move(maildir, Path.Combine(box, "new", "one"));
        WaitForSeries(1, server);
        _trib.Write("box/tmp/two", Listed("two"));
        File.Move(Path.Combine(box, "tmp", "two"), Path.Combine(box, "cur", "two:2,S"));
        WaitForSeries(2, server);
        server.Kill();
        server.WaitForExit();
    }

    [Fact]
    public void Follow_WhenItIsAMailbox_ThenIsRefused() =>
        _trib.Run("serve", "--follow", _trib.Write("a.mbox", Letters.Mbox(Letters.Series("one", 1)))).ShouldFail(2, "is a mailbox");

    public void Dispose() => _trib.Dispose();

    // The server makes the socket beside the pages, perhaps a moment later.
    private static void Call(Socket caller, string path, Process server)
    {
        while (true)
        {
            try
            {
                caller.Connect(new UnixDomainSocketEndPoint(path));
                return;
            }
            catch (SocketException) when (!server.HasExited)
            {
                Thread.Yield();
            }
        }
    }

    private void WaitForSeries(int count, Process server)
    {
        while (SeriesLine.List(_trib).Length < count) server.HasExited.ShouldBeFalse();
    }

    private static string Listed(string name) => "List-Id: <bpf.vger.kernel.org>\n" + Letters.Series(name, 1)[^1];
}
