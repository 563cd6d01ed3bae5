using System.Text.Json;

namespace Tributary.EndToEnd;

/// <summary>A server that asks for runs of what is new.</summary>
[Trait("Speed", "slow")]
[Trait("Clause", "TREE-5")]
public sealed class LabServeTests : IDisposable
{
    private readonly Trib _trib = new();

    public void Dispose() => _trib.Dispose();

    [Fact]
    public async Task Server_WhenItHasALab_ThenItStartsAndShowsWhatRuns()
    {
        using var server = new RunningServer(_trib, "--lab", "debian:6.1", "--lab-suite", "test_verifier,test_maps");
        using var client = new HttpClient();

        var page = JsonDocument.Parse(await client.GetStringAsync(new Uri($"{server.Address}/lab.json"))).RootElement;

        page.GetProperty("open").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void Server_WhenTheSuitesAreNone_ThenItSaysSo() =>
        _trib.Run("serve", "--lab", "debian:6.1", "--lab-suite", "a b").ShouldSatisfyAllConditions(ran => ran.ExitCode.ShouldBe(2), ran => ran.Errors.ShouldContain("names no programs of the selftests"));
}
