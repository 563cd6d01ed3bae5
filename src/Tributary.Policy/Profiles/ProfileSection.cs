using System.Collections.Immutable;
using System.Globalization;

namespace Tributary.Policy;

/// <summary>
/// A mapping of a profile, read key by key: whatever is missing, of the wrong type or not asked for becomes a fault, and reading goes on
/// with an empty value.
/// </summary>
internal sealed class ProfileSection
{
    private readonly Dictionary<string, YamlValue> _unread = [];
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

        foreach (var (key, inner) in mapping.Entries)
        {
            if (!_unread.TryAdd(key.Text, inner)) faults.Add(key.Line, $"{name} has \"{key.Text}\" twice");
        }

        KeyLines = mapping.Entries.DistinctBy(entry => entry.Key.Text).ToDictionary(entry => entry.Key.Text, entry => entry.Key.Line);
    }

    private Dictionary<string, int> KeyLines { get; } = [];

    public string Text(string key) => Take(key) is { } value ? TextOf(value, key) : Missing(key, "");

    public string? TextOrNull(string key) => Take(key) is { } value ? TextOf(value, key) : null;

    public int Number(string key) => NumberOrNull(key) ?? Missing(key, 0);

    public int? NumberOrNull(string key)
    {
        if (Take(key) is not { } value) return null;
        if (int.TryParse(TextOf(value, key), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;

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
        if (DateOnly.TryParseExact(TextOf(value, key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;

        _faults.Add(value.Line, $"{key} must be a day such as 2024-08-01");
        return null;
    }

    public T Word<T>(string key, IReadOnlyDictionary<string, T> words)
        where T : struct =>
        Take(key) is { } value ? WordOf(value, key, words) : Missing(key, default(T));

    public ImmutableArray<T> Words<T>(string key, IReadOnlyDictionary<string, T> words)
        where T : struct =>
        [.. Items(key).Select(item => WordOf(item, key, words))];

    public ImmutableArray<string> Texts(string key) => [.. Items(key).Select(item => TextOf(item, key))];

    public ProfileSection? SectionOrNull(string key) => Take(key) is { } value ? new(value, key, _faults) : null;

    public IEnumerable<ProfileSection> Sections(string key) => [.. Items(key).Select(item => new ProfileSection(item, $"a line of {key}", _faults))];

    /// <summary>All that is left, as pairs of texts, in the order of the file.</summary>
    public ImmutableArray<KeyValuePair<string, string>> TakePairs()
    {
        var pairs = _unread.OrderBy(entry => KeyLines[entry.Key]).Select(entry => KeyValuePair.Create(entry.Key, TextOf(entry.Value, entry.Key)));
        ImmutableArray<KeyValuePair<string, string>> taken = [.. pairs];
        _unread.Clear();
        return taken;
    }

    /// <summary>Ends the reading: what was not asked for is a fault.</summary>
    public void End()
    {
        foreach (var key in _unread.Keys) _faults.Add(KeyLines[key], $"{_name} has no \"{key}\"");
    }

    private YamlValue? Take(string key) => _unread.Remove(key, out var value) ? value : null;

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

    private T WordOf<T>(YamlValue value, string key, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        if (words.TryGetValue(TextOf(value, key), out var word)) return word;

        _faults.Add(value.Line, $"{key} must be one of {string.Join(", ", words.Keys)}");
        return default;
    }

    private T Missing<T>(string key, T instead)
    {
        _faults.Add(_line, $"{_name} lacks \"{key}\"");
        return instead;
    }
}
