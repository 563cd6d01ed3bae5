namespace Tributary.Store;

/// <summary>
/// Lets a person's change in one process in between two batches of another. SQLite wakes nobody who waits, so that a process which writes batch
/// after batch would keep others out: those hold this file's lock while they wait, and a batch does not begin while somebody does. The lock is the
/// operating system's, so it ends with the process, however that ends.
/// </summary>
/// <param name="folder">The data folder.</param>
internal sealed class WriteKnock(string folder)
{
    // The longest that somebody who waits may sleep in SQLite before he looks again is 0.1 s.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);
    private const int MostTries = 50;

    private readonly string path = Path.Combine(folder, "knock.lock");

    /// <summary>Says that somebody waits, until it is disposed of. Several may.</summary>
    public async Task<IDisposable?> KnockAsync(CancellationToken cancel)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            // It fails only at the moment at which a batch listens.
            if (TryOpen(FileAccess.Read, FileShare.Read) is { } held) return held;
            await Task.Delay(Pause, cancel);
        }

        return null;
    }

    /// <summary>Waits while somebody knocks, but not for ever.</summary>
    /// <returns>True when somebody did.</returns>
    public async Task<bool> ListenAsync(CancellationToken cancel)
    {
        var waited = TimeSpan.Zero;
        for (; waited < Patience && !IsQuiet(); waited += Pause) await Task.Delay(Pause, cancel);
        return waited > TimeSpan.Zero;
    }

    private bool IsQuiet()
    {
        using var alone = TryOpen(FileAccess.ReadWrite, FileShare.None);
        return alone is not null;
    }

    private FileStream? TryOpen(FileAccess access, FileShare share)
    {
        try
        {
            return new(path, FileMode.OpenOrCreate, access, share, bufferSize: 0);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
