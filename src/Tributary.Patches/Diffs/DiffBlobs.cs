namespace Tributary.Patches;

/// <summary>The names of blobs in a diff of git: <c>index 3b18e51..83db48f 100644</c>.</summary>
public static class DiffBlobs
{
    private const int LongestName = 64;

    /// <summary>Reads them from a line; both are hex digits, of a new or deleted file one is all zeros.</summary>
    public static bool TryRead(ReadOnlySpan<char> line, out ReadOnlySpan<char> before, out ReadOnlySpan<char> after)
    {
        before = after = default;
        if (!line.StartsWith("index ")) return false;
        line = line["index ".Length..];
        var dots = line.IndexOf("..");
        if (dots is < 4 or > LongestName) return false;
        before = line[..dots];
        after = line[(dots + 2)..];
        if (after.IndexOfAnyExceptInRange('0', 'f') is var end and >= 0) after = after[..end];
        return after.Length is >= 4 and <= LongestName && IsHex(before) && IsHex(after);
    }

    private static bool IsHex(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiHexDigitLower(c)) return false;
        }

        return true;
    }
}
