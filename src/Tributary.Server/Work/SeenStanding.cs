using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>How a series stood when somebody looked, as one word that a form carries along.</summary>
public static class SeenStanding
{
    /// <summary>Of what a list or page showed.</summary>
    public static string Of(SeriesSummary series) => Join(series.State, series.Delegate, series.Hold);

    /// <summary>Of a series as it stands now.</summary>
    public static string Of(SeriesAtWork series) => Join(series.State, series.Delegate, series.Hold);

    private static string Join(PatchState state, string? to, string? hold) => $"{state.Slug} {to} {hold}";
}
