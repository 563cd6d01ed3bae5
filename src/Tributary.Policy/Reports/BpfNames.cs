using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Tributary.Policy;

/// <summary>What a log or description names of BPF: parts of a profile, programs, functions and map types.</summary>
/// <param name="Parts">Parts, in the order of the profile.</param>
/// <param name="Programs">Names of programs.</param>
/// <param name="Functions">Functions of the trace that are BPF's.</param>
/// <param name="MapTypes">Types of maps.</param>
public sealed partial record BpfNames(ImmutableArray<ReportPart> Parts, ImmutableArray<string> Programs, ImmutableArray<string> Functions, ImmutableArray<string> MapTypes)
{
    private const int Most = 12;

    /// <summary>Finds them.</summary>
    /// <param name="values">The parts of the profile.</param>
    /// <param name="text">A splat, or a description.</param>
    public static BpfNames Find(ReportingValues values, string text)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(
            [.. values.Parts.Where(part => part.Words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)))],
            All(Program(), text, "name"), All(Function(), text, "name"), All(MapType(), text, "name"));
    }

    /// <summary>The lines of a report that say it; empty where nothing is named.</summary>
    public IEnumerable<string> Describe()
    {
        if (!Parts.IsEmpty) yield return $"Parts of BPF: {string.Join(", ", Parts.Select(static part => part.Name))}";
        if (!Programs.IsEmpty) yield return $"Programs: {string.Join(", ", Programs)}";
        if (!MapTypes.IsEmpty) yield return $"Map types: {string.Join(", ", MapTypes)}";
        if (!Functions.IsEmpty) yield return $"Functions: {string.Join(", ", Functions)}";
    }

    private static ImmutableArray<string> All(Regex pattern, string text, string group)
    {
        try
        {
            return [.. pattern.Matches(text).Select(match => match.Groups[group].Value).Distinct(StringComparer.Ordinal).Take(Most)];
        }
        catch (RegexMatchTimeoutException)
        {
            return [];
        }
    }

    [GeneratedRegex(@"\bbpf_prog_[0-9a-f]{16}_(?<name>\w+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Program();

    [GeneratedRegex(@"\b(?<name>(?!bpf_prog_[0-9a-f]{16})_*(bpf|btf|htab|xdp|sk_psock|sock_map|xsk)_\w+)\+0x", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Function();

    [GeneratedRegex(@"\b(?<name>BPF_MAP_TYPE_\w+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MapType();
}
