using System.Text;

namespace Tributary.Patches;

/// <summary>Reads the file names of a diff: prefixes, time stamps and git's quoting taken off.</summary>
public static class DiffPath
{
    /// <summary>Reads the name behind <c>--- </c> or <c>+++ </c>.</summary>
    /// <param name="name">The rest of the line.</param>
    /// <param name="isNull">True for /dev/null: the file does not exist on this side.</param>
    public static string Read(ReadOnlySpan<char> name, out bool isNull)
    {
        var tab = name.IndexOf('\t');
        if (tab > 0) name = name[..tab];
        var path = Unquote(name);
        isNull = path == "/dev/null";
        return StripPrefix(path);
    }

    /// <summary>Reads the two names of <c>diff --git a/x b/y</c>, which blanks part and names may hold.</summary>
    public static (string Old, string New) ReadPair(ReadOnlySpan<char> names)
    {
        if (names.StartsWith("\""))
        {
            var end = EndOfQuoted(names);
            return (StripPrefix(Unquote(names[..end])), StripPrefix(Unquote(names[end..].Trim())));
        }

        // Both names are the same but for the prefix unless the file is renamed, and then other lines say its names.
        var half = names.Length / 2;
        if (names.Length % 2 == 1 && names[half] == ' ')
        {
            var (before, after) = (StripPrefix(names[..half].ToString()), StripPrefix(names[(half + 1)..].ToString()));
            if (before == after) return (before, after);
        }

        var split = names.IndexOf(" b/");
        if (split < 0) split = names.IndexOf(' ');
        if (split < 0) return (StripPrefix(names.ToString()), StripPrefix(names.ToString()));
        return (StripPrefix(names[..split].ToString()), StripPrefix(Unquote(names[(split + 1)..])));
    }

    /// <summary>The last name of a line like <c>diff -u -r1.3 x.c</c>.</summary>
    public static string ReadLast(ReadOnlySpan<char> line)
    {
        line = line.TrimEnd();
        return StripPrefix(line[(line.LastIndexOf(' ') + 1)..].ToString());
    }

    /// <summary>A plain diff of two trees, <c>linux.orig/x</c> and <c>linux/x</c>: the trees are not part of the name.</summary>
    public static void StripRoots(ref string oldPath, ref string newPath, DiffChange change)
    {
        if (change != DiffChange.Modified) return;
        // quilt and patch -b leave x.c.orig beside x.c.
        if (oldPath.Length == newPath.Length + 5 && oldPath.StartsWith(newPath, StringComparison.Ordinal) && oldPath.EndsWith(".orig", StringComparison.Ordinal)) oldPath = newPath;
        if (oldPath == newPath)
        {
            // No directory of the kernel or of its tools bears this name: it is a tree, linux-6.1/x.
            if (newPath.StartsWith("linux-", StringComparison.Ordinal) && newPath.Contains('/', StringComparison.Ordinal)) oldPath = newPath = newPath[(newPath.IndexOf('/', StringComparison.Ordinal) + 1)..];
            return;
        }

        var (before, after) = (oldPath.IndexOf('/', StringComparison.Ordinal), newPath.IndexOf('/', StringComparison.Ordinal));
        if (before < 0 || after < 0 || !oldPath.AsSpan(before).SequenceEqual(newPath.AsSpan(after))) return;
        oldPath = newPath = newPath[(after + 1)..];
    }

    /// <summary>Takes off git's quotes (<c>"a/\303\244.c"</c>) and blanks.</summary>
    public static string Unquote(ReadOnlySpan<char> name)
    {
        name = name.Trim();
        if (name.Length < 2 || name[0] != '"' || name[^1] != '"') return name.ToString();
        var bytes = new List<byte>(name.Length);
        var inner = name[1..^1];
        for (var at = 0; at < inner.Length; at++)
        {
            if (inner[at] != '\\' || at + 1 == inner.Length) Append(bytes, inner[at]);
            else if (at + 3 < inner.Length && IsOctal(inner[at + 1]) && IsOctal(inner[at + 2]) && IsOctal(inner[at + 3]))
            {
                bytes.Add((byte)(((inner[at + 1] - '0') << 6) | ((inner[at + 2] - '0') << 3) | (inner[at + 3] - '0')));
                at += 3;
            }
            else Append(bytes, Escape(inner[++at]));
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static bool IsOctal(char letter) => letter is >= '0' and <= '7';

    private static char Escape(char letter) => letter switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'a' => '\a', 'b' => '\b', 'f' => '\f', 'v' => '\v', _ => letter };

    private static void Append(List<byte> bytes, char letter)
    {
        if (letter < 0x80) bytes.Add((byte)letter);
        else bytes.AddRange(Encoding.UTF8.GetBytes([letter]));
    }

    private static int EndOfQuoted(ReadOnlySpan<char> names)
    {
        for (var at = 1; at < names.Length; at++)
        {
            if (names[at] == '\\') at++;
            else if (names[at] == '"') return at + 1;
        }

        return names.Length;
    }

    // git writes a/ and b/, or i/, w/, c/, o/ with diff.mnemonicPrefix.
    private static string StripPrefix(string path) =>
        path.Length > 2 && path[1] == '/' && path[0] is 'a' or 'b' or 'i' or 'w' or 'c' or 'o' ? path[2..] : path;
}
