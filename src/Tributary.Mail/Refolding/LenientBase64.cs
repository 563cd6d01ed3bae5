namespace Tributary.Mail;

/// <summary>Base64 as Python reads it in headers: strange characters are passed over, padding may be short.</summary>
internal static class LenientBase64
{
    /// <summary>The bytes; null when digits are missing.</summary>
    public static byte[]? Decode(string text)
    {
        var missing = text.Length % 4;
        if (missing > 0) text += new string('=', 4 - missing);
        var bytes = new List<byte>(text.Length * 3 / 4);
        var (place, left, pads) = (0, 0, 0);
        foreach (var value in text)
        {
            if (value == '=')
            {
                if (place >= 2 && place + ++pads >= 4) return [.. bytes];
                continue;
            }

            if (Digit(value) is not (>= 0 and var digit)) continue;
            pads = 0;
            if (place > 0) bytes.Add((byte)((left << (place * 2)) | (digit >> (6 - (place * 2)))));
            left = digit & ((1 << (6 - (place * 2))) - 1);
            place = (place + 1) % 4;
        }

        return place == 0 ? [.. bytes] : null;
    }

    private static int Digit(char value) => value switch
    {
        >= 'A' and <= 'Z' => value - 'A',
        >= 'a' and <= 'z' => value - 'a' + 26,
        >= '0' and <= '9' => value - '0' + 52,
        '+' => 62,
        '/' => 63,
        _ => -1,
    };
}
