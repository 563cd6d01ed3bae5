using System.Text;

namespace Tributary.Policy;

/// <summary>Trailers are spelt as scripts know them: <c>Signed-off-by: Name &lt;address&gt;</c>.</summary>
public sealed class TrailerForm() : PatchRule(new("trailer-form", Clause.General, Severity.Warning, "A trailer is misspelt"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        var lines = patch.Text.Lines;
        foreach (var line in lines)
        {
            var colon = line.Text.IndexOf(':', StringComparison.Ordinal);
            if (colon < 4 || line.Role is LineRole.Quoted or LineRole.Blank || colon > 24) continue;
            var written = line.Text[..colon];
            if (Right(written) is not { } right || (line.Role != LineRole.Trailer && !line.Text.Contains('@', StringComparison.Ordinal))) continue;
            var value = line.Text[(colon + 1)..];
            if (written == right && (value is [' ', not ' ', ..] || value.Length == 0)) continue;
            var mended = $"{right}: {value.Trim()}";
            if (mended == line.Text.TrimEnd()) continue;
            findings.Add(new(Info, patch.Id, $"\"{line.Text.Trim()}\" is spelt wrongly")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = $"Write \"{mended}\"",
                Mend = new(MendKind.ReplaceLine, line.Number, mended),
            });
        }
    }

    private static readonly string[] Known = ["Signed-off-by", "Acked-by", "Reviewed-by", "Tested-by", "Reported-by", "Suggested-by", "Co-developed-by", "Fixes", "Link", "Closes", "Debugged-by"];

    // The right spelling of what is meant: other case, blanks, or one letter wrong.
    private static string? Right(string written)
    {
        var letters = Letters(written);
        return Array.Find(Known, known => Letters(known).Equals(letters, StringComparison.OrdinalIgnoreCase)) ?? Array.Find(Known, known => known.Length > 8 && IsNear(letters, Letters(known)));
    }

    private static string Letters(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsLetter(letter)) letters.Append(char.ToLowerInvariant(letter));
        }

        return letters.ToString();
    }

    private static bool IsNear(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > 1) return false;
        var start = one.AsSpan().CommonPrefixLength(other);
        var left = one.AsSpan(start);
        var right = other.AsSpan(start);
        var end = 0;
        while (end < left.Length && end < right.Length && left[^(end + 1)] == right[^(end + 1)]) end++;
        return Math.Max(left.Length, right.Length) - end <= 1;
    }
}
