namespace Tributary.Lab;

/// <summary>The time that the kernel writes before its lines: <c>[    2.541134] </c>, with the level and the caller where it was told to write those.</summary>
internal static class KernelTime
{
    private const int DigitsOfCaller = 10;

    /// <summary>Where it begins and ends, anywhere in a line; null where there is none.</summary>
    public static (int At, int End)? Find(string line)
    {
        for (var at = line.IndexOf('['); at >= 0; at = line.IndexOf('[', at + 1))
        {
            var i = at + 1;
            while (i < line.Length && line[i] == ' ') i++;
            var seconds = i;
            while (i < line.Length && char.IsAsciiDigit(line[i])) i++;
            if (i == seconds || i >= line.Length || line[i] != '.') continue;

            var rest = line.AsSpan(i + 1);
            if (rest.Length < 7 || rest[..6].IndexOfAnyExceptInRange('0', '9') >= 0 || rest[6] != ']') continue;

            var end = EndOfCaller(line, i + 8);
            return (BeginOfLevel(line, at), end < line.Length && line[end] == ' ' ? end + 1 : end);
        }

        return null;
    }

    // "<6>" (ignore_loglevel on some consoles, earlycon, /dev/kmsg).
    private static int BeginOfLevel(string line, int at)
    {
        var level = line.AsSpan(0, at).TrimEnd();
        return level.Length is >= 3 and <= 5 && level[0] == '<' && level[^1] == '>' && level[1..^1].IndexOfAnyExceptInRange('0', '9') < 0 ? 0 : at;
    }

    // "[    T1]", "[   C0]" (CONFIG_PRINTK_CALLER), with a blank before it or none.
    private static int EndOfCaller(string line, int at)
    {
        var rest = line.AsSpan(at);
        var open = rest.StartsWith("[") ? 0 : rest.StartsWith(" [") ? 1 : -1;
        var close = rest.IndexOf(']');
        if (open < 0 || close < 0) return at;

        var caller = rest[(open + 1)..close].TrimStart(' ');
        return caller.Length is >= 2 and <= DigitsOfCaller && caller[0] is 'T' or 'C' && caller[1..].IndexOfAnyExceptInRange('0', '9') < 0 ? at + close + 1 : at;
    }
}
