namespace Tributary.EndToEnd;

/// <summary>The commands of the outbox and of webhooks keep the contract of all commands.</summary>
public sealed class OutboxCommandsTests : IDisposable
{
    private readonly Trib _trib = new();

    [Fact]
    public void Outbox_WhenALetterIsWritten_ThenItIsListedShownTakenBackAndPutBack()
    {
        _trib.Run("outbox", "list").ShouldFail(1, "no such letter");
        _trib.Run("outbox", "test", "no address").ShouldFail(2, "no address");
        _trib.Run("outbox", "test", "mara@example.org").ShouldSucceed().Output.ShouldBe("letter 1 is in the outbox\n");
        _trib.Run("outbox", "list", "--json").ShouldSucceed().Output.ShouldStartWith("{\"id\":1,\"state\":\"waiting\",\"key\":\"test/");
        _trib.Run("outbox", "show", "1").ShouldSucceed().Output.ShouldContain("This letter was asked for with trib outbox test.");
        _trib.Run("outbox", "cancel", "1").ShouldSucceed();
        _trib.Run("outbox", "cancel", "1").ShouldFail(1, "does not wait any more");
        _trib.Run("outbox", "retry", "1").ShouldSucceed();
        _trib.Run("outbox", "show", "2").ShouldFail(1, "there is no letter 2");
        _trib.Run("outbox", "show", "two").ShouldFail(2, "no number");
        _trib.Run("outbox", "list", "--state", "lost").ShouldFail(2, "no state");
    }

    [Fact]
    public void Webhook_WhenItIsMade_ThenItIsListedTestedAndRemoved()
    {
        _trib.Import(_trib.Write("a.mbox", Letters.Mbox(Letters.Series("one", 1))));
        _trib.Run("webhook", "list").ShouldFail(1, "no webhooks");
        _trib.Run("webhook", "add", "http://10.0.0.1/").ShouldFail(2, "no public address");
        _trib.Run("webhook", "add", "https://bot.example.org/", "--category", "party").ShouldFail(2, "no category");
        _trib.Run("webhook", "add", "http://10.0.0.1/", "--webhooks-to", "10.0.0.0/8", "--category", "series-completed", "--json").ShouldSucceed().Output.ShouldContain("\"secret\":\"");
        _trib.Run("webhook", "list", "--json").ShouldSucceed().Output.ShouldContain("\"url\":\"http://10.0.0.1/\",\"categories\":[\"series-completed\"]");
        _trib.Run("webhook", "test", "1").ShouldSucceed();
        _trib.Run("webhook", "remove", "1").ShouldSucceed();
        _trib.Run("webhook", "remove", "1").ShouldFail(1, "no such webhook");
        _trib.Run("events", "--category", "project-changed").ShouldSucceed().Output.ShouldContain("webhook: http://10.0.0.1");
    }

    [Fact]
    public void Serve_WhenTheWayOutIsWrong_ThenSaysSoInOneLineWithoutThePassword()
    {
        var refused = _trib.Run("serve", "--mail-out", "smtp://ann:geheim@mail.example.org?tls=perhaps", "--mail-from", "patches@example.org");
        refused.ShouldFail(2, "tls=required");
        refused.Errors.ShouldNotContain("geheim");
        _trib.Run("serve", "--mail-out", "smtp://mail.example.org").ShouldFail(2, "--mail-from");
        _trib.Run("serve", "--mail-from", "nobody").ShouldFail(2, "--mail-from: nobody is no address");
        _trib.Run("serve", "--webhooks-to", "10.0.0.0/99").ShouldFail(2, "10.0.0.0/99");
        _trib.Run("serve", "--mail-retry", "soon").ShouldFail(2, "no length of time");
    }

    public void Dispose() => _trib.Dispose();
}
