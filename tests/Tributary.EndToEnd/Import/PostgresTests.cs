using Tributary.Store.Tests;

namespace Tributary.EndToEnd;

/// <summary>The built program on PostgreSQL.</summary>
public sealed class PostgresTests
{
    [Fact]
    [Trait("Speed", "slow")]
    public void Samples_WhenImportedIntoPostgres_ThenCommandsSayTheSameAsOnTheEmbeddedDatabase()
    {
        if (!PostgresServer.IsThere) return;
        using var embedded = new Trib();
        using var server = new Trib { DatabaseUrl = PostgresServer.Create() };

        var here = Say(embedded);
        var there = Say(server);

        there.ShouldBe(here);
        here[1].ShouldContain("\"tree_reason\"");
        server.Run("doctor").ShouldSucceed();
        File.Exists(Path.Combine(server.Data, "tributary.db")).ShouldBeFalse();
    }

    private static string[] Say(Trib trib)
    {
        var samples = Path.Combine(TribServer.Root, "samples");
        var counts = trib.Import(samples).ToString();
        trib.Run("rebuild").ShouldSucceed();
        return [counts, trib.Run("series", "list", "--json").ShouldSucceed().Output, trib.Import(samples).ToString()];
    }
}
