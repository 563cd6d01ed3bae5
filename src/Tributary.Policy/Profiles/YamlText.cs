using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace Tributary.Policy;

/// <summary>
/// Reads a YAML text into values with their lines, from the tokens of YamlDotNet's scanner and without recursion. (Its parser and what builds on it cost 15 ms
/// for a compiled expression that checks anchors.) It takes the plain part of YAML: one document, mappings with text keys, sequences and scalars, to a
/// depth of 8; no anchors, aliases or tags.
/// </summary>
internal static class YamlText
{
    private const int Deepest = 8;

    /// <summary>The value, or null with what is wrong and where.</summary>
    public static YamlValue? Read(TextReader text, ProfileFaults faults)
    {
        var scanner = new Scanner(text, skipComments: true);
        try
        {
            return Build(scanner, faults);
        }
        catch (YamlException wrong)
        {
            faults.Add(Math.Max(1, (int)wrong.Start.Line), $"this is no YAML: {wrong.Message.TrimEnd('.')}");
            return null;
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // YamlDotNet 16.3 throws these from its scanner on some broken plain scalars ("[" in a key, say).
            faults.Add(Math.Max(1, (int)scanner.CurrentPosition.Line), "this is no YAML");
            return null;
        }
    }

    private static YamlValue? Build(Scanner scanner, ProfileFaults faults)
    {
        var builder = new YamlBuilder();
        while (scanner.MoveNext())
        {
            var token = scanner.Current!;
            var line = (int)token.Start.Line;
            var refusal = Refusal(token, builder) ?? Take(builder, token, line);
            if (refusal is null) continue;

            faults.Add(line, refusal);
            return null;
        }

        return builder.Root;
    }

    private static string? Refusal(Token token, YamlBuilder builder) => token switch
    {
        // The scanner gives it again and again and never goes past it.
        Error error => $"this is no YAML: {error.Value.TrimEnd('.')}",
        AnchorAlias => "aliases are not taken here",
        Anchor => "anchors are not taken here",
        Tag or TagDirective => "tags are not taken here",
        DocumentStart when builder.Root is not null => "one document is enough",
        BlockMappingStart or BlockSequenceStart or FlowMappingStart or FlowSequenceStart when builder.Depth >= Deepest => "this is nested too deep",
        _ => null,
    };

    /// <summary>Hands a token on; what is wrong, or null.</summary>
    private static string? Take(YamlBuilder builder, Token token, int line) => token switch
    {
        BlockMappingStart or FlowMappingStart => builder.Open(YamlFrameKind.Mapping, line),
        BlockSequenceStart or FlowSequenceStart => builder.Open(YamlFrameKind.Sequence, line),
        BlockEnd or FlowMappingEnd or FlowSequenceEnd => builder.Close(line),
        Key => builder.Key(line),
        Value => builder.Value(line),
        BlockEntry => builder.Entry(line),
        FlowEntry => builder.Next(line),
        YamlDotNet.Core.Tokens.Scalar scalar => builder.Add(new YamlValue.Scalar(scalar.Value, line)),
        _ => null,
    };
}
