using System.Text;

namespace Tributary.Mail;

/// <summary>Writes text as encoded words that fit their lines.</summary>
internal static class WordEncoder
{
    // "=?", "?q?" and "?=".
    private const int Chrome = 7;

    /// <summary>
    /// The words, one a line. The first is null when not one character fits behind what the line holds already.
    /// </summary>
    /// <param name="chunk">Text of a charset that needs encoded words.</param>
    /// <param name="first">Columns left on the line.</param>
    /// <param name="others">Columns of every later line.</param>
    public static List<string?> Encode(HeaderChunk chunk, int first, int others)
    {
        var charset = chunk.Charset;
        var isBase64 = UsesBase64(charset, charset.Encode(chunk.Text));
        var extra = charset.Output.Length + Chrome;
        var lines = new List<string?>();
        var (start, room) = (0, first - extra);
        for (var at = 0; at < chunk.Text.Length;)
        {
            var next = at + (char.IsSurrogatePair(chunk.Text, at) ? 2 : 1);
            if (Length(charset.Encode(chunk.Text.AsSpan(start, next - start)), isBase64) > room)
            {
                lines.Add(lines.Count == 0 && start == at ? null : Word(charset, chunk.Text.AsSpan(start, at - start), isBase64));
                (start, room) = (at, others - extra);
            }

            at = next;
        }

        lines.Add(Word(charset, chunk.Text.AsSpan(start), isBase64));
        return lines;
    }

    private static bool UsesBase64(ChunkCharset charset, byte[] bytes) =>
        charset.Form == WordForm.Base64 || (charset.Form == WordForm.Shortest && Length(bytes, isBase64: true) < Length(bytes, isBase64: false));

    private static int Length(byte[] bytes, bool isBase64) => isBase64 ? (bytes.Length + 2) / 3 * 4 : bytes.Sum(value => IsSafe(value) || value == ' ' ? 1 : 3);

    private static string Word(ChunkCharset charset, ReadOnlySpan<char> text, bool isBase64)
    {
        var bytes = charset.Encode(text);
        if (bytes.Length == 0) return "";
        if (isBase64) return $"=?{charset.Label}?b?{Convert.ToBase64String(bytes)}?=";
        var word = new StringBuilder($"=?{charset.Label}?q?");
        foreach (var value in bytes)
        {
            if (value == ' ') word.Append('_');
            else if (IsSafe(value)) word.Append((char)value);
            else word.Append('=').Append(Convert.ToHexString([value]));
        }

        return word.Append("?=").ToString();
    }

    private static bool IsSafe(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'!' or (byte)'*' or (byte)'+' or (byte)'/';
}
