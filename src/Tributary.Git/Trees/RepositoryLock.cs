using System.Diagnostics.CodeAnalysis;

namespace Tributary.Git;

/// <summary>The right to write to a repository of ours: one process, one task at a time. It is the operating system's, and ends with the process.</summary>
public sealed class RepositoryLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly FileStream file;

    private RepositoryLock(FileStream file) => this.file = file;

    /// <summary>Waits for it.</summary>
    /// <param name="repository">The git folder.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public static async Task<RepositoryLock> TakeAsync(string repository, CancellationToken cancel)
    {
        while (true)
        {
            if (TryTake(repository, out var held)) return held;
            await Task.Delay(Pause, cancel);
        }
    }

    /// <summary>Takes it if nobody has it.</summary>
    public static bool TryTake(string repository, [NotNullWhen(true)] out RepositoryLock? held)
    {
        held = null;
        try
        {
            held = new(new FileStream(Path.Combine(repository, "tributary.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException failure) when (failure is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            return false;
        }

        ClearLeftovers(repository);
        return true;
    }

    /// <inheritdoc />
    public void Dispose() => file.Dispose();

    // Who holds the lock is the only writer: lock files and half packs of a git that was killed are nobody's.
    private static void ClearLeftovers(string repository)
    {
        foreach (var name in (ReadOnlySpan<string>)["packed-refs.lock", "config.lock", "HEAD.lock", "shallow.lock", "FETCH_HEAD.lock", "packed-refs.new"]) File.Delete(Path.Combine(repository, name));
        foreach (var path in Leftovers(Path.Combine(repository, "refs"), "*.lock")) File.Delete(path);
        foreach (var path in Leftovers(Path.Combine(repository, "objects", "info"), "*.lock")) File.Delete(path);
        foreach (var path in Leftovers(Path.Combine(repository, "objects", "pack"), "tmp_*").Concat(Leftovers(Path.Combine(repository, "objects", "pack"), ".tmp-*"))) File.Delete(path);
        var objects = new DirectoryInfo(Path.Combine(repository, "objects"));
        foreach (var folder in objects.Exists ? objects.GetDirectories("tmp_objdir-*") : []) folder.Delete(recursive: true);
    }

    private static string[] Leftovers(string folder, string pattern) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, pattern, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }) : [];
}
