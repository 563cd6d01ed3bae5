using System.Diagnostics;

namespace Tributary.EndToEnd;

/// <summary>A real mail server takes our letters and delivers mail to us.</summary>
public sealed class PostfixTests : IDisposable
{
    private readonly Trib _trib = new();

    [Fact]
    [Trait("Speed", "slow")]
    public void Letters_WhenPostfixTakesThem_ThenArriveOnceAsTheyWere()
    {
        using var postfix = PostfixServer.Start();
        if (postfix is null) return;
        using (var server = Serve(postfix, $"smtp://localhost:{postfix.Port}?tls=required"))
        {
            _trib.Run("outbox", "test", "mara@box.test", "ann@box.test", "nobody@box.test").ShouldSucceed();
            var mail = postfix.WaitForMails("mara", 1, server).ShouldHaveSingleItem();
            postfix.WaitForMails("ann", 1, server).Length.ShouldBe(1);
            WaitUntilEnded("1");
            Stop(server);

            mail.ShouldContain("From: Patches <patches@example.org>");
            mail.ShouldContain("with ESMTPS");
            var shown = _trib.Run("outbox", "show", "1").ShouldSucceed().Output;
            shown.ShouldContain("to mara@box.test: sent 250 2.0.0 Ok");
            shown.ShouldContain("to nobody@box.test: failed 550 5.1.1");
            mail.ShouldContain("This letter was asked for with trib outbox test.");
        }

        using (var server = Serve(postfix, $"sendmail:{postfix.Sendmail}"))
        {
            _trib.Run("outbox", "test", "mara@box.test").ShouldSucceed();
            postfix.WaitForMails("mara", 2, server).Length.ShouldBe(2);
            WaitUntilEnded("2").ShouldContain("\"state\":\"sent\"");
            Stop(server);
        }

        _trib.Run("doctor", "--mail-out", $"smtp://localhost:{postfix.Port}?tls=off", "--mail-from", "patches@example.org").Output.ShouldContain("answers, not encrypted");
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Mail_WhenPostfixDeliversItByLmtp_ThenItIsInTheQueue()
    {
        using var postfix = PostfixServer.Start();
        if (postfix is null) return;
        using var server = Serve(postfix, "dry-run", "--lmtp", postfix.Lmtp);
        while (!File.Exists(postfix.Lmtp)) Thread.Yield();
        File.SetUnixFileMode(postfix.Lmtp, (UnixFileMode)0b110_110_110);

        postfix.Send("ann@example.org", "bpf@vger.kernel.org", Letters.Patch("one", 1, 1));
        while (SeriesLine.List(_trib).Length == 0) server.HasExited.ShouldBeFalse();

        SeriesLine.List(_trib).ShouldHaveSingleItem().Head.ShouldBe("one.1@example.org");
        Stop(server);
    }

    public void Dispose() => _trib.Dispose();

    private Process Serve(PostfixServer postfix, string way, params string[] more)
    {
        // .NET takes the certificates that it trusts from here, as OpenSSL does.
        Environment.SetEnvironmentVariable("SSL_CERT_FILE", postfix.Certificate);
        var server = _trib.Start(["serve", "--urls", "http://127.0.0.1:0", "--mail-out", way, "--mail-from", "Patches <patches@example.org>", .. more]);
        Environment.SetEnvironmentVariable("SSL_CERT_FILE", null);
        server.StandardOutput.ReadLine()!.ShouldStartWith("Listening on");
        return server;
    }

    // The mail may arrive before the server has noted so.
    private string WaitUntilEnded(string letter)
    {
        while (true)
        {
            var shown = _trib.Run("outbox", "show", letter, "--json").ShouldSucceed().Output;
            if (!shown.StartsWith($"{{\"id\":{letter},\"state\":\"waiting", StringComparison.Ordinal) && !shown.StartsWith($"{{\"id\":{letter},\"state\":\"sending", StringComparison.Ordinal)) return shown;
        }
    }

    private static void Stop(Process server)
    {
        server.Kill();
        server.WaitForExit();
    }
}
