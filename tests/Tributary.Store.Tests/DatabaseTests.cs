using Dapper;

namespace Tributary.Store.Tests;

public sealed class DatabaseTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Open_WhenNew_ThenSchemaIsThere(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        await using var connection = await test.Database.OpenReadAsync(CancellationToken.None);

        (await connection.ExecuteScalarAsync<long>("select count(*) from series")).ShouldBe(0);
        test.Database.Description.Schema.ShouldBe(Migration.All[^1].Number);
    }

    [Fact]
    public async Task Open_WhenSqlite_ThenTheLibraryAskedForIsLoaded()
    {
        await using var test = await TestDatabase.OpenAsync(DatabaseKind.Sqlite);
        var description = test!.Database.Description;

        var bundled = Environment.GetEnvironmentVariable(SqliteLibrary.Variable) == "bundled" || !File.Exists("/usr/lib/x86_64-linux-gnu/libsqlite3.so.0");
        description.Library.ShouldStartWith(bundled ? "bundled" : "/");
        (description.Version == "3.35.5").ShouldBe(bundled);
    }
}
