namespace Tributary.Policy;

/// <summary>
/// Reads YAML as the profiles that come with the program are written: a key or an item a line, plain or quoted words behind it, lists and mappings in brackets on one line. All else is left
/// to <see cref="YamlText"/>, which a profile of somebody's own goes through in any case; a test sees that both find the same in each that comes along. (YamlDotNet takes each letter through
/// several calls, and a start of the program through five hundred.)
/// </summary>
internal sealed class PlainYaml
{
    // What begins a scalar that is more than it shows.
    private const string Special = "&*!|>%@`?,]}#";
    private readonly YamlBuilder _builder = new();
    private readonly List<int> _indents = [];
    private readonly List<bool> _isMapping = [];
    private int _line;
    private bool _isOther;

    private PlainYaml()
    {
    }

    /// <summary>The value; null where it is not so plain.</summary>
    public static YamlValue? Read(string text)
    {
        var reader = new PlainYaml();
        for (var at = 0; at < text.Length && !reader._isOther;)
        {
            var end = text.IndexOf('\n', at);
            if (end < 0) end = text.Length;
            reader._line++;
            reader.ReadLine(text.AsSpan(at, end - at));
            at = end + 1;
        }

        while (reader._indents.Count > 0 && !reader._isOther) reader.CloseLast();
        return reader._isOther ? null : reader._builder.Root;
    }

    private void ReadLine(ReadOnlySpan<char> line)
    {
        var indent = 0;
        while (indent < line.Length && line[indent] == ' ') indent++;
        var rest = line[indent..].TrimEnd(' ');
        if (rest.IsEmpty || rest[0] == '#') return;
        if (rest.ContainsAny('\t', '\r') || rest.StartsWith("---") || rest.StartsWith("...")) _isOther = true;
        while (_indents.Count > 0 && _indents[^1] > indent && !_isOther) CloseLast();
        var isItem = false;
        while (!_isOther && (rest.StartsWith("- ") || rest is "-"))
        {
            isItem = true;
            if (_indents.Count == 0 || _indents[^1] < indent) Open(YamlFrameKind.Sequence, indent);
            Demand(_builder.Entry(_line));
            var next = rest[1..].TrimStart(' ');
            indent += rest.Length - next.Length;
            rest = next;
        }

        if (!_isOther && !rest.IsEmpty) ReadEntry(rest, indent, isItem);
    }

    private void ReadEntry(ReadOnlySpan<char> rest, int indent, bool isItem)
    {
        var colon = rest[0] is '[' or '{' or '"' or '\'' ? -1 : ColonIn(rest);
        if (colon < 0)
        {
            // What is no item goes on from the line above.
            if (isItem) ReadValue(rest);
            else _isOther = true;
            return;
        }

        if (_indents.Count == 0 || _indents[^1] < indent) Open(YamlFrameKind.Mapping, indent);
        if (!_isMapping[^1] || _indents[^1] != indent) _isOther = true;
        Demand(_builder.Key(_line));
        Add(rest[..colon]);
        Demand(_builder.Value(_line));
        var value = rest[(colon + 1)..].TrimStart(' ');
        if (!value.IsEmpty && value[0] != '#') ReadValue(value);
    }

