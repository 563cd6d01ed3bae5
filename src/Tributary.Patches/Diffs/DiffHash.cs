using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tributary.Patches;

/// <summary>
/// Patchwork's hash of a diff: SHA-1 over its changed and context lines, names with <c>a/</c> and <c>b/</c>, hunk headers with
/// their counts alone, each ended by LF. Tools find by it a patch that was applied at other line numbers.
/// </summary>
internal static class DiffHash
{
    // No line grows by more than this: a hunk header shrinks, a name without a slash gets "a/".
    private const int Growth = 4;

    /// <summary>The hash in lower-case hex.</summary>
    /// <param name="diff">A diff with LF line ends.</param>
    public static string Of(ReadOnlySpan<char> diff)
    {
        diff = diff.Trim();
        var lines = diff.Count('\n') + 1;
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(diff.Length) + (lines * Growth));
        var length = 0;
        for (var at = 0; at < diff.Length;)
        {
            var line = DiffLine.At(diff, at, out at);
            if (!line.IsEmpty) length += Write(line, buffer.AsSpan(length));
        }

        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // Patchwork's hash is SHA-1; it identifies, it does not protect.
        SHA1.HashData(buffer.AsSpan(0, length), hash);
#pragma warning restore CA5350
        ArrayPool<byte>.Shared.Return(buffer);
        return Convert.ToHexStringLower(hash);
    }

    private static int Write(ReadOnlySpan<char> line, Span<byte> to)
    {
        if (TryReadName(line, out var name)) return WriteName(line[0], name, to);
        if (line[0] == '@') return DiffLine.TryReadHunk(line, out var oldCount, out var newCount) ? WriteHunk(oldCount, newCount, to) : 0;
        if (line[0] is not ('-' or '+' or ' ')) return 0;
        var length = Encoding.UTF8.GetBytes(line, to);
        to[length] = (byte)'\n';
        return length + 1;
    }

    private static bool TryReadName(ReadOnlySpan<char> line, out ReadOnlySpan<char> name)
    {
        name = default;
        if (line.Length < 5 || (!line.StartsWith("--- ") && !line.StartsWith("+++ ")) || char.IsWhiteSpace(line[4])) return false;
        name = line[4..];
        for (var at = 0; at < name.Length; at++)
        {
            if (!char.IsWhiteSpace(name[at])) continue;
            name = name[..at];
            break;
        }

        name = name[(name.IndexOf('/') is var slash and >= 0 ? slash + 1 : name.Length)..];
        return true;
    }

    private static int WriteName(char sign, ReadOnlySpan<char> name, Span<byte> to)
    {
        (sign == '-' ? "--- a/"u8 : "+++ b/"u8).CopyTo(to);
        var length = 6 + Encoding.UTF8.GetBytes(name, to[6..]);
        to[length] = (byte)'\n';
        return length + 1;
    }

    private static int WriteHunk(int oldCount, int newCount, Span<byte> to)
    {
        var length = 0;
        "@@ -"u8.CopyTo(to);
        length += 4;
        oldCount.TryFormat(to[length..], out var written, default, CultureInfo.InvariantCulture);
        length += written;
        " +"u8.CopyTo(to[length..]);
        length += 2;
        newCount.TryFormat(to[length..], out written, default, CultureInfo.InvariantCulture);
        length += written;
        " @@\n"u8.CopyTo(to[length..]);
        return length + 4;
    }
}
