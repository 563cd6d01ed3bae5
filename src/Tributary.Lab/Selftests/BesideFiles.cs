using System.Collections.Immutable;
using System.Text;

namespace Tributary.Lab;

/// <summary>The files that a program of the selftests opens beside itself: objects, modules, scripts that it names.</summary>
internal static class BesideFiles
{
    /// <summary>Finds them.</summary>
    /// <param name="program">The program.</param>
    /// <param name="folder">Where it and they were built.</param>
    public static IReadOnlyList<string> Find(string program, string folder)
    {
        var bytes = File.ReadAllBytes(program);
        var objects = ObjectsNamedIn(bytes);
        var found = new List<string>();
        // A link could name any file of the host.
        foreach (var file in Directory.GetFiles(folder).Where(static file => new FileInfo(file).LinkTarget is null))
        {
            var name = Path.GetFileName(file);
            var isNamed = name.EndsWith(".bpf.o", StringComparison.Ordinal) ? objects.Contains(name)
                // Some names are put together while it runs.
                : name.EndsWith(".c", StringComparison.Ordinal) || name.EndsWith(".sh", StringComparison.Ordinal) ? objects.Count > 0
                : !name.EndsWith(".o", StringComparison.Ordinal) && !name.EndsWith(".h", StringComparison.Ordinal) && file != program
                    && !name.StartsWith("test_", StringComparison.Ordinal) && bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(name)) >= 0;
            if (isNamed) found.Add(file);
        }

        return found;
    }

    /// <summary>A program as it was built, or a script as it lies in the tree; null where there is neither.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="output">Where programs were built.</param>
    /// <param name="folder">Where the scripts lie.</param>
    public static string? FindProgram(string name, string output, string folder) =>
        Array.Find([Path.Combine(output, name), Path.Combine(folder, name)], static file => File.Exists(file) && new FileInfo(file).LinkTarget is null);

    /// <summary>All that programs and scripts may use of each other: what was built but for what was only compiled, and the scripts and settings of the tree.</summary>
    /// <param name="output">Where programs were built.</param>
    /// <param name="folder">Where the scripts lie.</param>
    public static ImmutableArray<string> ListAll(string output, string folder) =>
    [
        .. Directory.GetFiles(output).Where(static file => new FileInfo(file).LinkTarget is null).Where(static file => file.EndsWith(".bpf.o", StringComparison.Ordinal) || Path.GetExtension(file) is "" or ".ko" or ".so" or ".sh" or ".py" or ".c"),
        .. Directory.GetFiles(folder).Where(static file => new FileInfo(file).LinkTarget is null).Where(static file => Path.GetExtension(file) is ".sh" or ".py" || Path.GetFileName(file) == "settings"),
    ];

    private static HashSet<string> ObjectsNamedIn(ReadOnlySpan<byte> bytes)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var ending = ".bpf.o\0"u8;
        for (var from = 0; bytes[from..].IndexOf(ending) is var at and >= 0; from += at + ending.Length)
        {
            var start = from + at;
            while (start > 0 && (char.IsAsciiLetterOrDigit((char)bytes[start - 1]) || bytes[start - 1] is (byte)'_' or (byte)'-' or (byte)'.')) start--;
            names.Add(Encoding.ASCII.GetString(bytes[start..(from + at + ending.Length - 1)]).TrimStart('.'));
        }

        return names;
    }
}
