using System.Diagnostics;
using Npgsql;

namespace Tributary.EndToEnd;

/// <summary>A PostgreSQL of one test's own, which the test may kill and start again. It waits for the disk as it does in earnest.</summary>
internal sealed class PostgresCluster : IDisposable
{
    private readonly string _bin;
    private readonly string _home = Directory.CreateTempSubdirectory("tributary-cluster-").FullName;

    private PostgresCluster(string bin) => _bin = bin;

    /// <summary>A folder that it may write to.</summary>
    public string Home => _home;

    /// <summary>The address of its database.</summary>
    public string Url => $"postgres://postgres@localhost/trib?host={_home}";

    /// <summary>Makes and starts one; null with a word about it where PostgreSQL is not installed.</summary>
    public static PostgresCluster? Start()
    {
        var folders = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        var bin = folders.Select(static folder => Path.Combine(folder, "bin")).Order(StringComparer.Ordinal).LastOrDefault(static folder => File.Exists(Path.Combine(folder, "initdb")));
        if (bin is null)
        {
            Console.WriteLine("NOT RUN: PostgreSQL is not installed: apt-get install postgresql");
            return null;
        }

        var cluster = new PostgresCluster(bin);
        File.SetUnixFileMode(cluster._home, (UnixFileMode)0b111_111_111);
        cluster.Run($"{bin}/initdb -D {cluster._home}/db -U postgres -A trust -E UTF8 --locale=C.UTF-8").ShouldBe(0);
        cluster.StartAgain();
        using var connection = new NpgsqlConnection($"Host={cluster._home};Username=postgres;Database=postgres;Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand("create database trib", connection);
        command.ExecuteNonQuery();
        return cluster;
    }

    /// <summary>Starts it; after a kill it first has to find out that its old processes have gone.</summary>
    public void StartAgain()
    {
        for (var tries = 0; ; tries++)
        {
            if (Run($"{_bin}/pg_ctl -D {_home}/db -l {_home}/log -w -o \"-c listen_addresses= -c unix_socket_directories={_home} -c max_connections=200\" start") == 0) return;
            if (tries > 30) throw new InvalidOperationException(File.ReadAllText(Path.Combine(_home, "log")));
            Thread.Sleep(500);
        }
    }

    /// <summary>Ends it as kill -9 of its first process does: nothing is written any more, nobody is told.</summary>
    public void Kill() => Run($"kill -9 $(head -n 1 {_home}/db/postmaster.pid)").ShouldBe(0);

    /// <summary>Runs one of its programs, e.g. <c>pg_dump</c>, on its database.</summary>
    public int Tool(string name, string arguments) => Run($"{_bin}/{name} -h {_home} -U postgres {arguments}");

    public void Dispose()
    {
        Run($"{_bin}/pg_ctl -D {_home}/db -m immediate -w stop");
        Directory.Delete(_home, recursive: true);
    }

    // PostgreSQL refuses to run as root: as root it is started as the user that the package made.
    private int Run(string command)
    {
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        start.ArgumentList.Add("-c");
        var user = Environment.IsPrivilegedProcess ? "setpriv --reuid=postgres --regid=postgres --clear-groups " : "";
        start.ArgumentList.Add($"cd / && exec {user}/bin/sh -c '{command}' </dev/null >>{_home}/said 2>&1");
#pragma warning disable RS0030 // The ban keeps processes of src/ in Tributary.Git; a test's own server is no part of the program.
        using var process = Process.Start(start)!;
#pragma warning restore RS0030
        process.WaitForExit();
        return process.ExitCode;
    }
}
