namespace Tributary.Store;

/// <summary>The database: an embedded SQLite file in a folder, or PostgreSQL.</summary>
public sealed class Database : IAsyncDisposable
{
    /// <summary>Opens it, creates it where it is absent, and brings its schema up to date.</summary>
    /// <param name="folder">The folder of the embedded database, used when <paramref name="url"/> is null.</param>
    /// <param name="url"><c>postgres://user:password@host:port/name</c> (also with a <c>host=/socket/folder</c> query), or null.</param>
    /// <param name="cancel">Ends it early.</param>
    public static Task<Database> OpenAsync(string folder, string? url, CancellationToken cancel) => throw new NotSupportedException();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
