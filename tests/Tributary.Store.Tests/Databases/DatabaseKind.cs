namespace Tributary.Store.Tests;

/// <summary>The databases on which every store test runs. Which SQLite library serves is chosen for the whole process by TRIBUTARY_SQLITE.</summary>
public enum DatabaseKind
{
    Sqlite,
    Postgres,
}

/// <summary>An empty database for one test, gone with it.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string? _url;

    private TestDatabase(Database database, string folder, string? url)
    {
        Database = database;
        Folder = folder;
        _url = url;
    }

    /// <summary>Both kinds, for <c>[MemberData]</c>.</summary>
    public static TheoryData<DatabaseKind> Kinds { get; } = new() { DatabaseKind.Sqlite, DatabaseKind.Postgres };

    public Database Database { get; }

    public string Folder { get; }

    /// <summary>A new database, or null where the machine has none of that kind (the reason is printed).</summary>
    public static async Task<TestDatabase?> OpenAsync(DatabaseKind kind)
    {
        if (kind == DatabaseKind.Postgres && !PostgresServer.IsThere) return null;
        var folder = Directory.CreateTempSubdirectory("tributary-store-").FullName;
        var url = kind == DatabaseKind.Postgres ? await PostgresServer.CreateWithTablesAsync() : null;
        return new(await Database.OpenAsync(folder, url, CancellationToken.None), folder, url);
    }

    /// <summary>Opens it once more, as a program does that starts: what its schema asks for is done.</summary>
    public async Task OpenAgainAsync() => await (await Database.OpenAsync(Folder, _url, CancellationToken.None)).DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (_url is not null) PostgresServer.Drop(_url);
        Directory.Delete(Folder, recursive: true);
    }
}
