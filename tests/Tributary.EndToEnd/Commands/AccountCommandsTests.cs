using System.Text;
using System.Text.Json;

namespace Tributary.EndToEnd;

/// <summary>Accounts, tokens and events through the built program.</summary>
public sealed class AccountCommandsTests : IDisposable
{
    // Accounts that nobody signs in to: the profile gives series to them.
    private static readonly string[] Delegates = ["bpf", "shemminger"];

    private readonly Trib _trib = new();

    [Fact]
    public void User_WhenMadeChangedAndListed_ThenSaysWhatIsSo()
    {
        _trib.Run(Encoding.UTF8.GetBytes("correct horse\n"), ["user", "add", "mara", "--email", "Mara@example.org", "--first-name", "Mara", "--maintainer", "netdevbpf", "--password-stdin"])
            .ShouldSucceed().Output.ShouldContain("maintainer of netdevbpf");
        _trib.Run("user", "add", "--email", "rae@example.org", "--admin", "rae").ShouldSucceed();

        var mara = Read(_trib.Run("user", "set", "mara", "--last-name", "M", "--not-maintainer", "bpf", "--disable", "--json"));
        var names = Lines(_trib.Run("user", "list", "--json")).Select(static line => line.GetProperty("username").GetString());

        (mara.GetProperty("email").GetString(), mara.GetProperty("active").GetBoolean(), mara.GetProperty("password").GetBoolean()).ShouldBe(("mara@example.org", false, true));
        mara.GetProperty("maintains").GetArrayLength().ShouldBe(0);
        names.ShouldBe([.. Delegates, "mara", "rae"], ignoreOrder: true);
        _trib.Run("user", "show", "rae").ShouldSucceed().Output.ShouldContain("administrator");
        Lines(_trib.Run("events", "--json")).Select(static line => (line.GetProperty("category").GetString(), line.GetProperty("door").GetString()))
            .ShouldBe([("maintainer-changed", "command-line"), ("maintainer-changed", "command-line")]);
    }

    [Theory]
    [InlineData(2, "letters", "two words")]
    [InlineData(2, "letters", "<b>mara</b>")]
    [InlineData(2, "letters", "m\u0430ra")]
    [InlineData(2, "letters", "mara\u202e")]
    [InlineData(2, "letter or digit", "..")]
    [InlineData(2, "empty", "")]
    public void User_WhenTheNameIsHostile_ThenIsOneLineAndTwo(int status, string words, string name) =>
        _trib.Run("user", "add", name, "--email", "x@example.org").ShouldFail(status, words);

    [Fact]
    [Trait("Speed", "slow")]
    public void Commands_WhenUsedWrongly_ThenEachSaysWhy()
    {
        _trib.Run("user", "add", "mara", "--email", "mara@example.org").ShouldSucceed();

        _trib.Run("user", "add", new string('a', 151), "--email", "x@example.org").ShouldFail(2, "at most 150");
        _trib.Run("user", "add", "MARA", "--email", "x@example.org").ShouldFail(2, "there is a user mara already");
        _trib.Run("user", "add", "rae", "--email", "MARA@example.org").ShouldFail(2, "is the address of mara");
        _trib.Run("user", "add", "rae", "--email", "rae").ShouldFail(2, "name@example.org");
        _trib.Run("user", "add", "rae").ShouldFail(2, "--email");
        _trib.Run("user", "add", "rae", "--email", "rae@example.org", "--maintainer", "nowhere").ShouldFail(2, "there is no project nowhere");
        _trib.Run("user", "add", "rae", "--email", "rae@example.org", "--first-name", "a\nb").ShouldFail(2, "--first-name");
        _trib.Run(Encoding.UTF8.GetBytes("short\n"), ["user", "add", "rae", "--email", "rae@example.org", "--password-stdin"]).ShouldFail(2, "at least 8");
        _trib.Run([0xff, 0xfe], ["user", "add", "rae", "--email", "rae@example.org", "--password-stdin"]).ShouldFail(2, "UTF-8");
        _trib.Run(new byte[10_000], ["user", "add", "rae", "--email", "rae@example.org", "--password-stdin"]).ShouldFail(2, "longer");
        _trib.Run("user", "set", "mara", "--admin", "--no-admin").ShouldFail(2, "contradict");
        _trib.Run("user", "set", "nobody", "--admin").ShouldFail(1, "there is no user nobody");
        _trib.Run("user", "show", "nobody").ShouldFail(1, "there is no user nobody");
        _trib.Run("token", "add", "nobody").ShouldFail(1, "there is no user nobody");
        _trib.Run("token", "list", "mara").ShouldFail(1, "has no tokens");
        _trib.Run("token", "revoke", "7").ShouldFail(1, "there is no token 7");
        _trib.Run("token", "revoke", "x").ShouldFail(2, "no number");
        _trib.Run("events", "--category", "nonsense").ShouldFail(2, "patch-state-changed");
        _trib.Run("events", "--since", "soon").ShouldFail(2, "30d");
        _trib.Run("events", "--limit", "-1").ShouldFail(2, "-1");
        _trib.Run("events").ShouldFail(1, "no event");
        Lines(_trib.Run("user", "list", "--json")).Count().ShouldBe(1);
    }

