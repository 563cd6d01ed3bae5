using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Tributary.Server;

/// <summary>All that was measured by one instrument, by its labels.</summary>
/// <param name="instrument">The instrument.</param>
internal sealed class MetricFamily(Instrument instrument)
{
    // Labels come from routes and statuses, which are few; a slip must not fill the memory.
    private const int MostSeries = 2_000;

    private static readonly HashSet<string> Dropped = ["url.scheme", "network.protocol.name", "network.protocol.version", "network.transport", "network.type", "server.address", "server.port"];

    private readonly ConcurrentDictionary<string, MetricSeries> series = new(StringComparer.Ordinal);

    /// <summary>Its name for Prometheus: with its unit, a counter's ends in <c>_total</c>.</summary>
    public string Name { get; } = NameOf(instrument);

    /// <summary>What it counts, in a sentence.</summary>
    public string Description => instrument.Description ?? "";

    /// <summary>Counter, gauge or histogram.</summary>
    public string Type { get; } = IsCounter(instrument) ? "counter" : IsHistogram(instrument) ? "histogram" : "gauge";

    /// <summary>What was measured, by labels as they are written.</summary>
    public IEnumerable<KeyValuePair<string, MetricSeries>> Series => series.OrderBy(static pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Takes a measurement.</summary>
    public void Note(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = LabelsOf(tags);
        if (!series.TryGetValue(labels, out var one))
        {
            if (series.Count >= MostSeries) return;
            one = series.GetOrAdd(labels, static (_, isHistogram) => new(isHistogram), Type == "histogram");
        }

        // What is asked for tells how it stands; what tells by itself, what it adds.
        if (Type == "histogram") one.Observe(value);
        else if (instrument.IsObservable || instrument is Gauge<double> or Gauge<long>) one.Set(value);
        else one.Add(value);
    }

    private static string NameOf(Instrument instrument)
    {
        var name = string.Concat(instrument.Name.Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        if (unit.Length > 0 && !name.EndsWith(unit, StringComparison.Ordinal)) name += unit;
        return IsCounter(instrument) && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    private static bool IsCounter(Instrument instrument) => Is(instrument, typeof(Counter<>)) || Is(instrument, typeof(ObservableCounter<>));

    private static bool IsHistogram(Instrument instrument) => Is(instrument, typeof(Histogram<>));

    private static bool Is(Instrument instrument, Type kind) => instrument.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == kind;

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length == 0) return "";
        var labels = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            if (Dropped.Contains(key)) continue;
            if (labels.Length > 0) labels.Append(',');
            foreach (var c in key) labels.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
            labels.Append("=\"").Append(PrometheusText.Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")).Append('"');
        }

        return labels.ToString();
    }
}
