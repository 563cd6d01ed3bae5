using System.Diagnostics;
using System.Net;

namespace Tributary.EndToEnd;

/// <summary>The built program as a server on a port of its own, with an empty database; mail is imported beside it.</summary>
internal sealed class ServedTrib : IDisposable
{
    private readonly Process _server;

    public ServedTrib()
    {
        _server = Trib.Start("serve", "--urls", "http://127.0.0.1:0");
        Address = _server.StandardOutput.ReadLine()!.Replace("Listening on ", "", StringComparison.Ordinal).TrimEnd('/');
        Address.ShouldStartWith("http://127.0.0.1:");
    }

    /// <summary>The program.</summary>
    public Trib Trib { get; } = new();

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Address { get; }

    /// <summary>Imports a maildir or mbox, and waits until its last message is found by words: the index follows behind.</summary>
    public async Task ImportAsync(string path, string last)
    {
        Trib.Import(path);
        using var client = new HttpClient();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            using var answer = await client.GetAsync(new Uri($"{Address}/all/?x=m&q=mid:{last}"), patience.Token);
            if (answer.StatusCode == HttpStatusCode.OK) return;
            await Task.Delay(100, patience.Token);
        }
    }

    public void Dispose()
    {
        _server.Kill();
        _server.WaitForExit();
        _server.Dispose();
        Trib.Dispose();
    }
}
