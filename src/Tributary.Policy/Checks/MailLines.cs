using System.Text;
using Tributary.Mail;

namespace Tributary.Policy;

/// <summary>Finds the lines of a message, as they stand in its file, that a place means: header, commit message and diff, quoted-printable undone.</summary>
public sealed class MailLines
{
    private readonly SeriesPart _part;
    private readonly List<Line> _lines;
    private readonly int _bodyStart;

    /// <summary>Reads the lines of a message.</summary>
    /// <param name="part">The message.</param>
    public MailLines(SeriesPart part)
    {
        _part = part;
        IsQuotedPrintable = part.Message.FindHeader("Content-Transfer-Encoding")?.Equals("quoted-printable", StringComparison.OrdinalIgnoreCase) == true;
        IsPlain = !IsQuotedPrintable && part.Message.Parts.Length == 1 && part.Message.FindHeader("Content-Transfer-Encoding")?.Equals("base64", StringComparison.OrdinalIgnoreCase) != true;
        (_lines, _bodyStart) = Split(part.Message.Raw.Span, IsQuotedPrintable);
    }

    /// <summary>True when the body stands in the file as it is.</summary>
    public bool IsPlain { get; }

    private bool IsQuotedPrintable { get; }

    /// <summary>The line of the message's bytes, from 1, that a place means; the first of the body where the body cannot be told.</summary>
    public int Find(FindingPlace place) => _lines.Count == 0 ? 1 : _lines[Math.Clamp(IndexOf(place), 0, _lines.Count - 1)].Number;

    private int IndexOf(FindingPlace place) => place.Part switch
    {
        MailPlacePart.Subject => HeaderLine("Subject"),
        MailPlacePart.Header => HeaderLine(place.Path ?? ""),
        MailPlacePart.Message => MessageStart() + place.Line,
        _ => DiffStart() + place.Line,
    };

    private int HeaderLine(string name)
    {
        var found = _lines.FindIndex(0, Math.Min(_bodyStart, _lines.Count), line => line.Text.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));
        return Math.Max(found, 0);
    }

    private int MessageStart()
    {
        if (_part.Mail.Content.Length == 0) return Math.Min(_bodyStart, _lines.Count - 1);
        return FindRun(_part.Mail.Content, _bodyStart);
    }

    private int DiffStart() => _part.Mail.Diff is { } diff ? FindRun(diff, _bodyStart) : _bodyStart;

    // Two lines tell a place better than one: a commit message may quote a diff.
    private int FindRun(string text, int from)
    {
        var lines = text.Split('\n', 3);
        for (var at = from; at < _lines.Count; at++)
        {
            if (Same(_lines[at].Text, lines[0]) && (lines.Length < 2 || (at + 1 < _lines.Count && Same(_lines[at + 1].Text, lines[1])))) return at;
        }

        return from;
    }

    private static bool Same(string raw, string text) => raw.AsSpan().TrimEnd().SequenceEqual(text.AsSpan().TrimEnd());

    private static (List<Line> Lines, int BodyStart) Split(ReadOnlySpan<byte> raw, bool isQuoted)
    {
        var (lines, bodyStart, number) = (new List<Line>(), -1, 0);
        var open = "";
        var start = 1;
        foreach (var range in raw.Split((byte)'\n'))
        {
            number++;
            var text = Encoding.UTF8.GetString(raw[range]).TrimEnd('\r');
            if (bodyStart < 0 && text.Length == 0) bodyStart = lines.Count + 1;
            if (open.Length == 0) start = number;
            if (isQuoted && bodyStart >= 0 && text.EndsWith('='))
            {
                open += text[..^1];
                continue;
            }

            lines.Add(new(start, isQuoted && bodyStart >= 0 ? Decode(open + text) : text));
            open = "";
        }

        return (lines, bodyStart < 0 ? lines.Count : bodyStart);
    }

    private static string Decode(string text)
    {
        if (!text.Contains('=', StringComparison.Ordinal)) return text;
        var bytes = new List<byte>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '=' && at + 2 < text.Length && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2]))
            {
                bytes.Add(Convert.ToByte(text.Substring(at + 1, 2), 16));
                at += 2;
            }
            else bytes.Add((byte)text[at]);
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private readonly record struct Line(int Number, string Text);
}
