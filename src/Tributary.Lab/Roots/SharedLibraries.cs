using System.Buffers.Binary;

namespace Tributary.Lab;

/// <summary>The shared libraries that programs of the guest need, found without running anything (ldd would run what it looks at).</summary>
internal static class SharedLibraries
{
    private const uint Dynamic = 6;
    private const uint Strings = 3;
    private const int Needed = 1;

    // Debian's and Fedora's places; the loader of the guest looks there too.
    private static readonly string[] Folders = ["/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib64", "/usr/lib64", "/lib", "/usr/lib"];

    // Loaded by name when a thread is cancelled: no program names it.
    private static readonly string[] Always = ["libgcc_s.so.1"];

    /// <summary>The paths of all libraries and loaders that these programs need, and those that the libraries need.</summary>
    /// <param name="programs">Paths of programs; what is no ELF file needs none.</param>
    public static IReadOnlyList<string> Find(IEnumerable<string> programs)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(programs);
        while (open.TryDequeue(out var file))
        {
            foreach (var name in NamesOf(File.ReadAllBytes(file)))
            {
                if (PathOf(name) is { } path && found.Add(path)) open.Enqueue(path);
            }
        }

        return [.. found];
    }

    private static IEnumerable<string> NamesOf(byte[] bytes)
    {
        if (ElfReader.Read(bytes) is not ElfReading.Done { File: { Is64: true, IsBigEndian: false } file }) yield break;
        if (file.Sections.FirstOrDefault(section => section.Type == Dynamic) is not { } dynamic || dynamic.Link >= file.Sections.Length) yield break;

        foreach (var name in Always) yield return name;
        if (file.Sections[(int)dynamic.Link] is not { Type: Strings } strings) yield break;
        for (var at = dynamic.Offset; at + 16 <= dynamic.Offset + dynamic.Size; at += 16)
        {
            var entry = bytes.AsSpan((int)at, 16);
            if (BinaryPrimitives.ReadInt64LittleEndian(entry) == Needed) yield return file.BytesOf(strings).Text(BinaryPrimitives.ReadUInt32LittleEndian(entry[8..]));
        }

        if (file.Find(".interp") is { Type: ElfSection.ProgramBits } loader) yield return Path.GetFileName(file.BytesOf(loader).Text(0));
    }

    // A name with a slash would be a path of the host.
    private static string? PathOf(string name) =>
        name.Length == 0 || name.Contains('/') ? null : Array.ConvertAll(Folders, folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
