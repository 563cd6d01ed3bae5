using System.Net;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

public sealed class EventStreamTests
{
    [Fact]
    public async Task Listeners_WhenSomethingHappens_ThenEachIsToldAndWhoComesAgainGoesOnWhereHeWas()
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch("a@example.org", "[PATCH] one"));
        using var first = await ListenAsync(bench, "/queue/first/events");
        using var chosen = await ListenAsync(bench, "/queue/first/events?category=series-completed");
        await AddAsync(bench, EventCategory.SeriesCreated, EventCategory.SeriesCompleted);

        var told = await first.ReadAsync(2);
        told.Select(one => one.Event).ShouldBe(["series-created", "series-completed"]);
        told[1].Data.ShouldContain("\"category\":\"series-completed\"");
        told[1].Data.ShouldContain(bench.Client.BaseAddress!.ToString());
        (await chosen.ReadAsync(1)).Single().Event.ShouldBe("series-completed");

        using var again = await ListenAsync(bench, "/queue/first/events", told[0].Id);
        (await again.ReadAsync(1)).Single().Id.ShouldBe(told[1].Id);
        using var fromTheStart = await ListenAsync(bench, "/queue/first/events?after=0");
        (await fromTheStart.ReadAsync(3)).Select(one => one.Event).ShouldContain("patch-created");
        await AddAsync(bench, EventCategory.PatchArchived);
        foreach (var listener in (Listener[])[first, again]) (await listener.ReadAsync(1)).Single().Event.ShouldBe("patch-archived");
    }

    [Fact]
    public async Task Listener_WhenTheServerStops_ThenIsLetGoAtOnce()
    {
        await using var bench = await WebBench.OpenAsync();
        using var listener = await ListenAsync(bench, "/queue/first/events");

        await ((Microsoft.Extensions.Hosting.IHost)bench.App).StopAsync();

        (await listener.ReadAsync(1)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/queue/nowhere/events", HttpStatusCode.NotFound)]
    [InlineData("/queue/first/events?category=party", HttpStatusCode.BadRequest)]
    public async Task Listener_WhenHeAsksForWhatIsNotThere_ThenIsToldSo(string address, HttpStatusCode status)
    {
        await using var bench = await WebBench.OpenAsync();

        (await bench.Client.GetAsync(new Uri(address, UriKind.Relative))).StatusCode.ShouldBe(status);
    }

    private static async Task AddAsync(WebBench bench, params EventCategory[] categories)
    {
        await using var write = await bench.Options.Database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None);
        await new EventStore(write, 1).AddAsync([.. categories.Select(category => new NewEvent { Category = category })], new(Door.Web, Actor: null, Given.Now), CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
    }

    private static async Task<Listener> ListenAsync(WebBench bench, string address, string? lastSeen = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        if (lastSeen is not null) request.Headers.Add("Last-Event-ID", lastSeen);
        var answer = await bench.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        return new(new(await answer.Content.ReadAsStreamAsync()));
    }

    /// <summary>Reads a stream of events.</summary>
    private sealed class Listener(StreamReader stream) : IDisposable
    {
        /// <summary>The next events; fewer when the stream ends.</summary>
        public async Task<List<(string Id, string Event, string Data)>> ReadAsync(int count)
        {
            var events = new List<(string, string, string)>();
            var (id, name) = ("", "");
            while (events.Count < count && await stream.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line[4..];
                if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
                if (line.StartsWith("data: ", StringComparison.Ordinal)) events.Add((id, name, line[6..]));
            }

            return events;
        }

        public void Dispose() => stream.Dispose();
    }
}
