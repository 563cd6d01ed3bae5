using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>Puts values together from the marks of a YAML text. Each method returns what is wrong, or null.</summary>
internal sealed class YamlBuilder
{
    private readonly Stack<YamlFrame> _open = new();

    /// <summary>The whole, once it is closed.</summary>
    public YamlValue? Root { get; private set; }

    public int Depth => _open.Count;

    /// <summary>True where keys and values stand.</summary>
    public bool IsMapping => _open.TryPeek(out var frame) && frame.Kind == YamlFrameKind.Mapping;

    public string? Open(YamlFrameKind kind, int line)
    {
        _open.Push(new(kind, line));
        return null;
    }

    public string? Close(int line)
    {
        CloseDashes();
        if (!_open.TryPop(out var frame)) return "something ends here that never began";

        return Add(frame.Close(line));
    }

    /// <summary>A key is next.</summary>
    public string? Key(int line)
    {
        CloseDashes();
        return _open.TryPeek(out var frame) && frame.Kind == YamlFrameKind.Mapping ? frame.BeginKey(line) : "a key stands where none can be";
    }

    /// <summary>The value of the key is next.</summary>
    public string? Value(int line) =>
        _open.TryPeek(out var frame) && frame.Kind == YamlFrameKind.Mapping ? frame.BeginValue(line) : "a colon stands where none can be";

    /// <summary>A dash: an item is next. A list may stand as far left as its key, and then nothing but the dash begins it.</summary>
    public string? Entry(int line)
    {
        if (_open.TryPeek(out var frame) && frame.Kind == YamlFrameKind.Mapping) Open(YamlFrameKind.Dashes, line);
        return _open.TryPeek(out frame) ? frame.BeginItem(line) : "a dash stands where none can be";
    }

    /// <summary>A comma.</summary>
    public string? Next(int line) => _open.TryPeek(out var frame) ? frame.EndItem(line) : "a comma stands where none can be";

    public string? Add(YamlValue value)
    {
        if (_open.TryPeek(out var frame)) return frame.Add(value);
        if (Root is not null) return "this is no YAML: a second text follows the first";

        Root = value;
        return null;
    }

    private void CloseDashes()
    {
        if (!_open.TryPeek(out var frame) || frame.Kind != YamlFrameKind.Dashes) return;

        _open.Pop();
        Add(frame.Close(frame.Line));
    }
}

/// <summary>What is being read.</summary>
internal enum YamlFrameKind
{
    /// <summary>Keys and values.</summary>
    Mapping,

    /// <summary>A list.</summary>
    Sequence,

    /// <summary>A list that stands as far left as its key.</summary>
    Dashes,
}

/// <summary>A mapping or list that is not yet closed.</summary>
internal sealed class YamlFrame(YamlFrameKind kind, int line)
{
    private readonly List<YamlValue> _items = [];
    private readonly List<YamlEntry> _entries = [];
    private YamlValue.Scalar? _key;
    private bool _wantsKey;
    private bool _wantsValue;

    public YamlFrameKind Kind => kind;

    public int Line => line;

    public string? BeginKey(int at)
    {
        var wrong = EndItem(at);
        _wantsKey = true;
        return wrong;
    }

    public string? BeginValue(int at)
    {
        // A colon without a key, or behind a key that was no text, is reported as a key that nobody knows.
        _key ??= new("", at);
        (_wantsKey, _wantsValue) = (false, true);
        return null;
    }

    public string? BeginItem(int at)
    {
        var wrong = EndItem(at);
        _wantsValue = true;
        return wrong;
    }

    /// <summary>What was announced and did not come is an empty text.</summary>
    public string? EndItem(int at)
    {
        if (_wantsKey || (_key is not null && !_wantsValue)) return "a key has no colon";
        return _wantsValue ? Add(new YamlValue.Scalar("", at)) : null;
    }

    public string? Add(YamlValue value)
    {
        if (kind == YamlFrameKind.Mapping) return _wantsKey ? TakeKey(value) : TakeValue(value);

        _wantsValue = false;
        _items.Add(value);
        return null;
    }

    public YamlValue Close(int at)
    {
        // A key without a colon at the end of a mapping, as in { a }: its value is empty.
        if (_key is not null) _wantsValue = true;
        if (_wantsValue) Add(new YamlValue.Scalar("", at));
        return kind == YamlFrameKind.Mapping ? new YamlValue.Mapping([.. _entries], line) : new YamlValue.Sequence([.. _items], line);
    }

    private string? TakeKey(YamlValue value)
    {
        if (value is not YamlValue.Scalar key) return "a key must be a word";

        (_key, _wantsKey) = (key, false);
        return null;
    }

    private string? TakeValue(YamlValue value)
    {
        if (!_wantsValue || _key is null) return "a value stands where a key must be";

        _entries.Add(new(_key, value));
        (_key, _wantsValue) = (null, false);
        return null;
    }
}
