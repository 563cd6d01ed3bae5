using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// What was decided on a series, a thing at a time, as text that compares and can be put back: JSON in which the empty name is the series' own and a number
/// a patch that deviates.
/// </summary>
internal static class DecisionText
{
    /// <summary>The aspect of tags, which is no decision.</summary>
    public const string Tags = "tags";

    private const string State = "state", Delegate = "delegate", Archive = "archive", Hold = "hold", Tree = "tree";

    /// <summary>The things that can be decided on a series, in order.</summary>
    public static ImmutableArray<string> Aspects { get; } = [State, Delegate, Archive, Hold, Tree];

    /// <summary>What was decided of one thing.</summary>
    public static string Write(SeriesDecisions decisions, string aspect) => aspect switch
    {
        State => Write(decisions.State, state => $"{state.State.Slug} {state.Over?.ToString(CultureInfo.InvariantCulture)}"),
        Delegate => Write(decisions.Delegate, to => to.Name),
        Archive => Write(decisions.Archived, archived => archived ? "true" : "false"),
        Tree => decisions.Tree is null ? "{}" : Serialize([new("", decisions.Tree)]),
        _ => decisions.Hold is null ? "{}" : Serialize([new("", decisions.Hold)]),
    };

    /// <summary>The decisions with one thing as the text says; patches that are no longer here are left out.</summary>
    public static SeriesDecisions Read(SeriesDecisions decisions, string aspect, string text)
    {
        var values = JsonSerializer.Deserialize<Dictionary<string, string>>(text)!;
        return aspect switch
        {
            State => decisions with { State = Read(decisions.State, values, ReadState) },
            Delegate => decisions with { Delegate = Read(decisions.Delegate, values, name => new GivenTo(name)) },
            Archive => decisions with { Archived = Read(decisions.Archived, values, flag => flag == "true") },
            Tree => decisions with { Tree = values.GetValueOrDefault("") },
            _ => decisions with { Hold = values.GetValueOrDefault("") },
        };
    }

    /// <summary>True when the text puts anything into a tree's states.</summary>
    public static bool NamesTree(string aspect, string text) => aspect == State
        && JsonSerializer.Deserialize<Dictionary<string, string>>(text)!.Values.Any(value => ReadState(value).State.IsInTree);

    private static DecidedState ReadState(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        if (!PatchStates.TryParse(text[..space], out var state)) throw new UnreachableException($"“{text}” was never written as a state");

        return new(state, long.TryParse(text.AsSpan(space + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var over) ? over : null);
    }

    private static string Write<T>(DecisionSheet<T> sheet, Func<T, string> write)
        where T : struct
    {
        var values = new List<KeyValuePair<string, string>>();
        if (sheet.Own is { } own) values.Add(new("", write(own)));
        foreach (var (patch, deviation) in sheet.Patches)
        {
            if (deviation is { } value) values.Add(new(patch.ToString(CultureInfo.InvariantCulture), write(value)));
        }

        return Serialize(values);
    }

    private static string Serialize(IEnumerable<KeyValuePair<string, string>> values) => JsonSerializer.Serialize(new Dictionary<string, string>(values));

    private static DecisionSheet<T> Read<T>(DecisionSheet<T> sheet, Dictionary<string, string> values, Func<string, T> read)
        where T : struct => new(
            values.TryGetValue("", out var own) ? read(own) : null,
            sheet.Patches.ToImmutableSortedDictionary(
                pair => pair.Key, pair => values.TryGetValue(pair.Key.ToString(CultureInfo.InvariantCulture), out var said) ? read(said) : (T?)null));
}
