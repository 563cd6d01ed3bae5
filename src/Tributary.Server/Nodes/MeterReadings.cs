using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Gathers what this process measures from its start on: our meters, and those of the web server, the runtime and the database client.</summary>
internal sealed class MeterReadings : IHostedService, IDisposable
{
    private static readonly HashSet<string> Meters =
        [ServerMeters.Name, StoreMeters.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql"];

    private readonly ConcurrentDictionary<Instrument, MetricFamily> families = new();
    private readonly MeterListener listener = new();
    private readonly IMeterFactory factory;

    /// <summary>Gathers the meters of this host, and those that belong to the whole process.</summary>
    public MeterReadings(IMeterFactory factory)
    {
        this.factory = factory;
        listener.InstrumentPublished = Enable;
        listener.SetMeasurementEventCallback<double>(Note);
        listener.SetMeasurementEventCallback<long>(static (instrument, value, tags, state) => Note(instrument, value, tags, state));
        listener.SetMeasurementEventCallback<int>(static (instrument, value, tags, state) => Note(instrument, value, tags, state));
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        listener.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Writes all of it.</summary>
    public void Write(PrometheusText text)
    {
        listener.RecordObservableInstruments();
        foreach (var family in families.Values.OrderBy(static family => family.Name, StringComparer.Ordinal)) text.Add(family);
    }

    /// <inheritdoc />
    public void Dispose() => listener.Dispose();

    private void Enable(Instrument instrument, MeterListener by)
    {
        if (!Meters.Contains(instrument.Meter.Name) || (instrument.Meter.Scope is { } scope && scope != factory)) return;
        // Two hosts of one process may publish an instrument of one name each; one of them is this host's.
        by.EnableMeasurementEvents(instrument, families.GetOrAdd(instrument, static one => new(one)));
    }

    private static void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state) =>
        ((MetricFamily)state!).Note(value, tags);
}
