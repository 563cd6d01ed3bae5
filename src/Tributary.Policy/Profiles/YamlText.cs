using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Tributary.Policy;

/// <summary>
/// Reads a YAML text into values with their lines, from YamlDotNet's events and without recursion. It takes the plain part of YAML:
/// one document, mappings with text keys, sequences and scalars, to a depth of 8; no anchors, aliases or tags.
/// </summary>
internal static class YamlText
{
    private const int Deepest = 8;

    /// <summary>The value, or null with what is wrong and where.</summary>
    public static YamlValue? Read(TextReader text, ProfileFaults faults)
    {
        var parser = new Parser(text);
        try
        {
            return Build(parser, faults);
        }
        catch (YamlException wrong)
        {
            faults.Add(Math.Max(1, (int)wrong.Start.Line), $"this is no YAML: {wrong.Message.TrimEnd('.')}");
            return null;
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // YamlDotNet 16.3 throws these from its scanner on some broken plain scalars ("[" in a key, say).
            faults.Add(Math.Max(1, (int)(parser.Current?.End.Line ?? 1)), "this is no YAML");
            return null;
        }
    }

    private static YamlValue? Build(Parser parser, ProfileFaults faults)
    {
        var open = new Stack<Frame>();
        YamlValue? root = null;
        while (parser.MoveNext())
        {
            var line = (int)parser.Current!.Start.Line;
            if (Refusal(parser.Current, open.Count, root) is { } refusal)
            {
                faults.Add(line, refusal);
                return null;
            }

            switch (parser.Current)
            {
                case MappingStart or SequenceStart:
                    open.Push(new(parser.Current is MappingStart, line));
                    break;
                case MappingEnd or SequenceEnd:
                    Place(open.Pop().Close());
                    break;
                case YamlDotNet.Core.Events.Scalar scalar:
                    Place(new YamlValue.Scalar(scalar.Value, line));
                    break;
            }
        }

        return root;

        void Place(YamlValue value)
        {
            if (open.TryPeek(out var frame)) frame.Add(value);
            else root = value;
        }
    }

    private static string? Refusal(ParsingEvent next, int depth, YamlValue? root) => next switch
    {
        AnchorAlias => "aliases are not taken here",
        NodeEvent { Anchor.IsEmpty: false } => "anchors are not taken here",
        NodeEvent { Tag.IsEmpty: false } => "tags are not taken here",
        DocumentStart when root is not null => "one document is enough",
        MappingStart or SequenceStart when depth >= Deepest => "this is nested too deep",
        _ => null,
    };

    /// <summary>A mapping or sequence that is not yet closed.</summary>
    private sealed class Frame(bool isMapping, int line)
    {
        private readonly List<YamlValue> _items = [];

        public void Add(YamlValue value) => _items.Add(value);

        public YamlValue Close()
        {
            if (!isMapping) return new YamlValue.Sequence([.. _items], line);

            var entries = ImmutableArray.CreateBuilder<KeyValuePair<YamlValue.Scalar, YamlValue>>(_items.Count / 2);
            for (var at = 0; at + 1 < _items.Count; at += 2)
            {
                // A key that is no text gets a name that no reader knows, so that it is reported where it stands.
                var key = _items[at] as YamlValue.Scalar ?? new YamlValue.Scalar("(not a word)", _items[at].Line);
                entries.Add(new(key, _items[at + 1]));
            }

            return new YamlValue.Mapping(entries.ToImmutable(), line);
        }
    }
}
