using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Tributary.Policy;

/// <summary>Rules of delegation as JSON, one object a rule: as they are stored, printed and read from a file.</summary>
public static class DelegationJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, MaxDepth = 4, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    private static readonly ImmutableArray<string> Sides = ["changed", "added", "removed"];

    /// <summary>A rule as one line of JSON.</summary>
    public static string Write(DelegationRule rule) => JsonSerializer.Serialize(
        new Wire(rule.To)
        {
            Prefixes = NullIfEmpty(rule.Prefixes), Lists = NullIfEmpty(rule.Lists), Paths = NullIfEmpty(rule.Paths), Content = rule.Content?.Text,
            Lines = rule.Content is null ? null : Sides[(int)rule.Content.Side], IsPattern = rule.Content is { IsPattern: true } ? true : null,
        }, Options);

    /// <summary>Reads one rule.</summary>
    /// <param name="json">An object with <c>to</c>, <c>prefixes</c>, <c>lists</c>, <c>paths</c>, <c>content</c>, <c>lines</c>, <c>is_pattern</c>.</param>
    /// <param name="rule">The rule.</param>
    /// <returns>What is wrong with the text; null when it was read.</returns>
    public static string? TryRead(string json, out DelegationRule rule)
    {
        rule = new() { To = "" };
        try
        {
            if (JsonSerializer.Deserialize<Wire>(json, Options) is not { To: { } to } wire) return "a rule says to whom: \"to\"";
            var side = wire.Lines is null ? 0 : Sides.IndexOf(wire.Lines);
            if (side < 0) return $"\"lines\" is one of {string.Join(", ", Sides)}";
            rule = new()
            {
                To = to, Prefixes = Fill(wire.Prefixes), Lists = Fill(wire.Lists), Paths = Fill(wire.Paths),
                Content = wire.Content is null ? null : new(wire.Content, (ChangedLines)side, wire.IsPattern ?? false),
            };
            return null;
        }
        catch (JsonException failure)
        {
            return $"it is no rule: {failure.Message.Split('.')[0]}";
        }
    }

    private static string[]? NullIfEmpty(ImmutableArray<string> values) => values.IsEmpty ? null : [.. values];

    private static ImmutableArray<string> Fill(string[]? values) => [.. (values ?? []).OfType<string>()];

    private sealed record Wire(string? To)
    {
        public string[]? Prefixes { get; init; }
        public string[]? Lists { get; init; }
        public string[]? Paths { get; init; }
        public string? Content { get; init; }
        public string? Lines { get; init; }
        public bool? IsPattern { get; init; }
    }
}
