namespace Tributary.Lab;

/// <summary>The time that a recorder of consoles writes before each line: <c>2026-03-02T12:00:00.1234567Z </c> (RFC 3339), as the logs of CI services do.</summary>
internal static class RecordedTime
{
    // 2026-03-02T12:00:00
    private const int WithoutFraction = 19;
    private const string Shape = "0000-00-00T00:00:00";

    /// <summary>The line without it; one that does not begin with such a time stays as it is.</summary>
    public static string Without(string line)
    {
        if (line.Length < WithoutFraction + 1 || line[10] is not ('T' or ' ')) return line;
        for (var i = 0; i < WithoutFraction; i++)
        {
            if (Shape[i] == '0' ? !char.IsAsciiDigit(line[i]) : i != 10 && line[i] != Shape[i]) return line;
        }

        var rest = line.AsSpan(WithoutFraction);
        if (rest[0] is '.' or ',') rest = rest[1..].TrimStart("0123456789");
        if (rest.StartsWith("Z")) return AfterBlank(rest[1..], line);
        return rest.Length >= 6 && rest[0] is '+' or '-' && rest[3] == ':' ? AfterBlank(rest[6..], line) : AfterBlank(rest, line);
    }

    private static string AfterBlank(ReadOnlySpan<char> rest, string line) => rest.IsEmpty ? "" : rest[0] == ' ' ? rest[1..].ToString() : line;
}
