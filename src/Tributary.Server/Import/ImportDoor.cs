using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>
/// Where a running server takes mail from <c>trib import</c>: a socket in the data folder that only its owner may use. One process then writes to
/// the database, and people at the pages do not wait for the import. The import reads the sources; the server gets their mails in chunks.
/// </summary>
/// <param name="database">The database that the server writes to.</param>
/// <param name="folder">The data folder.</param>
/// <param name="clock">Tells when things happened.</param>
public sealed class ImportDoor(Database database, string folder, TimeProvider clock)
{
    /// <summary>Carries out what live mail commands; null: it is only noted.</summary>
    public CommandDesk? Commands { get; init; }

    /// <summary>The socket of a data folder.</summary>
    internal static string PathIn(string folder) => Path.Combine(folder, "import.sock");

    /// <summary>Takes imports until it is cancelled; they take turns.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var path = PathIn(folder);
        if (Encoding.UTF8.GetByteCount(path) > MostPathBytes) return;
        File.Delete(path);
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        listener.Listen();
        try
        {
            while (true)
            {
                var caller = await listener.AcceptAsync(cancel);
                _ = Task.Run(() => ServeAsync(caller, cancel), CancellationToken.None);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>A longer path does not fit into a socket's address on Linux; imports then wait until the server ends.</summary>
    private const int MostPathBytes = 107;

    private async Task ServeAsync(Socket caller, CancellationToken cancel)
    {
        using var frames = new DoorFrames(new NetworkStream(caller, ownsSocket: true));
        try
        {
            var request = JsonSerializer.Deserialize(frames.Expect(DoorFrame.Target), DoorJson.Default.DoorRequest)!;
            if (request.Version != DoorRequest.Current)
                throw new IOException($"the server is version {request.Version} and this is {DoorRequest.Current}; restart it");
            var run = new ImportRun(database, request.Target, new()) { IsVerbose = request.IsVerbose, Clock = clock, Desk = request.IsLive ? Commands : null };
            var report = await run.RunAsync(ListSourcesAsync(frames, cancel), cancel);
            frames.Write(DoorFrame.Report, JsonSerializer.Serialize(report, DoorJson.Default.ImportReport));
        }
#pragma warning disable CA1031 // The boundary of a call: what goes wrong is told to the caller, and the server goes on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Refuse(frames, cancel.IsCancellationRequested ? "the server ends; what it took is kept, import again" : failure.Message);
        }
    }

    private static void Refuse(DoorFrames frames, string why)
    {
        try
        {
            frames.Write(DoorFrame.Refusal, why);
        }
        catch (IOException)
        {
            // Nobody listens any more.
        }
    }

    private static async IAsyncEnumerable<IMailSource> ListSourcesAsync(DoorFrames frames, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (true)
        {
            // The caller may take its time, for it may have to clone a repository first.
            var (frame, content) = await Task.Run(() => (frames.Read(out var bytes), bytes), cancel);
            if (frame == DoorFrame.End) yield break;
            if (frame != DoorFrame.Source) throw new IOException("the import has gone");
            var words = Encoding.UTF8.GetString(content).Split('\n', 2);
            yield return new DoorSource(words[0], words[1], frames);
        }
    }
}