    [Fact]
    public void Token_WhenMade_ThenIsPrintedAloneAndNeverAgain()
    {
        _trib.Run("user", "add", "mara", "--email", "mara@example.org").ShouldSucceed();

        var token = _trib.Run("token", "add", "mara", "--label", "ci").ShouldSucceed().Output;
        var listed = _trib.Run("token", "list", "mara", "--json").ShouldSucceed().Output;

        token.ShouldMatch("^[0-9a-f]{40}\n$");
        listed.ShouldContain("\"label\":\"ci\"");
        listed.ShouldNotContain(token.Trim());
        Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(_trib.Data, "tributary.db"))).ShouldNotContain(token.Trim());
        _trib.Run("token", "revoke", "1").ShouldSucceed();
        _trib.Run("token", "list", "mara").ShouldFail(1, "has no tokens");
    }

    [Fact]
    public void Events_WhenMailCame_ThenTheNewestAreLast()
    {
        _trib.Import(_trib.Write("a.mbox", Letters.Mbox(Letters.Series("one", 2))));

        var all = Lines(_trib.Run("events", "--json")).ToList();
        var last = Lines(_trib.Run("events", "--json", "--limit", "2")).ToList();

        all.Select(static line => line.GetProperty("id").GetInt64()).ShouldBeInOrder();
        last.Select(static line => line.GetRawText()).ShouldBe(all.TakeLast(2).Select(static line => line.GetRawText()));
        Lines(_trib.Run("events", "--json", "--category", "patch-created", "--since", "1d", "--project", "bpf"))
            .Select(static line => line.GetProperty("patch").GetProperty("message_id").GetString()).ShouldBe(["one.1@example.org", "one.2@example.org"], ignoreOrder: true);
        _trib.Run("events", "--limit", "1").ShouldSucceed().Output.Count(static letter => letter == '\n').ShouldBe(1);
        _trib.Run("events", "--since", "2999-01-01").ShouldFail(1, "no event");
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Users_WhenMadeBesideAServerThatImports_ThenNobodyIsLost()
    {
        var box = _trib.Write("big.mbox", Letters.Mbox([.. Enumerable.Range(0, 60).SelectMany(static number => Letters.Series($"s{number}", 4))]));
        using var server = _trib.Start("serve", "--urls", "http://127.0.0.1:0");
        (await server.StandardOutput.ReadLineAsync())!.ShouldStartWith("Listening on http://127.0.0.1:");

        var import = Task.Run(() => _trib.Import(box));
        var users = Enumerable.Range(0, 4).AsParallel().WithDegreeOfParallelism(4).Select(number => _trib.Run("user", "add", $"u{number}", "--email", $"u{number}@example.org")).ToArray();
        var token = _trib.Run("token", "add", "u0");
        var counts = await import;
        server.Kill();
        await server.WaitForExitAsync();

        users.ShouldAllBe(static user => user.ExitCode == 0);
        token.ExitCode.ShouldBe(0);
        counts.Series.ShouldBe(60);
        Lines(_trib.Run("user", "list", "--json")).Select(static line => line.GetProperty("username").GetString()).ShouldBe([.. Delegates, "u0", "u1", "u2", "u3"], ignoreOrder: true);
        _trib.Run("doctor").ShouldSucceed();
    }

    public void Dispose() => _trib.Dispose();

    private static JsonElement Read(TribResult result) => JsonDocument.Parse(result.ShouldSucceed().Output).RootElement;

    private static IEnumerable<JsonElement> Lines(TribResult result) =>
        result.ShouldSucceed().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement);
}
