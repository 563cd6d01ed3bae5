using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Tributary.Policy;

namespace Tributary.Workflow;

/// <summary>Which stable branches are maintained (STB-3): the profile's list, and what kernel.org said since.</summary>
public static class StableKernels
{
    /// <summary>The branches by what was said last, the newest first.</summary>
    /// <param name="profile">The profile's list.</param>
    /// <param name="read">What was read from kernel.org.</param>
    public static ImmutableArray<StableKernel> Merge(ImmutableArray<StableKernel> profile, ImmutableArray<StableKernel> read)
    {
        var all = profile.ToDictionary(static one => one.Branch, StringComparer.Ordinal);
        foreach (var one in read)
            all[one.Branch] = all.TryGetValue(one.Branch, out var before) ? one with { Ends = before.HasEnded || !one.HasEnded ? before.Ends : "", Last = one.Last.Length > 0 ? one.Last : before.Last, IsLongterm = one.IsLongterm || before.IsLongterm } : one;
        return [.. all.Values.OrderBy(static one => BranchFacts.SortKey(one.Branch), StringComparer.Ordinal)];
    }

    /// <summary>The branches as of a day: one whose foreseen end is past has ended, unless it made a release since, or a newer list of kernel.org has it.</summary>
    /// <param name="kernels">The branches.</param>
    /// <param name="now">The day.</param>
    /// <param name="released">When the last release of a branch was made, as far as that is known.</param>
    public static ImmutableArray<StableKernel> AsOf(ImmutableArray<StableKernel> kernels, DateTimeOffset now, Func<string, DateTimeOffset?> released) =>
    [
        .. kernels.Select(one => one.HasEnded || !IsPast(one.Ends, now) || (one.At is { } read && IsPast(one.Ends, read)) || (released(one.Branch) is { } last && IsPast(one.Ends, last)) ? one
            : one with { HasEnded = true, Why = $"its end was foreseen for then: {one.Why}; where it lives on, trib stable branches --update takes kernel.org's list of today" }),
    ];

    // 2026-12 is past when 2027 begins.
    private static bool IsPast(string end, DateTimeOffset at) =>
        end.Length >= "yyyy-MM".Length && string.CompareOrdinal(at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)[..Math.Min(end.Length, "yyyy-MM-dd".Length)], end) > 0;

    /// <summary>The branches that are maintained no more, each with the reason.</summary>
    public static ImmutableDictionary<string, string> Dead(ImmutableArray<StableKernel> kernels) =>
        kernels.Where(static one => one.HasEnded).ToImmutableDictionary(static one => one.Branch, static one => $"{one.Branch} is maintained no more{(one.Ends.Length > 0 ? $" since {one.Ends}" : "")}{(one.Why.Length > 0 ? $" ({one.Why})" : "")}");

    /// <summary>Reads kernel.org's <c>releases.json</c>; null for what is none.</summary>
    /// <param name="json">The file.</param>
    /// <param name="known">The branches known before: one that is not listed any more, and is older than one that is, has ended.</param>
    /// <param name="at">When it was read.</param>
    public static ImmutableArray<StableKernel>? Read(string json, ImmutableArray<StableKernel> known, DateTimeOffset at)
    {
        var listed = new Dictionary<string, StableKernel>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("releases", out var releases) || releases.ValueKind != JsonValueKind.Array) return null;
            foreach (var release in releases.EnumerateArray())
            {
                if (ReadOne(release, at) is { } kernel && (!listed.TryGetValue(kernel.Branch, out var before) || before.HasEnded)) listed[kernel.Branch] = kernel;
            }
        }
        catch (JsonException)
        {
            return null;
        }

        if (listed.Count == 0) return null;
        var newest = listed.Keys.Select(BranchFacts.SortKey).Min(StringComparer.Ordinal)!;
        foreach (var gone in known.Where(one => !listed.ContainsKey(one.Branch) && !one.HasEnded && string.CompareOrdinal(BranchFacts.SortKey(one.Branch), newest) > 0))
            listed[gone.Branch] = gone with { HasEnded = true, Ends = "", Why = string.Create(CultureInfo.InvariantCulture, $"kernel.org's list of {at.UtcDateTime:yyyy-MM-dd} has it no more"), At = at };
        return [.. listed.Values];
    }

    private static StableKernel? ReadOne(JsonElement release, DateTimeOffset at)
    {
        if (release.ValueKind != JsonValueKind.Object || Text(release, "moniker") is not ("stable" or "longterm") || Text(release, "version") is not { Length: < 40 } version) return null;
        version = version.Split(' ')[0];
        if (version.Split('.') is not [var major, var minor, ..] || !int.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out _) || !int.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out _)) return null;
        var hasEnded = release.TryGetProperty("iseol", out var end) && end.ValueKind == JsonValueKind.True;
        return new($"{major}.{minor}") { Last = version, IsLongterm = Text(release, "moniker") == "longterm", HasEnded = hasEnded, Why = string.Create(CultureInfo.InvariantCulture, $"kernel.org's list of {at.UtcDateTime:yyyy-MM-dd} marks {(hasEnded ? "it as ended" : "no end")}"), At = at };
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
