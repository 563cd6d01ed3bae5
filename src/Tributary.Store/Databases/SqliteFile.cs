using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tributary.Store;

/// <summary>The embedded database's file, and the connections to it.</summary>
internal sealed class SqliteFile
{
    private const string ReadSettings = "pragma query_only = 1; pragma cache_size = -8000; pragma mmap_size = 268435456; pragma temp_store = memory";

    // NORMAL: a commit of the bulk import does not wait for the disk. What is reported as imported is made durable at the end
    // (Writer.MakeDurableAsync), and the small writes of people are FULL. The write-ahead log is copied back in large steps.
    private const string WriteSettings = """
        pragma synchronous = normal; pragma cache_size = -32000; pragma temp_store = memory; pragma wal_autocheckpoint = 64000;
        pragma journal_size_limit = 134217728
        """;

    private readonly ConditionalWeakTable<sqlite3, object> configured = [];

    public SqliteFile(string folder)
    {
        try
        {
            if (!Directory.Exists(folder)) Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            Path = System.IO.Path.Combine(System.IO.Path.GetFullPath(folder), "tributary.db");
            if (!File.Exists(Path))
            {
                using var file = new FileStream(Path, new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.ReadWrite,
                    Share = FileShare.ReadWrite | FileShare.Delete,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                });
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseException($"the data folder {folder} cannot be used: {e.Message.TrimEnd('.')}; name another by --data", e);
        }
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>A connection that only reads; from a pool.</summary>
    public DbConnection OpenRead()
    {
        var connection = Open(SqliteOpenMode.ReadOnly, pooling: true);
        if (configured.TryAdd(connection.Handle!, connection.DataSource)) Execute(connection, ReadSettings);
        return connection;
    }

    /// <summary>The connection that writes; there is one in a process, kept open.</summary>
    public SqliteConnection OpenWrite()
    {
        var connection = Open(SqliteOpenMode.ReadWriteCreate, pooling: false);
        try
        {
            // Only a new file takes the page size: mails lie badly in pages of 8 kB (a third more disk). The journal mode stays with the file.
            Execute(connection, "pragma page_size = 4096; pragma busy_timeout = 30000");
            Execute(connection, "pragma journal_mode = wal");
            Execute(connection, WriteSettings);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Writes a whole, checked copy: the file appears when it is complete, readable by its owner alone.</summary>
    public void CopyTo(string path)
    {
        var part = path + ".part";
        try
        {
            using (new FileStream(part, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
            {
                // Empty: SQLite writes into a file that it finds empty.
            }

            using (var connection = OpenWrite())
            {
                using var command = connection.CreateCommand();
                command.CommandText = "vacuum into @path";
                command.CommandTimeout = 0;
                command.Parameters.AddWithValue("@path", part);
                command.ExecuteNonQuery();
            }

            using (var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = part, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString()))
            {
                copy.Open();
                using var check = copy.CreateCommand();
                check.CommandText = "pragma quick_check(1)";
                check.CommandTimeout = 0;
                if (check.ExecuteScalar() is not "ok") throw new DatabaseException($"the copy {part} is not whole: see trib doctor");
            }

            using (var handle = File.OpenHandle(part, FileMode.Open, FileAccess.ReadWrite)) RandomAccess.FlushToDisk(handle);
            File.Move(part, path);
        }
        catch (SqliteException e)
        {
            File.Delete(part);
            throw new DatabaseException($"the copy {path} cannot be written ({e.Message}): see space and permissions", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseException($"the copy {path} cannot be written: {e.Message.TrimEnd('.')}", e);
        }
    }

    /// <summary>Gives the pooled connections back.</summary>
    public void Close() => SqliteConnection.ClearPool(new SqliteConnection(ConnectionString(SqliteOpenMode.ReadOnly, pooling: true)));

    /// <summary>Runs statements without parameters; what goes wrong is said in one line.</summary>
    /// <exception cref="DatabaseException">It is locked, broken, or no database.</exception>
    public void Execute(SqliteConnection connection, string sql)
    {
        var code = raw.sqlite3_exec(connection.Handle, sql, out var message);
        if (code != raw.SQLITE_OK) throw Explain(code, message);
    }

    /// <summary>Begins a transaction that writes, if no other process is in one.</summary>
    /// <exception cref="DatabaseException">It is broken, or no database.</exception>
    public bool TryBegin(SqliteConnection connection)
    {
        var code = raw.sqlite3_exec(connection.Handle, "begin immediate", out var message);
        if ((code & 0xff) == raw.SQLITE_BUSY) return false;
        return code == raw.SQLITE_OK ? true : throw Explain(code, message);
    }

    /// <summary>Runs a statement that may fail without harm.</summary>
    public static void TryExecute(SqliteConnection connection, string sql) => _ = raw.sqlite3_exec(connection.Handle, sql);

    /// <summary>What an error of the library means and what to do about it.</summary>
    public DatabaseException Explain(int code, string message, Exception? inner = null) => new((code & 0xff) switch
    {
        raw.SQLITE_NOTADB => $"{Path} is not a Tributary database: move it away, or name another folder by --data",
        raw.SQLITE_CORRUPT => $"{Path} is damaged ({message}): restore a copy, then run trib import again",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"{Path} is locked by another process: end it, or wait and try again",
        raw.SQLITE_FULL => $"the disk of {Path} is full: make room and try again",
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN => $"{Path} cannot be opened for writing: see its owner and permissions",
        _ => $"{Path}: SQLite says {message} (code {code}): see trib doctor",
    }, inner);

    private SqliteConnection Open(SqliteOpenMode mode, bool pooling)
    {
        var connection = new SqliteConnection(ConnectionString(mode, pooling));
        try
        {
            connection.Open();
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw Explain(e.SqliteExtendedErrorCode, e.Message, e);
        }
    }

    private string ConnectionString(SqliteOpenMode mode, bool pooling) =>
        new SqliteConnectionStringBuilder { DataSource = Path, Mode = mode, Pooling = pooling, DefaultTimeout = 20 }.ToString();
}
