using System.Text.Json;

namespace Tributary.EndToEnd;

/// <summary>What scripts rely on, whatever the command.</summary>
public sealed class ContractTests : IDisposable
{
    private readonly Trib _trib = new();

    [Fact]
    public void Version_WhenAskedFor_ThenIsOneLine() => _trib.Run("--version").ShouldSucceed().Output.ShouldMatch(@"^trib \d+\.\d+\.\d+\n$");

    [Theory]
    [InlineData("--help")]
    [InlineData("import --help")]
    [InlineData("ingest --help")]
    [InlineData("serve --help")]
    [InlineData("series --help")]
    [InlineData("series list --help")]
    [InlineData("series show --help")]
    [InlineData("patch show --help")]
    [InlineData("events --help")]
    [InlineData("user --help")]
    [InlineData("user add --help")]
    [InlineData("user list --help")]
    [InlineData("user show --help")]
    [InlineData("user set --help")]
    [InlineData("token --help")]
    [InlineData("token add --help")]
    [InlineData("token list --help")]
    [InlineData("token revoke --help")]
    [InlineData("rebuild --help")]
    [InlineData("doctor --help")]
    [InlineData("migrate-database --help")]
    [InlineData("source list --help")]
    [InlineData("backup --help")]
    [InlineData("source stop --help")]
    public void Help_WhenAskedFor_ThenSaysWhatTheCommandDoes(string line)
    {
        var result = _trib.Run(line.Split(' ')).ShouldSucceed();

        result.Output.ShouldContain("Usage:");
        result.Output.Split('\n')[1].Trim().Length.ShouldBeGreaterThan(20);
        result.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "--help")]
    [InlineData("nonsense", "nonsense")]
    [InlineData("import", "import --help")]
    [InlineData("import --nonsense x", "--nonsense")]
    [InlineData("import - --project nowhere", "--profile")]
    [InlineData("import - --profile nowhere", "there is no profile nowhere")]
    [InlineData("serve --urls http://nowhere.example:5080", "http://nowhere.example:5080 is no address")]
    [InlineData("serve --every 5", "name a source to follow")]
    [InlineData("serve --lmtp nonsense", "nonsense is no socket")]
    [InlineData("serve --urls nonsense", "nonsense is no address")]
    public void Usage_WhenWrong_ThenIsOneLineAndTwo(string line, string words) =>
        _trib.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ShouldFail(2, words);

    [Fact]
    public void Database_WhenItCannotBeUsed_ThenIsOneLineAndThree()
    {
        _trib.Write("data/tributary.db", new string('x', 8192));

        _trib.Run("import", _trib.Write("a.mbox", Letters.Mbox(Letters.Series("one", 1)))).ShouldFail(3, "tributary.db");
    }

    [Fact]
    public void Url_WhenNothingIsThere_ThenIsOneLineAndThree() => _trib.Run("import", $"file://{_trib.Folder}/nowhere", "--json").ShouldFail(3, "nowhere");

    [Fact]
    public void Doctor_WhenAllIsWell_ThenIsZero()
    {
        _trib.Import(_trib.Write("a.mbox", Letters.Mbox(Letters.Series("one", 1))));

        using var answer = JsonDocument.Parse(_trib.Run("doctor", "--json").ShouldSucceed().Output);

        answer.RootElement.GetProperty("well").GetBoolean().ShouldBeTrue();
        answer.RootElement.GetProperty("checks").EnumerateArray().Select(static check => check.GetProperty("name").GetString()).ShouldContain("integrity");
    }

    [Fact]
    public void Doctor_WhenTheDatabaseIsDamaged_ThenIsOne()
    {
        _trib.Write("data/tributary.db", new string('x', 8192));

        var result = _trib.Run("doctor");

        result.ExitCode.ShouldBe(1);
        result.Output.ShouldContain("BAD");
    }

    [Fact]
    public void Rebuild_WhenRun_ThenTheSeriesStay()
    {
        _trib.Import(_trib.Write("a.mbox", Letters.Mbox(Letters.Series("one", 2))));
        var before = _trib.Run("series", "list", "--json").Output;

        _trib.Run("rebuild", "--json").ShouldSucceed().Output.ShouldContain("\"messages\":3");

        _trib.Run("series", "list", "--json").Output.ShouldBe(before);
    }

    public void Dispose() => _trib.Dispose();
}
