namespace Tributary.Mail;

/// <summary>
/// Writes a header value in lines as Python's email package does: the folds that are there stay; a line over 78 columns is broken
/// after the last semicolon, else the last comma, else at the last blank.
/// </summary>
internal sealed class FoldedValue
{
    private const int Widest = 78;
    private const string Continuation = "\t";
    private const string SplitAt = ";, \t";

    private readonly List<string> _lines = [];
    private readonly FoldingLine _line;

    private FoldedValue(int taken) => _line = new(taken);

    /// <summary>The value with LF between its lines.</summary>
    /// <param name="chunks">Its runs.</param>
    /// <param name="taken">Columns that the field's name takes of the first line.</param>
    public static string Write(List<HeaderChunk> chunks, int taken)
    {
        var value = new FoldedValue(taken);
        for (var i = 0; i < chunks.Count; i++) value.Add(chunks[i], i == 0 ? null : chunks[i - 1]);
        if (chunks.Count > 0) value._line.Push(" ", "");
        value.EndLine();
        return string.Join('\n', value._lines);
    }

    private void Add(HeaderChunk chunk, HeaderChunk? before)
    {
        if (before is { } earlier && NeedsGap(earlier, chunk)) _line.Push(" ", "");
        var lines = PythonText.Lines(chunk.Text);
        Feed("", lines.Count > 0 ? lines[0] : "", chunk.Charset);
        foreach (var line in lines.Skip(1))
        {
            EndLine();
            var text = PythonText.TrimStart(line);
            if (chunk.Charset.IsPlain) Feed(line[..(line.Length - text.Length)], text, chunk.Charset);
            else Feed(Continuation, " " + text, chunk.Charset);
        }

        if (lines.Count > 1) EndLine();
    }

    // A blank parts an encoded word from what stands beside it, unless the plain text brings its own.
    private static bool NeedsGap(HeaderChunk before, HeaderChunk chunk)
    {
        if (!before.Charset.IsPlain) return !chunk.Charset.IsPlain || !IsBreak(chunk.Text, 0);
        return !chunk.Charset.IsPlain && !IsBreak(before.Text, before.Text.Length - 1);
    }

    private static bool IsBreak(string text, int at) => at >= 0 && at < text.Length && (PythonText.IsSpace(text[at]) || text[at] is '(' or ')' or '\\');

    private void Feed(string blank, string text, ChunkCharset charset)
    {
        if (charset.IsPlain) FeedPlain(blank + text);
        else FeedWords(blank, WordEncoder.Encode(new(text, charset), Widest - _line.Length, Widest - Continuation.Length));
    }

    private void FeedWords(string blank, List<string?> words)
    {
        if (words[0] is { } first) Append(blank, first);
        if (words.Count == 1) return;
        EndLine();
        _line.Push(Continuation, words[^1]!);
        foreach (var word in words.Skip(1).SkipLast(1)) _lines.Add(Continuation + word);
    }

    private void FeedPlain(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            while (at < text.Length && text[at] is ' ' or '\t') at++;
            var word = at;
            while (at < text.Length && text[at] is not (' ' or '\t')) at++;
            Append(text[start..word], text[word..at]);
        }
    }

    private void Append(string blank, string text)
    {
        _line.Push(blank, text);
        if (_line.Length <= Widest) return;
        if (_line.FindSplit(SplitAt) is { } place)
        {
            var rest = _line.TakeFrom(place);
            _lines.Add(_line.ToString());
            _line.Reset(rest);
            return;
        }

        var last = _line.Pop();
        if (_line.IsFirst)
        {
            EndLine();
            if (last.Blank.Length == 0) last = last with { Blank = " " };
        }

        _line.Push(last.Blank, last.Text);
    }

    private void EndLine()
    {
        var last = _line.Pop();
        if (last is not { Blank: " ", Text: "" }) _line.Push(last.Blank, last.Text);
        if (_line.Length > 0)
        {
            if (_line.IsBlank && _lines.Count > 0) _lines[^1] += _line.ToString();
            else _lines.Add(_line.ToString());
        }

        _line.Reset([]);
    }
}
