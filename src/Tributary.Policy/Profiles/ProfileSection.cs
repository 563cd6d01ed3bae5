using System.Collections.Immutable;
using System.Globalization;

namespace Tributary.Policy;

/// <summary>
/// A mapping of a profile, read key by key: whatever is missing, of the wrong type or not asked for becomes a fault, and reading goes on
/// with an empty value.
/// </summary>
internal sealed class ProfileSection
{
    private readonly Dictionary<string, YamlEntry> _unread = [];
    private readonly ImmutableArray<YamlEntry> _entries = [];
    private readonly string _name;
    private readonly int _line;
    private readonly ProfileFaults _faults;

    public ProfileSection(YamlValue value, string name, ProfileFaults faults)
    {
        (_name, _line, _faults) = (name, value.Line, faults);
        if (value is not YamlValue.Mapping mapping)
        {
            faults.Add(value.Line, $"{name} must be a list of \"key: value\" lines");
            return;
        }

        _entries = mapping.Entries;
        foreach (var entry in _entries)
        {
            if (!_unread.TryAdd(entry.Key.Text, entry)) faults.Add(entry.Key.Line, $"{name} has \"{entry.Key.Text}\" twice");
        }
    }

    public string Text(string key) => Take(key) is { } value ? TextOf(value, key) : Missing(key, "");

    public string? TextOrNull(string key) => Take(key) is { } value ? TextOf(value, key) : null;

    public int Number(string key) => NumberOrNull(key) ?? Missing(key, 0);

    public int? NumberOrNull(string key)
    {
        if (Take(key) is not { } value) return null;
        if (Digits(TextOf(value, key)) is { } number) return number;

        _faults.Add(value.Line, $"{key} must be a whole number");
        return 0;
    }

    public Version Version(string key) => VersionOrNull(key) ?? Missing(key, new Version());

    public Version? VersionOrNull(string key)
    {
        if (Take(key) is not { } value) return null;
        if (System.Version.TryParse(TextOf(value, key), out var version)) return version;

        _faults.Add(value.Line, $"{key} must be a version such as \"1.16\"");
        return new Version();
    }

    public DateOnly? DayOrNull(string key)
    {
        if (Take(key) is not { } value) return null;
        if (ReadDay(TextOf(value, key)) is { } day) return day;

        _faults.Add(value.Line, $"{key} must be a day such as 2024-08-01");
        return null;
    }

    // .NET's own readers of days and numbers set up what it knows of calendars and signs, which takes as long as to read the profile.
    private static DateOnly? ReadDay(string text)
    {
        if (text is not [_, _, _, _, '-', _, _, '-', _, _] || Digits(text[..4]) is not { } year || Digits(text[5..7]) is not { } month || Digits(text[8..]) is not { } day) return null;
        return year > 0 && month is > 0 and <= 12 && day > 0 && day <= DateTime.DaysInMonth(year, month) ? new(year, month, day) : null;
    }

    private static int? Digits(string text)
    {
        long number = 0;
        foreach (var letter in text)
        {
            if (!char.IsAsciiDigit(letter)) return null;
            number = (number * 10) + (letter - '0');
            if (number > int.MaxValue) return null;
        }

        return text.Length > 0 ? (int)number : null;
    }

    /// <summary>The place of a word among those that may stand there; -1, with a fault, for any other.</summary>
    public int Word(string key, ImmutableArray<string> words) => Take(key) is { } value ? WordOf(value, key, words) : Missing(key, -1);

    /// <summary>True where a key is there with the one word that it may have.</summary>
    public bool Says(string key, string word) => Take(key) is { } value && WordOf(value, key, [word]) == 0;

    /// <summary>The places of words among those that may stand there.</summary>
    public IEnumerable<int> Words(string key, ImmutableArray<string> words)
    {
        foreach (var item in Items(key)) yield return WordOf(item, key, words);
    }

    public ImmutableArray<string> Texts(string key) => [.. Items(key).Select(item => TextOf(item, key))];

    public ProfileSection? SectionOrNull(string key) => Take(key) is { } value ? new(value, key, _faults) : null;

    public IEnumerable<ProfileSection> Sections(string key) => [.. Items(key).Select(item => new ProfileSection(item, $"a line of {key}", _faults))];

