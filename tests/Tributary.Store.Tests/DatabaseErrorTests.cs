using Dapper;
using Microsoft.Data.Sqlite;

namespace Tributary.Store.Tests;

/// <summary>What is wrong with a database is said in one line: what, where, what to do.</summary>
public sealed class DatabaseErrorTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tributary-store-").FullName;

    [Fact]
    public async Task Open_WhenFileIsNoDatabase_ThenSaysSo()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "tributary.db"), string.Concat(Enumerable.Repeat("this is no database. ", 400)));

        (await OpenAsync(url: null)).ShouldContain("is not a Tributary database: move it away");
    }

    [Fact]
    public async Task Open_WhenFolderCannotBeMade_ThenSaysSo()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "file"), "");

        (await Should.ThrowAsync<DatabaseException>(() => Database.OpenAsync(Path.Combine(folder, "file", "x"), url: null, CancellationToken.None)))
            .Message.ShouldContain("cannot be used");
    }

    [Fact]
    public async Task Open_WhenTheProgramIsOlderThanTheDatabase_ThenRefuses()
    {
        await using (var database = await Database.OpenAsync(folder, url: null, CancellationToken.None))
        {
            await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None);
            await write.Connection.ExecuteAsync("insert into schema_version (number, name) values (9999, 'later')");
            await write.CommitAsync(CancellationToken.None);
        }

        (await OpenAsync(url: null)).ShouldContain("use the newer program that made it");
    }

    [Fact]
    public async Task Open_WhenNew_ThenOnlyTheOwnerReadsIt()
    {
        var inner = Path.Combine(folder, "inner");
        await using var database = await Database.OpenAsync(inner, url: null, CancellationToken.None);

        File.GetUnixFileMode(inner).ShouldBe((UnixFileMode)0b111_000_000);
        File.GetUnixFileMode(Path.Combine(inner, "tributary.db")).ShouldBe((UnixFileMode)0b110_000_000);
    }

    [Theory]
    [InlineData("mysql://localhost/x", "is not of the form postgres://")]
    [InlineData("postgres://localhost", "names no database")]
    [InlineData("postgres://localhost/x?colour=red", "the setting colour=red, which is not known")]
    [InlineData("postgres://nobody@127.0.0.1:1/x", "does not answer")]
    [InlineData("postgres://nobody@x/x?host=/nowhere/at/all", "does not answer")]
    public async Task Open_WhenTheAddressIsWrong_ThenSaysWhatToMend(string url, string says) => (await OpenAsync(url)).ShouldContain(says);

    [Fact]
    public async Task Open_WhenTheServerHasNoSuchDatabase_ThenSaysHowToMakeIt()
    {
        if (!PostgresServer.IsThere) return;

        (await OpenAsync(PostgresServer.Create().Replace("localhost/t", "localhost/no", StringComparison.Ordinal))).ShouldContain("make it with createdb");
    }

    [Fact]
    public async Task Open_WhenSeveralStartAtOnce_ThenOneMakesTheSchemaAndTheOthersWait()
    {
        if (!PostgresServer.IsThere) return;
        foreach (var url in (string?[])[null, PostgresServer.Create()])
        {
            var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Database.OpenAsync(folder, url, CancellationToken.None))));

            opened.Select(database => database.Description.Schema).Distinct().ShouldBe([Migration.All[^1].Number]);
            foreach (var database in opened) await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task Write_WhenAnotherProcessHoldsTheFile_ThenSaysSo()
    {
        await using var database = await Database.OpenAsync(folder, url: null, CancellationToken.None);
        await using var other = new SqliteConnection($"Data Source={Path.Combine(folder, "tributary.db")};Pooling=false");
        await other.OpenAsync();
        await other.ExecuteAsync("begin immediate");
        database.Writer.Patience = TimeSpan.FromMilliseconds(20);

        (await Should.ThrowAsync<DatabaseException>(() => database.Writer.BeginAsync(WritePriority.Bulk, CancellationToken.None)))
            .Message.ShouldContain("is locked by another process");
        await other.ExecuteAsync("rollback");
        await using var write = await database.Writer.BeginAsync(WritePriority.Bulk, CancellationToken.None);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<string> OpenAsync(string? url)
    {
        var message = (await Should.ThrowAsync<DatabaseException>(() => Database.OpenAsync(folder, url, CancellationToken.None))).Message;
        message.ShouldNotContain('\n');
        return message;
    }
}
