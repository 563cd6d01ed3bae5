using System.Text;
using System.Text.RegularExpressions;

namespace Tributary.Mail;

/// <summary>Takes an ASCII header value apart as Python does: runs of plain text and of encoded words by charset.</summary>
internal static partial class HeaderChunks
{
    /// <summary>The runs; null when Python gives the header up.</summary>
    public static List<HeaderChunk>? Read(string value)
    {
        if (!value.Contains("=?", StringComparison.Ordinal) || !EncodedWord().IsMatch(value)) return [new(value, ChunkCharset.UsAscii)];
        return ReadWords(value) is not { } words ? null : Join(Decode(Collapse(words)));
    }

    [GeneratedRegex(@"=\?(?<charset>[^?]*?)\?(?<form>[qQbB])\?(?<text>.*?)\?=", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EncodedWord();

    private static List<Word>? ReadWords(string value)
    {
        var words = new List<Word>();
        foreach (var line in PythonText.Lines(value))
        {
            var at = 0;
            foreach (Match match in EncodedWord().Matches(line))
            {
                AddPlain(words, line[at..match.Index], at == 0);
                var isQuoted = match.Groups["form"].Value is "q" or "Q";
                var payload = match.Groups["text"].Value;
                if ((isQuoted ? Quoted(payload) : LenientBase64.Decode(payload)) is not { } bytes) return null;
                words.Add(new(bytes, match.Groups["charset"].Value.ToLowerInvariant()));
                at = match.Index + match.Length;
            }

            AddPlain(words, line[at..], at == 0);
        }

        return WithoutGaps(words);
    }

    private static void AddPlain(List<Word> words, string text, bool isFirst)
    {
        if (isFirst) text = PythonText.TrimStart(text);
        if (text.Length > 0) words.Add(new(Encoding.Latin1.GetBytes(text), null));
    }

    // Blanks between two encoded words are not text.
    private static List<Word> WithoutGaps(List<Word> words)
    {
        var kept = new List<Word>(words.Count);
        for (var i = 0; i < words.Count; i++)
        {
            var isGap = i > 0 && i + 1 < words.Count && words[i].Charset is null && words[i - 1].Charset is not null
                && words[i + 1].Charset is not null && PythonText.IsSpace(Encoding.Latin1.GetString(words[i].Bytes));
            if (!isGap) kept.Add(words[i]);
        }

        return kept;
    }

    private static List<Word> Collapse(List<Word> words)
    {
        var runs = new List<Word>();
        foreach (var word in words)
        {
            if (runs.Count == 0 || runs[^1].Charset != word.Charset) runs.Add(word);
            else runs[^1] = word with { Bytes = word.Charset is null ? [.. runs[^1].Bytes, (byte)' ', .. word.Bytes] : [.. runs[^1].Bytes, .. word.Bytes] };
        }

        return runs;
    }

    // Where one run is not what it says, Python takes all of them for bytes of an unknown charset.
    private static IEnumerable<HeaderChunk> Decode(List<Word> runs)
    {
        var chunks = new List<HeaderChunk>(runs.Count);
        foreach (var run in runs)
        {
            var charset = run.Charset is null ? ChunkCharset.UsAscii : ChunkCharset.Of(run.Charset);
            if (charset.Decode(run.Bytes) is not { } text) return runs.Select(each => new HeaderChunk(Escape(each.Bytes), ChunkCharset.Unknown));
            chunks.Add(new(text, charset));
        }

        return chunks;
    }

    private static string Escape(byte[] bytes) => string.Concat(bytes.Select(value => value < 0x80 ? (char)value : (char)(0xdc00 + value)));

    private static List<HeaderChunk> Join(IEnumerable<HeaderChunk> chunks)
    {
        var joined = new List<HeaderChunk>();
        foreach (var chunk in chunks)
        {
            if (joined.Count > 0 && joined[^1].Charset.Name == chunk.Charset.Name) joined[^1] = chunk with { Text = $"{joined[^1].Text} {chunk.Text}" };
            else joined.Add(chunk);
        }

        return joined;
    }

    private static byte[] Quoted(string payload)
    {
        var bytes = new List<byte>(payload.Length);
        for (var i = 0; i < payload.Length; i++)
        {
            if (payload[i] == '=' && i + 2 < payload.Length && char.IsAsciiHexDigit(payload[i + 1]) && char.IsAsciiHexDigit(payload[i + 2]))
            {
                bytes.Add(Convert.FromHexString(payload.AsSpan(i + 1, 2))[0]);
                i += 2;
            }
            else
            {
                bytes.Add((byte)(payload[i] == '_' ? ' ' : payload[i]));
            }
        }

        return [.. bytes];
    }

    /// <summary>A run of bytes.</summary>
    /// <param name="Bytes">Decoded from its transfer encoding.</param>
    /// <param name="Charset">Its charset in lower case; null for plain text.</param>
    private sealed record Word(byte[] Bytes, string? Charset);
}