    /// <summary>All that is left, in the order of the file, each value a text.</summary>
    public List<ProfileText> TakeTexts()
    {
        var texts = new List<ProfileText>();
        foreach (var entry in _entries)
        {
            if (_unread.Remove(entry.Key.Text)) texts.Add(new(entry.Key.Text, TextOf(entry.Value, entry.Key.Text)));
        }

        return texts;
    }

    /// <summary>All that is left, in the order of the file, each value a list of texts.</summary>
    public List<ProfileList> TakeLists()
    {
        var lists = new List<ProfileList>();
        foreach (var entry in _entries)
        {
            if (_unread.ContainsKey(entry.Key.Text)) lists.Add(new(entry.Key.Text, Texts(entry.Key.Text)));
        }

        return lists;
    }

    /// <summary>All that is left, in the order of the file, each value one of some words, given by its place among them.</summary>
    public List<ProfileWord> TakeWords(ImmutableArray<string> words)
    {
        var taken = new List<ProfileWord>();
        foreach (var entry in _entries)
        {
            if (_unread.ContainsKey(entry.Key.Text)) taken.Add(new(entry.Key.Text, Word(entry.Key.Text, words)));
        }

        return taken;
    }

    /// <summary>All that is left, in the order of the file, each value a decimal number.</summary>
    public List<RoutingWeight> TakeDecimals()
    {
        var taken = new List<RoutingWeight>();
        foreach (var entry in _entries)
        {
            if (!_unread.Remove(entry.Key.Text)) continue;
            if (!double.TryParse(TextOf(entry.Value, entry.Key.Text), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                _faults.Add(entry.Key.Line, $"{entry.Key.Text} must be a number");
            taken.Add(new(entry.Key.Text, number));
        }

        return taken;
    }

    /// <summary>A list of days.</summary>
    public ImmutableArray<DateOnly> Days(string key)
    {
        var days = ImmutableArray.CreateBuilder<DateOnly>();
        foreach (var item in Items(key))
        {
            if (ReadDay(TextOf(item, key)) is { } day) days.Add(day);
            else _faults.Add(item.Line, $"{key} must be days such as 2024-08-01");
        }

        return days.ToImmutable();
    }

    /// <summary>Ends the reading: what was not asked for is a fault.</summary>
    public void End()
    {
        foreach (var entry in _unread.Values) _faults.Add(entry.Key.Line, $"{_name} has no \"{entry.Key.Text}\"");
    }

    private YamlValue? Take(string key) => _unread.Remove(key, out var entry) ? entry.Value : null;

    private ImmutableArray<YamlValue> Items(string key)
    {
        if (Take(key) is not { } value) return [];
        if (value is YamlValue.Sequence sequence) return sequence.Items;

        _faults.Add(value.Line, $"{key} must be a list");
        return [];
    }

    private string TextOf(YamlValue value, string key)
    {
        if (value is YamlValue.Scalar { Text.Length: > 0 } scalar) return scalar.Text;

        _faults.Add(value.Line, $"{key} must be a text");
        return "";
    }

    private int WordOf(YamlValue value, string key, ImmutableArray<string> words)
    {
        var place = words.IndexOf(TextOf(value, key));
        if (place < 0) _faults.Add(value.Line, $"{key} must be one of {string.Join(", ", words)}");
        return place;
    }

    private T Missing<T>(string key, T instead)
    {
        _faults.Add(_line, $"{_name} lacks \"{key}\"");
        return instead;
    }
}

/// <summary>A key and its texts. (A class: lists of it are compiled ahead.)</summary>
/// <param name="Key">The key.</param>
/// <param name="Texts">The texts.</param>
internal sealed record ProfileList(string Key, ImmutableArray<string> Texts);

/// <summary>A key and its text.</summary>
/// <param name="Key">The key.</param>
/// <param name="Text">The text.</param>
internal sealed record ProfileText(string Key, string Text);

/// <summary>A key and the place of its word among those that may stand there.</summary>
/// <param name="Key">The key.</param>
/// <param name="Place">The place; -1 for any other word.</param>
internal sealed record ProfileWord(string Key, int Place);
