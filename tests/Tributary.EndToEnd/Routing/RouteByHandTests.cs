using System.Text.Json;

namespace Tributary.EndToEnd;

/// <summary><c>trib route</c> of a series whose tree somebody named.</summary>
public sealed class RouteByHandTests
{
    [Fact]
    public void Route_WhenATreeWasNamedByHand_ThenItSaysThatToo()
    {
        using var trib = new Trib();
        trib.Import(trib.Write("a.mbox", Letters.Mbox(Letters.Series("one", 1))));
        trib.Run("route", "1", "--set", "net-next", "--reason", "it needs what is there").ShouldSucceed();

        trib.Run("route", "1").ShouldSucceed().Output.TrimEnd().Split('\n')[^1].ShouldMatch("^In the queue it is for net-next: .*it needs what is there");
        using var answer = JsonDocument.Parse(trib.Run("route", "1", "--json").ShouldSucceed().Output);
        answer.RootElement.GetProperty("standing").GetString().ShouldBe("net-next");
        answer.RootElement.GetProperty("standing_reason").GetString()!.ShouldContain("it needs what is there");
    }
}
