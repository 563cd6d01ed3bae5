using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>A value of a YAML text, with the line it begins on (from 1). A key given twice is the reader's matter.</summary>
internal abstract record YamlValue(int Line)
{
    internal sealed record Scalar(string Text, int Line) : YamlValue(Line);

    internal sealed record Sequence(ImmutableArray<YamlValue> Items, int Line) : YamlValue(Line);

    internal sealed record Mapping(ImmutableArray<YamlEntry> Entries, int Line) : YamlValue(Line);
}

/// <summary>A key and its value. (A class: collections of it are compiled ahead, those of KeyValuePair are not, which cost 20 ms.)</summary>
internal sealed record YamlEntry(YamlValue.Scalar Key, YamlValue Value);
