using System.Text;

namespace Tributary.Mail;

/// <summary>Writes encoded words in UTF-8 (RFC 2047): at most 75 characters each, none of which splits a character.</summary>
internal static class EncodedWordWriter
{
    private const int Longest = 75;
    private const string Opening = "=?utf-8?q?";
    private const string Closing = "?=";

    /// <summary>Writes as much of a text as fits one word.</summary>
    /// <param name="text">The text, without control characters.</param>
    /// <param name="room">Columns left on the line.</param>
    /// <returns>The word, and how many characters of the text are in it; 0 when not one fits.</returns>
    public static (string Word, int Taken) Write(ReadOnlySpan<char> text, int room)
    {
        room = Math.Min(room, Longest) - Opening.Length - Closing.Length;
        var word = new StringBuilder(Opening);
        var taken = 0;
        Span<byte> bytes = stackalloc byte[4];
        while (taken < text.Length && Rune.DecodeFromUtf16(text[taken..], out var rune, out var length) is var _)
        {
            var encoded = bytes[..rune.EncodeToUtf8(bytes)];
            var cost = encoded.Length == 1 && IsSafe(encoded[0]) ? 1 : encoded.Length * 3;
            if (cost > room) break;
            room -= cost;
            taken += length;
            Append(word, encoded);
        }

        return (word.Append(Closing).ToString(), taken);
    }

    private static void Append(StringBuilder word, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (value == ' ') word.Append('_');
            else if (IsSafe(value)) word.Append((char)value);
            else word.Append('=').Append(Convert.ToHexString([value]));
        }
    }

    // What may stand in a phrase (RFC 2047, 5.3), where least may; a blank becomes one sign.
    private static bool IsSafe(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)' ' or (byte)'-' or (byte)'!' or (byte)'*' or (byte)'+' or (byte)'/';
}
