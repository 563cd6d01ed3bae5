using System.Collections.Immutable;

namespace Tributary.Patches;

/// <summary>What the lines of a text say, outside of diffs: gathered in one pass.</summary>
internal sealed class Prose
{
    private const int FewestDashes = 4;

    // A third of a scissors line, at the least, is marks.
    private const int MarkShare = 3;

    private const string ScissorMarks = "-8<>% \t";

    private readonly ProseLinks links = new();
    private readonly ProseKeys keys = new();

    /// <summary>Lines that quote (<c>&gt; </c>).</summary>
    public int QuotedLines { get; private set; }

    /// <summary>Lines of its own that are not blank.</summary>
    public int OwnLines { get; private set; }

    /// <summary>True when a Signed-off-by: stands outside of quotes.</summary>
    public bool HasSignOff { get; private set; }

    /// <summary>True when the summary of a diffstat stands outside of quotes.</summary>
    public bool HasDiffstat { get; private set; }

    /// <summary>True when it shows another mail without quoting it line by line: <c>-----Original Message-----</c>, <c>Forwarded message</c>.</summary>
    public bool ShowsMail { get; private set; }

    /// <summary>Where the line <c>---</c> begins that parts commit message and notes; -1 without.</summary>
    public int Separator { get; private set; } = -1;

    /// <summary>Where the text behind the last scissors line (<c>-- &gt;8 --</c>) begins; -1 without.</summary>
    public int Scissors { get; private set; } = -1;

    /// <summary>Message ids that it links to.</summary>
    public ImmutableArray<MailLink> Links => links.Finish();

    /// <summary>base-commit:, change-id:, Depends-on: and the like.</summary>
    public ProseKeys Keys => keys;

    /// <summary>Reads a piece of text.</summary>
    public void Read(ReadOnlySpan<char> text)
    {
        var before = default(ReadOnlySpan<char>);
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            var line = DiffLine.At(text, at, out at);
            if (line.IsWhiteSpace()) continue;
            // ">From " was not written by a person: it is how mailboxes keep a line that begins with From.
            if (line[0] == '>' && !line.StartsWith(">From "))
            {
                QuotedLines++;
                before = default;
                continue;
            }

            OwnLines++;
            ReadOwn(line, start, at);
            links.Read(line, before);
            before = line;
        }
    }

    private void ReadOwn(ReadOnlySpan<char> line, int start, int next)
    {
        switch (line[0])
        {
            case '-' when line.TrimEnd() is "---":
                if (Separator < 0) Separator = start;
                break;
            case ' ' when IsDiffstat(line):
                HasDiffstat = true;
                break;
            case 'S' when line.StartsWith("Signed-off-by:"):
                HasSignOff = true;
                break;
        }

        ShowsMail |= IsAttribution(line);
        if (IsScissors(line))
        {
            Scissors = next;
            Separator = -1;
        }

        if (char.IsAsciiLetter(line[0])) keys.Read(line);
    }

    // Above a mail that is answered or forwarded, in the languages of mail programs that do not quote.
    private static bool IsAttribution(ReadOnlySpan<char> line) =>
        line[0] switch
        {
            '-' => line.Contains("Original Message", StringComparison.OrdinalIgnoreCase) || line.Contains("Forwarded message", StringComparison.OrdinalIgnoreCase),
            'S' => line.StartsWith("Sent: "),
            'O' or 'A' => line.TrimEnd().EndsWith(" wrote:"),
            'B' => line.StartsWith("Begin forwarded message:"),
            _ => false,
        };

    // " 2 files changed, 3 insertions(+)"
    private static bool IsDiffstat(ReadOnlySpan<char> line)
    {
        line = line.TrimStart();
        return SubjectWord.TryReadDigits(line, 6, out _, out var length) && (line[length..].StartsWith(" files changed") || line[length..].StartsWith(" file changed"));
    }

    // As git mailinfo reads it: a line that is mainly dashes, blanks between them, and scissors; "cut here" may stand among them.
    private static bool IsScissors(ReadOnlySpan<char> line)
    {
        if (line[0] is not ('-' or '8' or '>' or '%' or ' ')) return false;
        var hasScissors = line.Contains(">8", StringComparison.Ordinal) || line.Contains("8<", StringComparison.Ordinal)
            || line.Contains("%<", StringComparison.Ordinal) || line.Contains(">%", StringComparison.Ordinal);
        if (!hasScissors || line.Count('-') < FewestDashes) return false;
        line = line.Trim();
        var head = line[..(line.Length - line.TrimStart(ScissorMarks).Length)];
        var tail = head.Length == line.Length ? default : line[line.TrimEnd(ScissorMarks).Length..].Trim();
        var marks = head.Length + tail.Length;
        return (head.Contains('8') || tail.Contains('8') || head.Contains('%') || tail.Contains('%'))
            && marks * MarkShare > line.Length && (head.Count(' ') + tail.Count(' ')) * 2 < marks;
    }
}
