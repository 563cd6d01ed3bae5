using System.Diagnostics;
using Npgsql;

namespace Tributary.Store.Tests;

/// <summary>
/// A PostgreSQL of this test run's own: a cluster in a temporary folder, reached by a Unix socket, made from the
/// distribution's binaries at the first use and stopped with the process.
/// </summary>
public static class PostgresServer
{
    private const string Required = "TRIBUTARY_REQUIRE_POSTGRES";
    private const string Skipped = "TRIBUTARY_SKIP_POSTGRES";
    private static readonly Lazy<string?> Socket = new(Start);
    private static readonly Lazy<Task<string>> Model = new(MigrateAsync);
    private static long databases;

    /// <summary>False where the machine has no PostgreSQL, or it is left out; then the reason is printed, or the test fails where it is required.</summary>
    public static bool IsThere
    {
        get
        {
            if (Environment.GetEnvironmentVariable(Skipped) == "1")
            {
                Console.WriteLine($"NOT RUN: on PostgreSQL ({Skipped}=1)");
                return false;
            }

            if (Socket.Value is not null) return true;
            const string reason = "PostgreSQL is not installed: apt-get install postgresql";
            if (Environment.GetEnvironmentVariable(Required) == "1") throw new InvalidOperationException($"{reason} ({Required}=1)");
            Console.WriteLine($"NOT RUN: {reason}");
            return false;
        }
    }

    /// <summary>The address of a new, empty database.</summary>
    public static string Create() => Address(Create("template1"));

    /// <summary>The address of a new database that has its tables and nothing in them; <see cref="Drop"/> takes it.</summary>
    public static async Task<string> CreateWithTablesAsync() => Address(Create(await Model.Value));

    /// <summary>Removes a database that a test is done with.</summary>
    /// <param name="address">What <see cref="CreateWithTablesAsync"/> gave.</param>
    public static void Drop(string address) => Execute($"drop database if exists {new Uri(address).AbsolutePath[1..]} with (force)");

    private static string Create(string model)
    {
        var name = $"t{Environment.ProcessId}_{Interlocked.Increment(ref databases)}";
        Execute($"create database {name} template {model}");
        return name;
    }

    private static string Address(string name) => $"postgres://postgres@localhost/{name}?host={Socket.Value}";

    // The migrations run once, and each test's database is a copy: they take longer than most tests.
    private static async Task<string> MigrateAsync()
    {
        var name = Create("template1");
        var folder = Directory.CreateTempSubdirectory("tributary-store-");
        await using (await Database.OpenAsync(folder.FullName, Address(name), CancellationToken.None))
        {
            folder.Delete(recursive: true);
        }

        return name;
    }

    private static void Execute(string sql)
    {
        using var connection = new NpgsqlConnection($"Host={Socket.Value};Username=postgres;Database=postgres;Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names are made above of digits.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    // In memory where there is room: a database is some hundred files, made and removed for each test.
    private static string NewHome()
    {
        const string memory = "/dev/shm";
        const long room = 4L << 30;
        if (Directory.Exists(memory) && new DriveInfo(memory).AvailableFreeSpace >= room)
        {
            var home = Path.Combine(memory, $"tributary-pg-{Guid.NewGuid():N}");
            Directory.CreateDirectory(home);
            return home;
        }

        return Directory.CreateTempSubdirectory("tributary-pg-").FullName;
    }

    private static string? Start()
    {
        var folders = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        var bin = folders.Select(folder => Path.Combine(folder, "bin")).Order(StringComparer.Ordinal).LastOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
        if (bin is null) return null;
        var home = NewHome();
        File.SetUnixFileMode(home, (UnixFileMode)0b111_111_111);
        Run($"{bin}/initdb -D {home}/db -U postgres -A trust --no-sync -E UTF8 --locale=C.UTF-8");
        Run($"{bin}/pg_ctl -D {home}/db -l {home}/log -w -o \"-c listen_addresses= -c unix_socket_directories={home} -c fsync=off -c max_connections=200\" start");
        // However this process ends, the server goes with it.
        Run($"while kill -0 {Environment.ProcessId} 2>/dev/null; do sleep 1; done; kill -QUIT $(head -n 1 {home}/db/postmaster.pid); sleep 1; rm -rf {home}", isWatcher: true);
        return home;
    }

    // PostgreSQL refuses to run as root: as root it is started as the user that the package made.
    private static void Run(string command, bool isWatcher = false)
    {
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        start.ArgumentList.Add("-c");
        var user = Environment.IsPrivilegedProcess && !isWatcher ? "setpriv --reuid=postgres --regid=postgres --clear-groups " : "";
        start.ArgumentList.Add($"cd / && exec {user}/bin/sh -c '{command}' </dev/null >/dev/null 2>&1");
#pragma warning disable RS0030 // The ban keeps processes of src/ in Tributary.Git; a test's own server is no part of the program.
        using var process = Process.Start(start)!;
#pragma warning restore RS0030
        if (isWatcher) return;
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"failed with {process.ExitCode}: {command}");
    }
}
