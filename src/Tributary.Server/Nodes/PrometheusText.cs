using System.Globalization;
using System.Text;

namespace Tributary.Server;

/// <summary>Numbers as Prometheus reads them: its text format, version 0.0.4.</summary>
internal sealed class PrometheusText
{
    /// <summary>The type of the text.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder text = new();

    /// <summary>A label's value, as it stands between quotes.</summary>
    public static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>A gauge with one label or none.</summary>
    public PrometheusText Gauge(string name, string help, params ReadOnlySpan<(string Labels, double Value)> rows)
    {
        Head(name, help, "gauge");
        foreach (var (labels, value) in rows) Row(name, labels, value);
        return this;
    }

    /// <summary>All of an instrument.</summary>
    public void Add(MetricFamily family)
    {
        Head(family.Name, family.Description, family.Type);
        foreach (var (labels, series) in family.Series)
        {
            var (sum, atMost) = series.Read();
            if (atMost.IsEmpty)
            {
                Row(family.Name, labels, sum);
                continue;
            }

            for (var i = 0; i < atMost.Length; i++)
            {
                var bound = i < MetricSeries.Bounds.Length ? MetricSeries.Bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
                Row($"{family.Name}_bucket", labels.Length == 0 ? $"le=\"{bound}\"" : $"{labels},le=\"{bound}\"", atMost[i]);
            }

            Row($"{family.Name}_sum", labels, sum);
            Row($"{family.Name}_count", labels, atMost[^1]);
        }
    }

    /// <inheritdoc />
    public override string ToString() => text.ToString();

    private void Head(string name, string help, string type) => text
        .Append("# HELP ").Append(name).Append(' ').Append(help.Replace("\\", "\\\\", StringComparison.Ordinal).ReplaceLineEndings(" ")).Append('\n')
        .Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');

    private void Row(string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
