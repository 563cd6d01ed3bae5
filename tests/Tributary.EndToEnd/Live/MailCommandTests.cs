using System.Text.Json;
using Tributary.Server.Tests;

namespace Tributary.EndToEnd;

/// <summary>Mail commands by LMTP and by the pipe, answered by SMTP.</summary>
[Trait("Clause", "SUB-5")]
[Trait("Speed", "slow")]
public sealed class MailCommandTests : IDisposable
{
    private readonly Trib _trib = new();

    [Fact]
    public async Task Mail_WhenItCommands_ThenTheSeriesFollowsAndOneAnswerGoesOut()
    {
        await using var mail = new LoopbackMailServer();
        _trib.Run([.. System.Text.Encoding.UTF8.GetBytes(Letters.Mail("old", "[PATCH bpf] old", "", listId: "bpf.vger.kernel.org"))], ["ingest", "--project", "netdevbpf"]).ShouldSucceed();
        _trib.Run("user", "add", "mara", "--email", "mara@example.org", "--maintainer", "netdevbpf").ShouldSucceed();
        var socket = Path.Combine(_trib.Folder, "lmtp");
        using (var server = new RunningServer(_trib, "--lmtp", socket, "--mail-out", $"smtp://127.0.0.1:{mail.Port}", "--mail-from", "patches@example.org"))
        {
            Deliver(socket, [.. Letters.Series("one", 2), Reply("r1", "mara", "one.1", "Please respin.\n-- \npw-bot: cr"), Reply("r2", "a", "one.0", "pw-bot: accepted"), Reply("r3", "mara", "one.0", "> pw-bot: reject\n\npw-bot: deffer")]);
            StateOf("one.0").ShouldBe("changes-requested");
            // Beside the server, by the pipe.
            _trib.Run(System.Text.Encoding.UTF8.GetBytes(Reply("r4", "mara", "one.2", "pw-bot: under-review")), ["ingest", "--project", "netdevbpf"]).ShouldSucceed();
            StateOf("one.0").ShouldBe("under-review");
            while (mail.Taken.Count < 2) await Task.Yield();
        }

        mail.Taken.Select(letter => letter.Recipients.Single()).Order(StringComparer.Ordinal).ShouldBe(["a@example.org", "mara@example.org"]);
        mail.Taken.Single(letter => letter.Recipients[0][0] == 'm').Text.ShouldContain("did you mean “defer”?");
        EventsOf().ShouldBe(
        [
            "r1 cr changes-requested done", "r2 accepted accepted refused", "r3 deffer deferred unknown", "r4 under-review under-review done",
        ]);
        _trib.Run("rebuild").ShouldSucceed();
        EventsOf().Length.ShouldBe(4);
        StateOf("one.0").ShouldBe("under-review");
    }

    [Fact]
    public void Archive_WhenImported_ThenItsCommandsAreNotedAndNothingIsDone()
    {
        _trib.Import(_trib.Write("a.mbox", Letters.Mbox([.. Letters.Series("one", 1), Reply("r1", "a", "one.1", "pw-bot: cr"), Reply("r2", "b", "gone", "pw-bot: banana")])));

        EventsOf().ShouldBe(["r1 cr changes-requested history", "r2 banana - unknown"]);
        StateOf("one.0").ShouldBe("new");
        _trib.Run("outbox", "list").ShouldFail(1, "no such letter");
    }

    [Fact]
    public void Letters_WhenChosenByCommand_ThenTheyAreTriedAndSaidWrongInOneLine()
    {
        _trib.Import(_trib.Write("a.mbox", Letters.Mbox(Letters.Series("one", 1))));
        var file = _trib.Write("accepted.txt", "In {repository}:\n{#patches}\n{patch}\n{/patches}\n");

        _trib.Run("notice", "preview", "accepted", "1", "--template", file).ShouldSucceed().Output.ShouldBe("Subject: Re: [PATCH v1 0/1] one\n\nIn bpf/bpf.git:\n[v1,1/1] one: part 1\n");
        _trib.Run("notice", "set", "accepted", file).ShouldSucceed();
        _trib.Run("notice", "on", "dropped").ShouldSucceed();
        _trib.Run("notice", "show", "accepted").ShouldSucceed().Output.ShouldBe(File.ReadAllText(file));
        _trib.Run("notice", "list").ShouldSucceed().Output.ShouldContain("dropped         on");
        _trib.Run("notice", "set", "accepted", _trib.Write("wrong.txt", "Hello\n{you}\n")).ShouldFail(2, "line 2: there is no you");
        _trib.Run("notice", "preview", "accepted", "99").ShouldFail(1, "there is no series 99");
    }

    public void Dispose() => _trib.Dispose();

    private static string Reply(string id, string who, string to, string body) =>
        Letters.Mail(id, "Re: [PATCH] one", body, to, "bpf.vger.kernel.org").Replace("From: A <a@example.org>", $"From: {who} <{who}@example.org>", StringComparison.Ordinal);

    private static void Deliver(string socket, IEnumerable<string> mails)
    {
        var left = new Queue<string>(mails);
        while (!LmtpCaller.TryDeliver(socket, left)) Thread.Yield();
    }

    private string StateOf(string message)
    {
        using var json = JsonDocument.Parse(_trib.Run("series", "show", $"{message}@example.org", "--json").ShouldSucceed().Output);
        return json.RootElement.GetProperty("state").GetString()!;
    }

    private string[] EventsOf() =>
    [
        .. _trib.Run("events", "--category", "command", "--json").ShouldSucceed().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            var one = json.RootElement;
            one.GetProperty("category").GetString().ShouldBe("command");
            return $"{one.GetProperty("message_id").GetString()!.Split('@')[0]} {one.GetProperty("word").GetString()} {one.GetProperty("means").GetString() ?? "-"} {one.GetProperty("outcome").GetString()!.Split(':')[0]}";
        }),
    ];
}
