using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Tributary.Store;

/// <summary>The database: an embedded SQLite file in a folder, or PostgreSQL.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly SqliteFile? file;
    private readonly NpgsqlDataSource? server;

    private Database(SqliteFile? file, NpgsqlDataSource? server, string location)
    {
        this.file = file;
        this.server = server;
        Dialect = server is null ? Dialect.Sqlite : Dialect.Postgres;
        Description = new(server is null ? "SQLite" : "PostgreSQL", "", "", location, 0);
        Writer = new(this, file, server);
    }

    /// <summary>The one way to write.</summary>
    public Writer Writer { get; }

    /// <summary>The words in which this database differs from the other.</summary>
    public Dialect Dialect { get; }

    /// <summary>What lists read of it last.</summary>
    internal ColumnCache Columns { get; } = new();

    /// <summary>What searches by names found in it last.</summary>
    internal NameCache Names { get; } = new();

    /// <summary>What it is: kind, version, library, place.</summary>
    public DatabaseDescription Description { get; private set; }

    /// <summary>How a client of PostgreSQL reaches the same database, for the scheduler's own store; null for an embedded database. It may hold a password.</summary>
    public string? ServerConnection { get; private init; }

    /// <summary>Opens it, creates it where it is absent, and brings its schema up to date.</summary>
    /// <param name="folder">The folder of the embedded database, used when <paramref name="url"/> is null.</param>
    /// <param name="url"><c>postgres://user:password@host:port/name</c> (also with a <c>host=/socket/folder</c> query), or null.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <exception cref="DatabaseException">It cannot be used: one line says what, where, what to do.</exception>
    public static async Task<Database> OpenAsync(string folder, string? url, CancellationToken cancel)
    {
        var database = url is null ? OpenFile(folder) : OpenServer(url);
        try
        {
            await database.StartAsync(cancel);
            await ListUpgrade.RunAsync(database, cancel);
            await AddressUpgrade.RunAsync(database, cancel);
            return database;
        }
        catch (Exception e)
        {
            await database.DisposeAsync();
            if (e is DbException failure) throw database.Explain(failure);
            throw;
        }
    }

    /// <summary>A connection for reading, from a pool; dispose of it soon. On SQLite it cannot write.</summary>
    public async ValueTask<DbConnection> OpenReadAsync(CancellationToken cancel)
    {
        if (server is null) return file!.OpenRead();
        try
        {
            return await server.OpenConnectionAsync(cancel);
        }
        catch (NpgsqlException e)
        {
            throw Explain(e);
        }
    }

    /// <summary>The number of the last change to messages, series and decisions that anybody made; 0 when none was.</summary>
    public async Task<long> ReadGenerationAsync(CancellationToken cancel)
    {
        await using var connection = await OpenReadAsync(cancel);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition("select next from ids where name = 'generation'", cancellationToken: cancel)) ?? 0;
    }

    /// <summary>Writes a copy of an embedded database into a file, as it stands at one moment, while others read and write.</summary>
    /// <param name="path">A file that is not there yet.</param>
    /// <param name="cancel">Ends it before it begins.</param>
    /// <exception cref="DatabaseException">It is no embedded one, or the copy cannot be written.</exception>
    public async Task CopyToAsync(string path, CancellationToken cancel)
    {
        if (file is null) throw new DatabaseException($"{Description.Location} is copied by PostgreSQL's own programs: pg_dump");
        cancel.ThrowIfCancellationRequested();
        await Task.Run(() => file.CopyTo(path), cancel);
    }

    /// <summary>An error of either database, in one line: what, where, what to do.</summary>
    public DatabaseException Explain(DbException error) => error switch
    {
        SqliteException sqlite => file!.Explain(sqlite.SqliteExtendedErrorCode, sqlite.Message, sqlite),
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            new($"{Description.Location} refuses the user or the password: mend TRIBUTARY_DATABASE", error),
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
            new($"{Description.Location} does not exist: make it with createdb", error),
        PostgresException answer => new($"{Description.Location}: PostgreSQL says {answer.MessageText} ({answer.SqlState}): see its log", error),
        _ => new($"{Description.Location} does not answer ({error.InnerException?.Message ?? error.Message}): start the server, or mend TRIBUTARY_DATABASE", error),
    };

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        file?.Close();
        if (server is not null) await server.DisposeAsync();
    }

    private static Database OpenFile(string folder)
    {
        _ = SqliteLibrary.Name;
        var opened = new SqliteFile(folder);
        return new(opened, server: null, opened.Path);
    }

    private static Database OpenServer(string url)
    {
        var settings = PostgresUrl.Parse(url);
        return new(file: null, NpgsqlDataSource.Create(settings), $"the database {settings.Database} on {settings.Host}:{settings.Port}") { ServerConnection = settings.ConnectionString };
    }

    private async Task StartAsync(CancellationToken cancel)
    {
        await using var connection = server is null ? file!.OpenWrite() : (DbConnection)await server.OpenConnectionAsync(cancel);
        Description = Description with
        {
            Version = connection.ServerVersion,
            Library = server is null ? SqliteLibrary.Name : $"Npgsql {typeof(NpgsqlConnection).Assembly.GetName().Version?.ToString(3)}",
            Schema = await Migrator.RunAsync(connection, Dialect, Description.Location, cancel),
        };
    }
}
