namespace Tributary.EndToEnd;

/// <summary>A backup of either database, taken while a server runs and mail comes in, and restored elsewhere.</summary>
public sealed class BackupTests
{
    [Fact]
    [Trait("Speed", "slow")]
    public void Sqlite_WhenCopiedWhileServedAndImportedInto_ThenTheCopyIsWholeAndGoesOn()
    {
        using var trib = new Trib();
        trib.Import(trib.Write("one.mbox", Letters.Mbox([.. Enumerable.Range(0, 200).SelectMany(static number => Letters.Series($"s{number}", 3))])));
        using var server = new RunningServer(trib);
        var second = trib.Write("two.mbox", Letters.Mbox([.. Enumerable.Range(0, 400).SelectMany(static number => Letters.Series($"t{number}", 3))]));
        using var importing = trib.Start("import", second);
        var copy = Path.Combine(trib.Folder, "backup.db");

        trib.Run("backup", copy).ShouldSucceed().Output.ShouldContain("whole");
        trib.Run("backup", copy).ShouldFail(2, "is there already");
        importing.WaitForExit();

        File.GetUnixFileMode(copy).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var restored = new Trib();
        Directory.CreateDirectory(restored.Data);
        File.Copy(copy, Path.Combine(restored.Data, "tributary.db"));
        SeriesLine.List(restored).Length.ShouldBeGreaterThanOrEqualTo(200);
        restored.Run("rebuild").ShouldSucceed();
        restored.Import(second).Sum.ShouldBe(1600);
        SeriesLine.List(restored).Select(static line => line.Head).ShouldBe(SeriesLine.List(trib).Select(static line => line.Head), ignoreOrder: true);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Postgres_WhenDumpedWhileServedAndRestored_ThenBothSayTheSame()
    {
        if (PostgresCluster.Start() is not { } cluster) return;
        using var owned = cluster;
        using var trib = new Trib { DatabaseUrl = cluster.Url };
        trib.Import(trib.Write("one.mbox", Letters.Mbox([.. Enumerable.Range(0, 50).SelectMany(static number => Letters.Series($"s{number}", 3))])));
        using (var server = new RunningServer(trib)) cluster.Tool("pg_dump", $"--format=custom --file={cluster.Home}/dump trib").ShouldBe(0);
        cluster.Tool("createdb", "restored").ShouldBe(0);
        cluster.Tool("pg_restore", $"--dbname=restored {cluster.Home}/dump").ShouldBe(0);

        using var restored = new Trib { DatabaseUrl = cluster.Url.Replace("/trib?", "/restored?", StringComparison.Ordinal) };

        restored.Run("series", "list", "--json").ShouldSucceed().Output.ShouldBe(trib.Run("series", "list", "--json").ShouldSucceed().Output);
        restored.Run("rebuild").ShouldSucceed();
        restored.Run("series", "list", "--json").ShouldSucceed().Output.ShouldBe(trib.Run("series", "list", "--json").ShouldSucceed().Output);
        trib.Run("backup", "x.db").ShouldFail(2, "pg_dump");
    }
}
