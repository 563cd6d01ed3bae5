using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Tributary.Server;

/// <summary>
/// The threads that read the mails of chunks, one a core at most. They give way to all others: the writer, on whom everything waits, and the pages of a
/// server always find a core.
/// </summary>
/// <param name="listId">Only mail that bears this List-Id is taken; null for all.</param>
internal sealed class ChunkParsers(string? listId) : IDisposable
{
    private const int ThisThread = 0; // PRIO_PROCESS of <sys/resource.h>, which on Linux means a thread

    // Little: the garbage collector has to wait for each thread to be given a core, and on a busy machine one that gives way to all waits long.
    private const int Nice = 3;

    // Few: mail that waits unread is twice as large as what is made of it.
    private readonly BlockingCollection<(MailChunk Chunk, TaskCompletionSource<ParsedChunk> Parsed)> _waiting = new(Environment.ProcessorCount + 1);
    private int _threads;

    /// <summary>Reads the mails of a chunk when it is its turn. One at a time; waits while too many others wait.</summary>
    public Task<ParsedChunk> ParseAsync(MailChunk chunk, CancellationToken cancel)
    {
        var parsed = new TaskCompletionSource<ParsedChunk>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add((chunk, parsed), cancel);
        if (_threads < Environment.ProcessorCount)
        {
            _threads++;
            new Thread(Run) { IsBackground = true, Name = "parser" }.Start();
        }

        return parsed.Task;
    }

    /// <summary>No more chunks come: the threads end when all are read.</summary>
    public void Dispose() => _waiting.CompleteAdding();

    private void Run()
    {
        if (OperatingSystem.IsLinux()) _ = SetPriority(ThisThread, 0, Nice);
        foreach (var (chunk, parsed) in _waiting.GetConsumingEnumerable())
        {
            try
            {
                parsed.SetResult(ParsedChunk.Parse(chunk, listId));
            }
#pragma warning disable CA1031 // It is handed to the writer, which throws it.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                parsed.SetException(exception);
            }
        }
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, int who, int nice);
}
