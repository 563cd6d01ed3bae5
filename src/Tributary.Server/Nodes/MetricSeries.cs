using System.Collections.Immutable;

namespace Tributary.Server;

/// <summary>One row of numbers: a sum, or for a histogram how many measurements were at most each bound.</summary>
/// <param name="isHistogram">It has bounds.</param>
internal sealed class MetricSeries(bool isHistogram)
{
    private readonly Lock guard = new();
    private readonly long[] counts = isHistogram ? new long[Bounds.Length + 1] : [];
    private double sum;

    /// <summary>The bounds of durations, in seconds.</summary>
    public static ImmutableArray<double> Bounds { get; } = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    /// <summary>Adds to the sum.</summary>
    public void Add(double value)
    {
        lock (guard) sum += value;
    }

    /// <summary>Replaces the sum.</summary>
    public void Set(double value)
    {
        lock (guard) sum = value;
    }

    /// <summary>Takes in one measurement of a histogram.</summary>
    public void Observe(double value)
    {
        var at = 0;
        while (at < Bounds.Length && value > Bounds[at]) at++;
        lock (guard)
        {
            counts[at]++;
            sum += value;
        }
    }

    /// <summary>How it stands: the sum, and how many measurements lie at or below each bound, all of them at last.</summary>
    public (double Sum, ImmutableArray<long> AtMost) Read()
    {
        lock (guard)
        {
            var (total, atMost) = (0L, ImmutableArray.CreateBuilder<long>(counts.Length));
            foreach (var count in counts) atMost.Add(total += count);
            return (sum, atMost.DrainToImmutable());
        }
    }
}
