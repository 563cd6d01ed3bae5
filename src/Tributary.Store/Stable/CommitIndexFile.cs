using Microsoft.Data.Sqlite;

namespace Tributary.Store;

/// <summary>
/// The file of the index over all commits of mainline and the stable branches of one family: an SQLite database beside the family's repository. It is
/// derived from the repository alone, and is made anew where it is absent, of another form, or behind a history that was rewritten.
/// </summary>
internal static class CommitIndexFile
{
    /// <summary>The form; a file of another one is made anew.</summary>
    public const long Form = 3;

    /// <summary>A release that is not there yet: the commit waits for the next tag.</summary>
    public const long NoRelease = int.MaxValue;

    /// <summary>The kind of a link: the commit states that it brings the other one.</summary>
    public const int Upstream = 1;

    /// <summary>The commit's <c>Fixes:</c> names the other one.</summary>
    public const int Fixes = 2;

    /// <summary>The commit takes the other one back.</summary>
    public const int Reverts = 3;

    private const string Schema = """
        create table meta (name text primary key, value text not null) without rowid;
        -- 0 is mainline. base: the last release of mainline that it holds whole, by rank; null: none.
        create table branches (number integer primary key, name text not null, tip blob not null, base integer, dead text, longterm integer not null default 0);
        create table releases (branch integer not null, rank integer not null, name text not null, commit_n integer not null, primary key (branch, rank)) without rowid;
        create table people (n integer primary key, name text not null, email text not null);
        -- key: the first 7 bytes of the id; title_key: CommitText.TitleKey.
        create table commits (n integer primary key, key integer not null, id blob not null, person integer not null, authored integer not null, committed integer not null, title_key integer not null, title text not null, is_merge integer not null);
        -- A commit in a branch, with the first release that has it. Of a stable branch only what mainline's releases up to its base lack.
        create table places (branch integer not null, n integer not null, rank integer not null, primary key (branch, n)) without rowid;
        -- How commits speak of others. key: the first 7 digits of the name (60 bits of a title's key for a revert by title, hex empty).
        create table links (n integer not null, kind integer not null, hex text not null, key integer not null, title_key integer, primary key (n, kind, hex)) without rowid;
        -- What the commits of stable branches changed that state no upstream commit: git's patch id, and the changed lines alone.
        create table patches (n integer primary key, patch blob not null, lines blob not null);
        """;

    private const string Indexes = """
        create index commits_key on commits (key);
        create index commits_title on commits (title_key);
        create index commits_authored on commits (authored);
        create index commits_person on commits (person, authored);
        create index links_key on links (key) where hex <> '';
        create index links_title on links (title_key) where title_key is not null;
        create index places_n on places (n) where branch > 0;
        create index patches_patch on patches (patch);
        create index patches_lines on patches (lines);
        """;

    /// <summary>A new file, without indexes yet: filled in one go it need not survive a crash before it is whole.</summary>
    public static SqliteConnection Create(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadWriteCreate);
        Execute(connection, "pragma page_size = 8192; pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -65536; pragma locking_mode = exclusive; pragma temp_store = file");
        Execute(connection, Schema);
        return connection;
    }

    /// <summary>Makes the indexes when all rows are there.</summary>
    public static void Finish(SqliteConnection connection) => Execute(connection, Indexes);

    /// <summary>The file for changing.</summary>
    public static SqliteConnection OpenWrite(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadWrite);
        Execute(connection, "pragma busy_timeout = 30000; pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = -32768");
        return connection;
    }

    /// <summary>The file for reading.</summary>
    public static SqliteConnection OpenRead(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadWrite);
        Execute(connection, "pragma query_only = 1; pragma busy_timeout = 30000; pragma mmap_size = 1073741824; pragma cache_size = -4096");
        return connection;
    }

    /// <summary>Runs statements.</summary>
    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }

    /// <summary>A statement to be run many times; its parameters are named @0, @1 …</summary>
    public static SqliteCommand Prepare(SqliteConnection connection, string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"@{i}" });
        return command;
    }

    /// <summary>The number that finds a name of 7 digits or more.</summary>
    public static long KeyOf(ReadOnlySpan<char> hex)
    {
        long key = 0;
        foreach (var digit in hex[..7]) key = (key << 4) | (uint)Convert.FromHexString(['0', digit])[0];
        return key;
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        _ = SqliteLibrary.Name;
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        return connection;
    }
}
