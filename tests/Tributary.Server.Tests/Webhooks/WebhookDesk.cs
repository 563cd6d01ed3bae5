using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>A project with webhooks on loopback, and a clock that the test moves.</summary>
internal sealed class WebhookDesk : IAsyncDisposable
{
    private readonly ImportBench _import;
    private readonly WebhookWay _way;
    private long _webhook;

    private WebhookDesk(ImportBench import)
    {
        _import = import;
        WebhookPolicy.TryRead(["127.0.0.1"], out var policy, out _).ShouldBeTrue();
        _way = new(policy, "https://patches.example.org") { Patience = TimeSpan.FromSeconds(1) };
    }

    public ManualClock Clock { get; } = new();

    public Database Database => _import.Database;

    public long Project => _import.Project;

    public WorkActor Root => new(User: null, Door.CommandLine, Clock.Now);

    public WebhookStep Step => new(Database, _way.Policy, _way.Site);

    public static async Task<WebhookDesk?> OpenAsync(DatabaseKind kind) => await ImportBench.OpenAsync(kind) is { } import ? new(import) : null;

    public async Task<long> AddWebhookAsync(int port, params System.Collections.Immutable.ImmutableArray<EventCategory> categories)
    {
        var webhook = new Webhook { Project = Project, Url = $"http://127.0.0.1:{port}/hook", Secret = "a secret of twelve", Categories = categories };
        _webhook = (await Step.AddAsync(webhook, Root, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Done>().Id;
        return _webhook;
    }

    public async Task AddEventAsync(EventCategory category)
    {
        await using var write = await Database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None);
        await new EventStore(write, Project).AddAsync([new() { Category = category }], new(Door.Mail, Actor: null, Clock.Now), CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
    }

    /// <summary>Plans and sends all that is due, as a server of its own.</summary>
    public async Task RunAsync()
    {
        using var client = new WebhookClient(_way.Policy, _way.Patience);
        var sender = new WebhookSender(Database, _way, Clock);
        while (await sender.PlanAsync(CancellationToken.None) || await sender.SendOneAsync(client, CancellationToken.None))
        {
            // The next.
        }
    }

    public Task<IReadOnlyList<Delivery>> DeliveriesAsync() => new WebhookQueries(Database).ListDeliveriesAsync(_webhook, before: null, 100, CancellationToken.None);

    public ValueTask DisposeAsync() => _import.DisposeAsync();
}
