using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Tributary.Workflow;

/// <summary>
/// The text of a letter with names in it: <c>{name}</c> is what it stands for. Lines between <c>{?name}</c> and <c>{/name}</c> are there where that is not empty, between <c>{#name}</c> and
/// <c>{/name}</c> once for each of a list; these three stand on lines of their own. <c>{{</c> is a brace. What a name stands for is never read as a template. Pure.
/// </summary>
public sealed class LetterTemplate
{
    /// <summary>Longer ones are refused.</summary>
    public const int MostCharacters = 20_000;

    private const int MostResult = 200_000;

    private readonly ImmutableArray<TemplateLine> lines;

    private LetterTemplate(ImmutableArray<TemplateLine> lines) => this.lines = lines;

    /// <summary>Reads a template.</summary>
    /// <param name="text">The text; lines end with LF or CRLF.</param>
    /// <param name="fields">What it may name.</param>
    /// <param name="template">It.</param>
    /// <param name="fault">What is wrong, in a line that names the line.</param>
    public static bool TryRead(string text, TemplateFields fields, out LetterTemplate template, out string fault)
    {
        template = new([]);
        fault = text.Length > MostCharacters ? $"a template has at most {MostCharacters} characters" : "";
        if (fault.Length > 0) return false;
        var reader = new TemplateReader(fields);
        foreach (var (place, line) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            fault = reader.Read(line);
            if (fault.Length == 0) continue;
            fault = string.Create(CultureInfo.InvariantCulture, $"line {place + 1}: {fault}");
            return false;
        }

        fault = reader.End();
        if (fault.Length > 0) return false;
        template = new(reader.Lines);
        return true;
    }

    /// <summary>The letter's text; lines end with LF, and so does it.</summary>
    public string Write(TemplateValues values)
    {
        var text = new StringBuilder();
        Write(text, (0, lines.Length), values, row: null);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    // Sections are at most two deep: a condition in a list, and a list in nothing.
    private void Write(StringBuilder text, (int From, int To) range, TemplateValues values, ImmutableDictionary<string, string>? row)
    {
        for (var at = range.From; at < range.To && text.Length < MostResult; at++)
        {
            var line = lines[at];
            switch (line.Kind)
            {
                case TemplateLineKind.Text:
                    var start = text.Length;
                    foreach (var piece in line.Pieces) text.Append(piece.IsName ? Find(piece.Text, values, row).Replace("\n", "\n" + IndentAt(text, start), StringComparison.Ordinal) : piece.Text);
                    text.Append('\n');
                    break;
                case TemplateLineKind.If:
                    if (Find(line.Name, values, row).Length > 0) Write(text, (at + 1, line.End), values, row);
                    at = line.End;
                    break;
                case TemplateLineKind.Each:
                    foreach (var one in values.Lists.GetValueOrDefault(line.Name, [])) Write(text, (at + 1, line.End), values, one);
                    at = line.End;
                    break;
            }
        }
    }

    // The blanks that a line begins with: the further lines of what a name stands for are indented like the first.
    private static string IndentAt(StringBuilder text, int start)
    {
        var end = start;
        while (end < text.Length && text[end] == ' ') end++;
        return text.ToString(start, end - start);
    }

    private static string Find(string name, TemplateValues values, ImmutableDictionary<string, string>? row) =>
        (row?.GetValueOrDefault(name) ?? values.Texts.GetValueOrDefault(name) ?? "").TrimEnd('\n');
}
