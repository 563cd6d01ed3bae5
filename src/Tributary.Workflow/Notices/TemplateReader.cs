using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>Reads a template line by line.</summary>
internal sealed class TemplateReader(TemplateFields fields)
{
    private const int Deepest = 2;

    private readonly List<TemplateLine> lines = [];
    private readonly Stack<int> open = new();

    /// <summary>The lines, once all are read.</summary>
    public ImmutableArray<TemplateLine> Lines => [.. lines];

    /// <summary>Reads the next line.</summary>
    /// <returns>What is wrong with it; empty when nothing is.</returns>
    public string Read(string line)
    {
        var word = line.Trim();
        if (word is ['{', '?' or '#' or '/', .., '}'] && !word[2..^1].AsSpan().ContainsAny('{', '}')) return ReadMark(word[1], word[2..^1].Trim());
        var pieces = ImmutableArray.CreateBuilder<TemplatePiece>();
        var wrong = ReadText(line, pieces);
        lines.Add(new(TemplateLineKind.Text) { Pieces = pieces.ToImmutable() });
        return wrong;
    }

    /// <summary>All lines are read.</summary>
    /// <returns>What is wrong; empty when nothing is.</returns>
    public string End() => open.TryPeek(out var at) ? $"{{{(lines[at].Kind == TemplateLineKind.Each ? '#' : '?')}{lines[at].Name}}} is never ended by {{/{lines[at].Name}}}" : "";

    private string ReadMark(char mark, string name)
    {
        if (mark == '/') return Close(name);
        if (mark == '#' && !fields.Lists.ContainsKey(name)) return $"there is no list {name}{Offer(fields.Lists.Keys)}";
        if (mark == '#' && open.Count > 0) return "a list cannot stand in another section";
        if (mark == '?' && !IsKnown(name)) return $"there is no {name}{Offer(List())}";
        if (open.Count >= Deepest) return "sections stand too deep in each other";
        open.Push(lines.Count);
        lines.Add(new(mark == '#' ? TemplateLineKind.Each : TemplateLineKind.If) { Name = name });
        return "";
    }

    private string Close(string name)
    {
        if (!open.TryPop(out var at) || lines[at].Name != name) return $"{{/{name}}} ends what was not begun";
        lines[at] = lines[at] with { End = lines.Count };
        lines.Add(new(TemplateLineKind.End) { Name = name });
        return "";
    }

    private string ReadText(string line, ImmutableArray<TemplatePiece>.Builder pieces)
    {
        for (var at = 0; at < line.Length;)
        {
            var brace = line.IndexOfAny(['{', '}'], at);
            if (brace < 0) brace = line.Length;
            if (brace > at) pieces.Add(new(line[at..brace], IsName: false));
            at = brace;
            if (at == line.Length) break;
            if (at + 1 < line.Length && line[at + 1] == line[at])
            {
                pieces.Add(new(line[at].ToString(), IsName: false));
                at += 2;
                continue;
            }

            var end = line[at] == '{' ? line.IndexOf('}', at) : -1;
            if (end < 0) return $"a brace stands alone; write {line[at]}{line[at]} for one";
            var name = line[(at + 1)..end].Trim();
            if (name is ['?' or '#' or '/', ..]) return $"{{{name}}} stands on a line of its own";
            if (!IsKnown(name)) return $"there is no {name}{Offer(List())}";
            pieces.Add(new(name, IsName: true));
            at = end + 1;
        }

        return "";
    }

    private bool IsKnown(string name) => List().Contains(name, StringComparer.Ordinal);

    private IEnumerable<string> List()
    {
        var list = open.Select(at => lines[at]).FirstOrDefault(static line => line.Kind == TemplateLineKind.Each);
        return list is null ? fields.Texts : fields.Texts.Concat(fields.Lists[list.Name]);
    }

    private static string Offer(IEnumerable<string> names) => $"; there is {string.Join(", ", names)}";
}
