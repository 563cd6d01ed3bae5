using System.Text;

namespace Tributary.Policy;

/// <summary>Makes the changes that findings offer, in the bytes of a message. What is not changed stays byte for byte.</summary>
public static class MailMending
{
    /// <summary>The message with its mends made; the same bytes where none could be.</summary>
    /// <param name="part">The message.</param>
    /// <param name="findings">Findings on it; of two that speak of the same line the first is made.</param>
    /// <param name="made">The findings whose mends were made.</param>
    public static byte[] Apply(SeriesPart part, IEnumerable<Finding> findings, out IReadOnlyList<Finding> made)
    {
        var lines = new MailLines(part);
        var text = Split(part.Message.Raw.Span);
        var done = new List<Finding>();
        var touched = new HashSet<int>();
        foreach (var finding in findings.Where(finding => finding.Mend is not null && finding.Mail == part.Id))
        {
            // A body that is encoded is left alone; its subject is not.
            if (finding.Mend!.Kind != MendKind.Subject && !lines.IsPlain) continue;
            var at = lines.Find(PlaceOf(finding.Mend)) - 1;
            if (at < 0 || at >= text.Count || !touched.Add(at) || !Make(text, finding.Mend, at)) continue;
            done.Add(finding);
        }

        made = done;
        return done.Count == 0 ? part.Message.Raw.ToArray() : [.. text.SelectMany(line => line.Bytes)];
    }

    private static FindingPlace PlaceOf(Mend mend) => mend.Kind switch
    {
        MendKind.Subject => FindingPlace.Subject,
        MendKind.ReplaceDiffLine => new(MailPlacePart.Diff, mend.Line),
        _ => FindingPlace.Message(mend.Line),
    };

    private static bool Make(List<Line> text, Mend mend, int at)
    {
        switch (mend.Kind)
        {
            case MendKind.Subject:
                return MakeSubject(text, mend.Text, at);
            case MendKind.ReplaceLine or MendKind.ReplaceDiffLine:
                text[at] = text[at].With(mend.Text);
                return true;
            case MendKind.RemoveLine:
                text[at] = Line.Nothing;
                return true;
            case MendKind.InsertAfter:
                text[at] = text[at].Then(mend.Text);
                return true;
            default:
                return Move(text, mend.Text, at);
        }
    }

    private static bool MakeSubject(List<Line> text, string subject, int at)
    {
        // One of other letters would have to be encoded anew: git does that better.
        if (!Ascii.IsValid(subject)) return false;
        text[at] = text[at].With($"Subject: {subject}");
        for (var below = at + 1; below < text.Count && text[below].IsFolded; below++) text[below] = Line.Nothing;
        return true;
    }

    private static bool Move(List<Line> text, string line, int at)
    {
        var rule = text.FindIndex(at, other => other.Is("---"));
        if (rule < 0) return false;
        text[at] = Line.Nothing;
        text[rule] = text[rule].Then(line);
        return true;
    }

    private static List<Line> Split(ReadOnlySpan<byte> raw)
    {
        var lines = new List<Line>();
        while (!raw.IsEmpty)
        {
            var end = raw.IndexOf((byte)'\n');
            var length = end < 0 ? raw.Length : end + 1;
            lines.Add(new(raw[..length].ToArray()));
            raw = raw[length..];
        }

        return lines;
    }

    private readonly record struct Line(byte[] Bytes)
    {
        public static Line Nothing { get; } = new([]);

        public bool IsFolded => Bytes is [(byte)' ' or (byte)'\t', ..];

        private bool HasReturn => Bytes is [.., (byte)'\r', (byte)'\n'];

        public bool Is(string text) => Encoding.UTF8.GetString(Bytes).TrimEnd('\r', '\n').TrimEnd() == text;

        public Line With(string text) => new(Encoding.UTF8.GetBytes(text + (HasReturn ? "\r\n" : "\n")));

        public Line Then(string text) => new([.. Bytes, .. With(text).Bytes]);
    }
}
