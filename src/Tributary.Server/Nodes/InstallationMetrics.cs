using System.Data.Common;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Everything that <c>/metrics</c> tells: what this process measured, and how the database stands.</summary>
internal sealed class InstallationMetrics(Database database, NodePresence presence, MeterReadings readings, TimeProvider clock)
{
    /// <summary>Reads and writes all of it. Where the database does not answer, that is told and the rest is there.</summary>
    public async Task<string> WriteAsync(CancellationToken cancel)
    {
        var text = new PrometheusText();
        text.Gauge("tributary_build_info", "The program's version, as a label.", ($"version=\"{NodePresence.Version}\"", 1));
        text.Gauge("tributary_database_gate_longest_wait_seconds", "How long the one waits by now who has waited longest to write.", ("", database.Writer.LongestWait.TotalSeconds));
        readings.Write(text);
        try
        {
            await AddStandingAsync(text, cancel);
            text.Gauge("tributary_database_up", "1 when the database answered this request.", ("", 1));
        }
        catch (Exception failure) when (failure is DatabaseException or DbException)
        {
            text.Gauge("tributary_database_up", "1 when the database answered this request.", ("", 0));
        }

        return text.ToString();
    }

    private async Task AddStandingAsync(PrometheusText text, CancellationToken cancel)
    {
        var numbers = await new DatabaseHealth(database).ReadNumbersAsync(cancel);
        var words = await new WordIndexer(database).GetPositionAsync(cancel);
        var now = clock.GetUtcNow();
        var nodes = (await presence.ListAsync(cancel)).Count(node => now - node.SeenAt < NodePresence.Gone);
        var letters = await new OutboxQueries(database).CountAsync(new(), cancel);
        var deliveries = await new WebhookQueries(database).CountDeliveriesAsync(cancel);
        var sources = await new FollowedSourceStore(database).ListAsync(cancel);
        text.Gauge("tributary_last_number", "The last number given of each kind.", [.. numbers.Where(static pair => pair.Key != "generation").Select(static pair => ($"kind=\"{PrometheusText.Escape(pair.Key)}\"", (double)pair.Value))])
            .Gauge("tributary_generation", "The number of the last change to mail and decisions.", ("", numbers.GetValueOrDefault("generation")))
            .Gauge("tributary_word_index_lag_messages", "Messages that cannot be found by their words yet.", ("", words.Last - words.Indexed + words.Stale))
            .Gauge("tributary_nodes", "Servers that run on the database.", ("", nodes))
            .Gauge("tributary_letters", "Letters in the outbox by state.", [.. LetterStates.All.Select(state => ($"state=\"{state.Slug}\"", (double)letters.GetValueOrDefault(state)))])
            .Gauge("tributary_deliveries", "Deliveries to webhooks by state; delivered and failed ones of the last days.", [.. Enum.GetValues<DeliveryState>().Select(state => ($"state=\"{state.Slug}\"", (double)deliveries.GetValueOrDefault(state)))])
            .Gauge("tributary_source_read_age_seconds", "How long ago a followed source was read.", [.. sources.Where(static source => source.ReadAt is not null).Select(source => (LabelOf(source), (now - source.ReadAt!.Value).TotalSeconds))])
            .Gauge("tributary_source_failing", "1 for a followed source whose last reading failed.", [.. sources.Select(static source => (LabelOf(source), source.Fault.Length > 0 ? 1.0 : 0.0))]);
    }

    private static string LabelOf(FollowedSource source) =>
        $"project=\"{PrometheusText.Escape(source.Project)}\",source=\"{PrometheusText.Escape(FollowedSourceView.Shown(source.Location))}\"";
}
