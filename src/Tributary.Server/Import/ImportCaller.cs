using System.Net.Sockets;
using System.Text.Json;
using Tributary.Git;

namespace Tributary.Server;

/// <summary>An import beside a running server: reads the sources, and hands their mail to the server, which writes it.</summary>
public sealed class ImportCaller : IDisposable
{
    private readonly DoorFrames _frames;
    private readonly ImportProgress _progress;

    private ImportCaller(Socket server, ImportProgress progress)
    {
        _frames = new(new NetworkStream(server, ownsSocket: true));
        _progress = progress;
    }

    /// <summary>What is sent just arrived: what it commands is carried out.</summary>
    private bool IsLive { get; init; }

    /// <summary>Calls the server of a data folder.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="progress">Told how far the import is.</param>
    /// <param name="isLive">What is sent just arrived: what it commands is carried out.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Null when no server takes mail there.</returns>
    public static async Task<ImportCaller?> ConnectAsync(string folder, ImportProgress progress, bool isLive, CancellationToken cancel)
    {
        if (!File.Exists(ImportDoor.PathIn(folder))) return null;
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(ImportDoor.PathIn(folder)), cancel);
            return new(socket, progress) { IsLive = isLive };
        }
        catch (Exception failure) when (failure is SocketException or ArgumentOutOfRangeException)
        {
            socket.Dispose();
            return null;
        }
    }

    /// <summary>Imports the sources in order (<see cref="ImportRun.RunAsync(IReadOnlyCollection{IMailSource}, CancellationToken)"/>).</summary>
    /// <exception cref="IOException">The server has gone, or says why it cannot go on.</exception>
    public async Task<ImportReport> RunAsync(IReadOnlyCollection<IMailSource> sources, ImportTarget target, bool isVerbose, CancellationToken cancel)
    {
        using var hangUp = cancel.Register(_frames.Dispose);
        try
        {
            _frames.Write(DoorFrame.Target, JsonSerializer.Serialize(new(DoorRequest.Current, target, isVerbose) { IsLive = IsLive }, DoorJson.Default.DoorRequest));
            foreach (var source in sources) await SendAsync(source, cancel);
            _frames.Write(DoorFrame.End, "");
            var report = await Task.Run(() => _frames.Expect(DoorFrame.Report), cancel);
            return JsonSerializer.Deserialize(report, DoorJson.Default.ImportReport)!;
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            cancel.ThrowIfCancellationRequested();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _frames.Dispose();

    private async Task SendAsync(IMailSource source, CancellationToken cancel)
    {
        _frames.Write(DoorFrame.Source, $"{source.Kind}\n{source.Location}");
        var position = await Task.Run(() => _frames.Expect(DoorFrame.Position), cancel);
        var faults = "";
        try
        {
            using var reading = await source.OpenAsync(position, cancel);
            _progress.Begin(source.Location, reading);
            await Task.Run(() => Send(reading), cancel);
            faults = string.Join('\n', reading.Faults);
        }
        catch (Exception failure) when (failure is GitException or SourceException or UnauthorizedAccessException)
        {
            faults = failure.Message;
        }

        _frames.Write(DoorFrame.SourceEnd, faults);
    }

    private void Send(MailReading reading)
    {
        foreach (var chunk in reading.Read())
        {
            using (chunk)
            {
                _frames.Write(DoorFrame.Chunk, DoorChunk.ToBytes(chunk));
                _progress.Add(chunk.Count);
            }
        }
    }
}
