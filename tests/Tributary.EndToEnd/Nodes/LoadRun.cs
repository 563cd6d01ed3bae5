using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Tributary.EndToEnd;

/// <summary>Readers and writers at work on some servers for a while, and what came of it.</summary>
/// <param name="nodes">The servers' addresses.</param>
/// <param name="token">A maintainer's token.</param>
/// <param name="patches">The numbers of the patches that writers set states of.</param>
internal sealed class LoadRun(string[] nodes, string token, long[] patches) : IDisposable
{
    private static readonly string[] States = ["under-review", "changes-requested", "accepted", "rejected", "deferred", "new"];

    private const string Beginning = "new";

    private static readonly string[] Pages =
        ["/queue/netdevbpf", "/queue/netdevbpf.json?state=all", "/series/1", "/series/2.json", "/api/patches/?order=-date", "/api/series/?per_page=30", "/api/events/", "/search?q=part"];

    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 400 }) { Timeout = TimeSpan.FromSeconds(60) };
    private readonly ConcurrentDictionary<string, ConcurrentBag<double>> _took = new();

    /// <summary>What was answered otherwise than with what was asked for.</summary>
    public ConcurrentQueue<string> Refusals { get; } = new();

    /// <summary>What nobody may ever be answered: no answer, a fault, an answer that is not honest.</summary>
    public ConcurrentQueue<string> Errors { get; } = new();

    /// <summary>Of each patch the states that were set and acknowledged, in their order.</summary>
    public ConcurrentDictionary<long, List<string>> Acknowledged { get; } = new();

    /// <summary>Of each patch what was asked after the last acknowledgement and not answered: it may have happened.</summary>
    public ConcurrentDictionary<long, List<string>> Doubtful { get; } = new();

    /// <summary>Runs for so long.</summary>
    public Task RunAsync(int readers, int writers, TimeSpan howLong)
    {
        var until = Stopwatch.GetTimestamp() + (long)(howLong.TotalSeconds * Stopwatch.Frequency);
        return Task.WhenAll(
            Enumerable.Range(0, readers).Select(number => ReadAsync(number, until))
                .Concat(Enumerable.Range(0, writers).Select(number => WriteAsync(number, [.. patches.Where((_, index) => index % writers == number)], until))));
    }

    /// <summary>Sees that every patch stands as it was set last, and that its events tell each change once, in order, each from what the one before it made.</summary>
    public async Task CheckAsync()
    {
        foreach (var patch in patches)
        {
            var acknowledged = Acknowledged.GetValueOrDefault(patch) ?? [];
            var doubtful = Doubtful.GetValueOrDefault(patch) ?? [];
            var state = (await GetAsync($"{nodes[0]}/api/patches/{patch}/")).GetProperty("state").GetString()!;
            if (doubtful.Count == 0) state.ShouldBe(acknowledged.LastOrDefault() ?? Beginning, $"patch {patch}");
            else doubtful.Append(acknowledged.LastOrDefault() ?? Beginning).ShouldContain(state, $"patch {patch}");
            var told = new List<(string From, string To)>();
            for (var page = 1; ; page++)
            {
                using var answer = await _client.GetAsync(new Uri($"{nodes[^1]}/api/events/?patch={patch}&category=patch-state-changed&order=date&per_page=250&page={page}"));
                if (answer.StatusCode == HttpStatusCode.NotFound) break;
                var events = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.EnumerateArray().ToArray();
                told.AddRange(events.Select(static one => (one.GetProperty("payload").GetProperty("previous_state").GetString()!, one.GetProperty("payload").GetProperty("current_state").GetString()!)));
                if (events.Length < 250) break;
            }

            for (var i = 1; i < told.Count; i++) told[i].From.ShouldBe(told[i - 1].To, $"patch {patch}, change {i}");
            if (doubtful.Count == 0 && !HasEverDoubted(patch)) told.Select(static one => one.To).ShouldBe(acknowledged, $"patch {patch}");
            else IsWithin(Changes(acknowledged), [.. told.Select(static one => one.To)]).ShouldBeTrue($"patch {patch}: {string.Join(' ', acknowledged)} is not in {string.Join(' ', told.Select(static one => one.To))}");
        }
    }

    /// <summary>A line a kind of request: how many, and how long they took.</summary>
    public string Tell()
    {
        var text = new StringBuilder();
        foreach (var (kind, times) in _took.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            var ordered = times.Order().ToArray();
            text.Append(CultureInfo.InvariantCulture, $"{kind}: {ordered.Length} requests, p50 {ordered[ordered.Length / 2]:0} ms, p95 {ordered[(int)(ordered.Length * 0.95)]:0} ms, p99 {ordered[(int)(ordered.Length * 0.99)]:0} ms, max {ordered[^1]:0} ms\n");
        }

        return text.ToString();
    }

    public void Dispose() => _client.Dispose();

    private readonly ConcurrentDictionary<long, bool> _doubted = new();

    private bool HasEverDoubted(long patch) => _doubted.ContainsKey(patch);

    // What was set again after refusals between was no change, and tells of none; so does the state that a patch begins in, if all before it was refused.
    private static List<string> Changes(List<string> states) => [.. states.Where((state, index) => state != (index == 0 ? Beginning : states[index - 1]))];

    // The one list is the other with some left out.
    private static bool IsWithin(List<string> part, List<string> whole)
    {
        var at = 0;
        foreach (var one in whole) if (at < part.Count && part[at] == one) at++;
        return at == part.Count;
    }

    private async Task ReadAsync(int number, long until)
    {
        // A person reads what he got: the pauses are as long as makes two hundred requests a second of two hundred readers.
        var node = nodes[number % nodes.Length];
        for (var turn = number; Stopwatch.GetTimestamp() < until; turn++)
        {
            await Task.Delay(500 + (turn * 37 % 1000));
            await AskAsync("read", new(HttpMethod.Get, node + Pages[turn % Pages.Length]), static _ => { });
        }
    }

    private async Task WriteAsync(int number, long[] mine, long until)
    {
        for (var turn = 0; Stopwatch.GetTimestamp() < until; turn++)
        {
            await Task.Delay(200 + (number * 13 % 100));
            var (patch, state) = (mine[turn % mine.Length], States[turn / mine.Length % States.Length]);
            var acknowledged = Acknowledged.GetOrAdd(patch, static _ => []);
            var request = new HttpRequestMessage(HttpMethod.Patch, $"{nodes[(number + turn) % nodes.Length]}/api/patches/{patch}/")
            {
                Content = new StringContent(JsonSerializer.Serialize(new { state }), Encoding.UTF8, "application/json"),
                Headers = { { "Authorization", $"Token {token}" } },
            };
            var isDone = false;
            await AskAsync("write", request, body =>
            {
                isDone = true;
                if (body.GetProperty("state").GetString() != state) Errors.Enqueue($"patch {patch} was answered as {body.GetProperty("state")} and not {state}");
            });
            if (isDone)
            {
                acknowledged.Add(state);
                Doubtful.TryRemove(patch, out _);
            }
            else
            {
                Doubtful.GetOrAdd(patch, static _ => []).Add(state);
                _doubted[patch] = true;
            }
        }
    }

    private async Task AskAsync(string kind, HttpRequestMessage request, Action<JsonElement> done)
    {
        var watch = Stopwatch.StartNew();
        var what = $"{request.Method} {request.RequestUri}";
        try
        {
            using var answer = await _client.SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                _took.GetOrAdd(kind, static _ => []).Add(watch.Elapsed.TotalMilliseconds);
                if (kind == "write") done(JsonDocument.Parse(body).RootElement);
                return;
            }

            _took.GetOrAdd($"{kind}, {(int)answer.StatusCode}", static _ => []).Add(watch.Elapsed.TotalMilliseconds);
            Refusals.Enqueue($"{what}: {(int)answer.StatusCode}");
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || answer.Headers.RetryAfter is null || body.Contains("Exception", StringComparison.Ordinal) || body.Contains("   at ", StringComparison.Ordinal))
                Errors.Enqueue($"{what}: {(int)answer.StatusCode} {body[..Math.Min(body.Length, 300)]}");
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or IOException)
        {
            Errors.Enqueue($"{what}: {failure.GetType().Name} {failure.Message} after {watch.Elapsed.TotalSeconds:0.0} s");
        }
        finally
        {
            request.Dispose();
        }
    }

    private async Task<JsonElement> GetAsync(string address) => JsonDocument.Parse(await _client.GetStringAsync(new Uri(address))).RootElement;
}