    // A colon that ends a key has a blank behind it, or nothing.
    private static int ColonIn(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '#' && at > 0 && text[at - 1] == ' ') return -1;
            if (text[at] == ':' && (at + 1 == text.Length || text[at + 1] == ' ')) return at;
        }

        return -1;
    }

    private void ReadValue(ReadOnlySpan<char> text)
    {
        if (text[0] is '[' or '{')
        {
            ReadFlow(text);
            return;
        }

        if (text[0] is '"' or '\'')
        {
            DemandEnd(text[TakeQuoted(text)..]);
            return;
        }

        var comment = text.IndexOf(" #");
        var plain = (comment < 0 ? text : text[..comment]).TrimEnd(' ');
        if (ColonIn(plain) >= 0) _isOther = true;
        Add(plain);
    }

    private void ReadFlow(ReadOnlySpan<char> text)
    {
        var (depth, at, wantsKey) = (0, 0, new List<bool>());
        do
        {
            switch (text[at])
            {
                case ' ':
                    at++;
                    break;
                case '[' or '{':
                    depth++;
                    if (wantsKey is [.., true]) _isOther = true;
                    wantsKey.Add(text[at] == '{');
                    Demand(_builder.Open(text[at++] == '{' ? YamlFrameKind.Mapping : YamlFrameKind.Sequence, _line));
                    break;
                case ']' or '}':
                    _isOther |= _builder.IsMapping != (text[at] == '}');
                    depth--;
                    wantsKey.RemoveAt(depth);
                    Demand(_builder.Close(_line));
                    at++;
                    break;
                case ',':
                    Demand(_builder.Next(_line));
                    wantsKey[^1] = _builder.IsMapping;
                    at++;
                    break;
                default:
                    at += ReadWord(text[at..], wantsKey);
                    break;
            }
        }
        while (depth > 0 && at < text.Length && !_isOther);
        if (depth > 0) _isOther = true;
        if (!_isOther) DemandEnd(text[at..]);
    }

    private int ReadWord(ReadOnlySpan<char> text, List<bool> wantsKey)
    {
        var isKey = wantsKey[^1];
        if (isKey) Demand(_builder.Key(_line));
        var length = 0;
        if (text[0] is '"' or '\'')
        {
            length = TakeQuoted(text);
        }
        else
        {
            while (length < text.Length && text[length] is not (',' or '[' or ']' or '{' or '}' or '#') && !EndsKey(text, length)) length++;
            if (length == 0 || (length < text.Length && text[length] is '[' or '{' or '#'))
            {
                _isOther = true;
                return text.Length;
            }

            Add(text[..length].TrimEnd(' '));
        }

        if (!isKey) return length;
        if (length >= text.Length || !EndsKey(text, length)) _isOther = true;
        Demand(_builder.Value(_line));
        wantsKey[^1] = false;
        return length + 1;
    }

    private static bool EndsKey(ReadOnlySpan<char> text, int at) => at < text.Length && text[at] == ':' && (at + 1 == text.Length || text[at + 1] is ' ' or ',' or '[' or ']' or '{' or '}');

    // A quoted scalar without escapes; its length with the quotes.
    private int TakeQuoted(ReadOnlySpan<char> text)
    {
        var end = text[1..].IndexOf(text[0]);
        if (end < 0 || text.Slice(1, end).Contains('\\') || (end + 2 < text.Length && text[end + 2] == text[0]))
        {
            _isOther = true;
            return text.Length;
        }

        Demand(_builder.Add(new YamlValue.Scalar(text.Slice(1, end).ToString(), _line)));
        return end + 2;
    }

    private void Add(ReadOnlySpan<char> plain)
    {
        if (plain.IsEmpty || Special.Contains(plain[0], StringComparison.Ordinal) || plain[0] is ':' || (plain[0] == '-' && plain.Length > 1 && plain[1] == ' ')) _isOther = true;
        else Demand(_builder.Add(new YamlValue.Scalar(plain.ToString(), _line)));
    }

    private void DemandEnd(ReadOnlySpan<char> rest)
    {
        if (!rest.IsEmpty && !rest.StartsWith(" #") && !rest.TrimStart(' ').IsEmpty) _isOther = true;
    }

    private void Open(YamlFrameKind kind, int indent)
    {
        _indents.Add(indent);
        _isMapping.Add(kind == YamlFrameKind.Mapping);
        Demand(_builder.Open(kind, _line));
    }

    private void CloseLast()
    {
        _indents.RemoveAt(_indents.Count - 1);
        _isMapping.RemoveAt(_isMapping.Count - 1);
        Demand(_builder.Close(_line));
    }

    // What is wrong is told by the reader that takes all of YAML.
    private void Demand(string? wrong) => _isOther |= wrong is not null;
}
