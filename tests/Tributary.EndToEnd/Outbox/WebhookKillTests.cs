using System.Text.Json;
using Tributary.Server.Tests;
using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;
using Xunit.Abstractions;

namespace Tributary.EndToEnd;

/// <summary>Servers that are killed as they tell webhooks: each event arrives under one id, and none is lost.</summary>
[Trait("Speed", "all")]
public sealed class WebhookKillTests(ITestOutputHelper output)
{
    private const int Events = 40;
    private const int Moments = 12;

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task Events_WhenServersAreKilledAndTheReceiverFails_ThenEachArrivesUnderOneId(int nodes, bool isPostgres)
    {
        if (isPostgres && !PostgresServer.IsThere) return;
        await using var receiver = new LoopbackReceiver { Answer = static number => number % 7 == 0 ? "500 Oops" : number % 11 == 0 ? LoopbackReceiver.Cut : "200 OK" };
        using var trib = new Trib { DatabaseUrl = isPostgres ? PostgresServer.Create() : null };
        trib.Import(Path.Combine(TribServer.Root, "samples"));
        trib.Run("webhook", "add", $"http://127.0.0.1:{receiver.Port}/", "--webhooks-to", "127.0.0.1", "--category", "patch-archived").ShouldSucceed();
        await AddEventsAsync(trib);
        var random = new Random(nodes);

        for (var moment = 0; moment < Moments; moment++)
        {
            var servers = Enumerable.Range(0, nodes).Select(_ => Serve(trib)).ToList();
            foreach (var server in servers) (await server.StandardOutput.ReadLineAsync())!.ShouldStartWith("Listening on");
            await Task.Delay(random.Next(150));
            foreach (var server in servers)
            {
                server.Kill();
                await server.WaitForExitAsync();
                server.Dispose();
            }
        }

        await FinishAsync(trib);
        var told = receiver.Told.Select(one => (Event: IdOf(one.Body), Delivery: one.Head.Split("\r\n").Single(line => line.StartsWith("Tributary-Delivery", StringComparison.Ordinal)))).ToList();
        output.WriteLine($"{told.Count} requests for {Events} events");
        told.Select(one => one.Event).Distinct().Count().ShouldBe(Events);
        told.Distinct().Count().ShouldBe(Events);
    }

    private static long IdOf(string body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("id").GetInt64();
    }

    private static System.Diagnostics.Process Serve(Trib trib) =>
        trib.Start("serve", "--urls", "http://127.0.0.1:0", "--webhooks-to", "127.0.0.1", "--webhook-retry", "1s");

    private static async Task AddEventsAsync(Trib trib)
    {
        await using var database = await Database.OpenAsync(trib.Data, trib.DatabaseUrl, CancellationToken.None);
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None);
        await new EventStore(write, 1).AddAsync(
            [.. Enumerable.Range(0, Events).Select(_ => new NewEvent { Category = EventCategory.PatchArchived })], new(Door.Web, Actor: null, TimeProvider.System.GetUtcNow()), CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
    }

    private static async Task FinishAsync(Trib trib)
    {
        using var server = Serve(trib);
        await using (var database = await Database.OpenAsync(trib.Data, trib.DatabaseUrl, CancellationToken.None))
        {
            var queries = new WebhookQueries(database);
            while ((await queries.ListDeliveriesAsync(1, before: null, Events, CancellationToken.None)).Count(one => one.Standing.State == DeliveryState.Delivered) < Events)
                server.HasExited.ShouldBeFalse();
        }

        server.Kill();
        await server.WaitForExitAsync();
    }
}
