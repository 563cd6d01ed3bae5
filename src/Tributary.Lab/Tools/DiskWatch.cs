using System.Collections.Immutable;
using System.Diagnostics;
using System.IO.Enumeration;

namespace Tributary.Lab;

/// <summary>Holds what is built to a total of disk: it looks again and again how much lies there, and ends what builds when that is too much.</summary>
internal static class DiskWatch
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // To look takes a while where there are many files; it shall take a small part of the time.
    private const int Rest = 20;

    /// <summary>Runs something within a total.</summary>
    /// <param name="bound">What counts, and how much it may be.</param>
    /// <param name="output">Where it builds; removed when it became too much, so that the disk is free again.</param>
    /// <param name="run">What is run; it ends when its token is cancelled.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <exception cref="DiskLimitException">It became too much.</exception>
    public static async Task<T> RunAsync<T>(DiskBound bound, string output, Func<CancellationToken, Task<T>> run, CancellationToken cancel)
    {
        try
        {
            return await RunAsync(bound, run, cancel);
        }
        catch (DiskLimitException)
        {
            if (Directory.Exists(output)) await Tool.RunAsync(["rm", "-rf", "--", output], Path.GetTempPath(), TimeSpan.FromMinutes(10), cancel);
            throw;
        }
    }

    private static async Task<T> RunAsync<T>(DiskBound bound, Func<CancellationToken, Task<T>> run, CancellationToken cancel)
    {
        var (folders, most) = bound;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var watching = WatchAsync(folders, most, stop, over.Token);
        try
        {
            var result = await run(stop.Token);
            await over.CancelAsync();
            // What was written in the last moment counts too.
            return await watching || Measure(folders) > most ? throw new DiskLimitException(most) : result;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new DiskLimitException(most);
        }
        finally
        {
            await over.CancelAsync();
            await watching;
        }
    }

    /// <summary>How many bytes lie in folders; links are not followed, and what goes away meanwhile counts nothing.</summary>
    public static long Measure(ImmutableArray<string> folders)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return folders.Where(Directory.Exists).Sum(folder => new FileSystemEnumerable<long>(folder, static (ref FileSystemEntry entry) => entry.IsDirectory ? 0 : entry.Length, options).Sum());
    }

    private static async Task<bool> WatchAsync(ImmutableArray<string> folders, long most, CancellationTokenSource stop, CancellationToken over)
    {
        try
        {
            for (var pause = Pause; ;)
            {
                await Task.Delay(pause, over);
                var began = Stopwatch.GetTimestamp();
                if (Measure(folders) > most)
                {
                    await stop.CancelAsync();
                    return true;
                }

                var rest = Stopwatch.GetElapsedTime(began) * Rest;
                pause = rest > Pause ? rest : Pause;
            }
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (IOException)
        {
            // A folder went away while it was looked at; the end looks again.
            return false;
        }
    }
}

/// <summary>How much disk may be taken.</summary>
/// <param name="Folders">The folders that count.</param>
/// <param name="Most">How many bytes may lie in them together.</param>
public sealed record DiskBound(ImmutableArray<string> Folders, long Most);

/// <summary>What is built takes more disk than it may.</summary>
/// <param name="most">How much it may, in bytes.</param>
public sealed class DiskLimitException(long most) : LabException($"what is built takes more than {most / (1024 * 1024)} MiB of disk and was ended; --disk says how much it may take");
