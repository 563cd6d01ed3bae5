using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tributary.EndToEnd;

/// <summary>Debian's nginx with the configuration of contrib/nginx in front of the built program.</summary>
public sealed class NginxTests : IDisposable
{
    private const string Program = "/usr/sbin/nginx";
    private readonly List<IDisposable> _owned = [];
    private Process? _nginx;

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Site_WhenServedThroughNginx_ThenAddressesAreThoseOfTheSiteAndWhatCallersClaimIsNot()
    {
        if (!File.Exists(Program))
        {
            Console.WriteLine("NOT RUN: nginx is not installed: apt-get install nginx-light");
            return;
        }

        var trib = Own(new Trib());
        trib.Import(trib.Write("one.mbox", Letters.Mbox(Letters.Series("one", 2))));
        var server = Own(new RunningServer(trib, "--behind", "127.0.0.1"));
        var front = await StartAsync(trib, server.Address);
        using var client = new HttpClient();

        // One of the two servers of the configuration is not there: what reads is answered by the other.
        foreach (var _ in Enumerable.Range(0, 6))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{front}/api/") { Headers = { Host = "patches.example.org" } };
            request.Headers.Add("X-Forwarded-Host", "evil.example.com");
            request.Headers.Add("X-Forwarded-Proto", "https");
            request.Headers.Add("X-Forwarded-For", "10.1.2.3");
            using var answer = await client.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("projects").GetString()!.ShouldStartWith("http://patches.example.org/api/");
            answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        }

        (await client.GetStringAsync(new Uri($"{front}/queue/netdevbpf"))).ShouldContain("one");
        (await client.GetStringAsync(new Uri($"{front}/health/ready"))).ShouldContain("ready");
        using var direct = new HttpRequestMessage(HttpMethod.Get, $"{server.Address}/metrics");
        direct.Headers.Add("X-Forwarded-For", "203.0.113.9");
        using var refused = await client.SendAsync(direct);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    public void Dispose()
    {
        if (_nginx is { HasExited: false })
        {
            _ = Signal(_nginx.Id, 15);
            _nginx.WaitForExit();
        }

        _nginx?.Dispose();
        foreach (var one in Enumerable.Reverse(_owned)) one.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);

    private T Own<T>(T one)
        where T : IDisposable
    {
        _owned.Add(one);
        return one;
    }

    // The configuration as it stands, with a free port in place of TLS.
    private async Task<string> StartAsync(Trib trib, string server)
    {
        var (port, dead) = (FreePort(), FreePort());
        var site = await File.ReadAllTextAsync(Path.Combine(TribServer.Root, "contrib", "nginx", "tributary.conf"));
        site = site.Replace("127.0.0.1:5080", new Uri(server).Authority, StringComparison.Ordinal).Replace("127.0.0.1:5081", $"127.0.0.1:{dead}", StringComparison.Ordinal)
            .Replace("listen 443 ssl;", $"listen 127.0.0.1:{port};", StringComparison.Ordinal);
        site = Regex.Replace(site, "^.*ssl_certificate.*$", "", RegexOptions.Multiline, TimeSpan.FromSeconds(1));
        var temporary = string.Concat(((string[])["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]).Select(name => $"{name}_temp_path {trib.Folder}/{name};\n"));
        var user = Environment.IsPrivilegedProcess ? "user root;\n" : "";
        var configuration = trib.Write("nginx.conf", $"{user}daemon off;\npid {trib.Folder}/nginx.pid;\nerror_log {trib.Folder}/error.log;\nevents {{ }}\nhttp {{\naccess_log off;\n{temporary}{site}\n}}\n");
#pragma warning disable RS0030 // The ban keeps processes of src/ in Tributary.Git; this is the test's own proxy.
        _nginx = Process.Start(new ProcessStartInfo(Program, ["-p", trib.Folder, "-c", configuration]) { UseShellExecute = false, RedirectStandardError = true })!;
#pragma warning restore RS0030
        using var client = new HttpClient();
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/health/live"));
                return $"http://127.0.0.1:{port}";
            }
            catch (HttpRequestException) when (tries < 600 && !_nginx.HasExited)
            {
                await Task.Yield();
            }
        }
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
