using System.Runtime.InteropServices;
using SQLitePCL;

namespace Tributary.Store;

/// <summary>
/// The SQLite library of this process: the system's libsqlite3.so.0, which the distribution patches and which is faster, in
/// place of the bundled one, unless <c>TRIBUTARY_SQLITE=bundled</c> or there is none.
/// </summary>
internal static class SqliteLibrary
{
    /// <summary>The variable that forces the bundled library by the value <c>bundled</c>.</summary>
    public const string Variable = "TRIBUTARY_SQLITE";

    private const string SystemName = "libsqlite3.so.0";
    private static readonly Lazy<string> Loaded = new(Load);

    /// <summary>The path of the system's library, or <c>bundled</c>. The first call loads it.</summary>
    public static string Name => Loaded.Value;

    private static string Load()
    {
        var system = IntPtr.Zero;
        var name = "bundled";
        if (Environment.GetEnvironmentVariable(Variable) != "bundled" && NativeLibrary.TryLoad(SystemName, out system))
        {
            name = FindPath() ?? SystemName;
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (library, assembly, path) =>
                library == "e_sqlite3" ? system : NativeLibrary.Load(library, assembly, path));
        }

        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        // Nobody asks how much memory it takes, and counting takes a lock at each allocation.
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
        return name;
    }

    // The loader does not say where it found a library; the map of the process does.
    private static string? FindPath()
    {
        try
        {
            return File.ReadLines("/proc/self/maps")
                .Select(line => line[(line.IndexOf('/', StringComparison.Ordinal) is var at and >= 0 ? at : line.Length)..])
                .FirstOrDefault(path => Path.GetFileName(path).StartsWith("libsqlite3.so", StringComparison.Ordinal));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
