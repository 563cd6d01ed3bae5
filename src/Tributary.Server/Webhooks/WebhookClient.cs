using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// Sends deliveries. The name of a host is looked up once, its addresses are judged, and the connection is made to one of those judged, so that no second
/// look-up can lead elsewhere. Redirects are not followed, no proxy is asked, answers are read to a bound.
/// </summary>
internal sealed class WebhookClient : IDisposable
{
    private const int MostAnswerBytes = 2048;
    private const int MostWords = 300;
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(10);

    private readonly WebhookPolicy _policy;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;
    private readonly HttpClient _http;

    /// <summary>A client.</summary>
    /// <param name="policy">Where it may call.</param>
    /// <param name="patience">How long an answer is waited for.</param>
    /// <param name="resolve">Looks up a host; null: as the machine does.</param>
    public WebhookClient(WebhookPolicy policy, TimeSpan patience, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        _policy = policy;
        _resolve = resolve ?? Dns.GetHostAddressesAsync;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ConnectTimeout = ConnectPatience, MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1), ConnectCallback = ConnectAsync,
        };
        _http = new(handler) { Timeout = patience };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Tributary", typeof(WebhookClient).Assembly.GetName().Version!.ToString(3)));
    }

    /// <summary>Sends a delivery.</summary>
    /// <param name="webhook">Where to, and with what secret.</param>
    /// <param name="delivery">What.</param>
    /// <param name="now">The time that stands in the signature.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<DeliveryAnswer> SendAsync(Webhook webhook, Delivery delivery, DateTimeOffset now, CancellationToken cancel)
    {
        if (_policy.Refuse(webhook.Url) is { } refusal) return new(Status: null, refusal, IsForbidden: true);
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = new ReadOnlyMemoryContent(delivery.Body) };
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("Tributary-Event", delivery.Category);
        request.Headers.Add("Tributary-Delivery", delivery.Key);
        request.Headers.Add("Tributary-Timestamp", timestamp);
        request.Headers.Add("Tributary-Signature", Sign(webhook.Secret, timestamp, delivery.Body.Span));
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            var said = (int)answer.StatusCode is >= 300 and < 400 ? "it points elsewhere, and redirects are not followed" : await ReadAsync(answer, cancel);
            return new((int)answer.StatusCode, said);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            if (failure.InnerException is ForbiddenException forbidden) return new(Status: null, forbidden.Message, IsForbidden: true);
            return new(Status: null, failure is OperationCanceledException ? "it did not answer in time" : failure.InnerException?.Message ?? failure.Message);
        }
    }

    /// <summary>The signature: HMAC-SHA256 with the secret over the time, a dot and the body.</summary>
    public static string Sign(string secret, string timestamp, ReadOnlySpan<byte> body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes(timestamp), (byte)'.', .. body]));

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    // The status is the answer. Its words are read as far as they come: the client's patience ends with the head, and a receiver that lets drop after drop fall would keep us.
    private async Task<string> ReadAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        var bytes = new byte[MostAnswerBytes];
        var length = 0;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(_http.Timeout);
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(patience.Token);
            while (length < bytes.Length && await body.ReadAsync(bytes.AsMemory(length), patience.Token) is > 0 and var read) length += read;
        }
        catch (Exception end) when (end is HttpRequestException or IOException || (end is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            // What came is all there is.
        }

        var words = VisibleText.Flatten(Encoding.UTF8.GetString(bytes.AsSpan(0, length))).Trim();
        return words.Length <= MostWords ? words : words[..MostWords];
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await _resolve(host, cancel);
        var chosen = _policy.Choose(host, addresses);
        if (chosen.IsEmpty) throw new ForbiddenException(WebhookPolicy.NotPublic(host));
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync([.. chosen], port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // A kind of IOException, so that the client passes it on as the cause.
    private sealed class ForbiddenException(string message) : IOException(message);
}
