using Tributary.Git;

namespace Tributary.Lab;

/// <summary>What runs need again and again: packages, kernels, sources, built tests. All of it can be deleted.</summary>
public sealed class LabCache
{
    /// <summary>Opens it; it is made where it is not there.</summary>
    /// <param name="folder">Where it is; null for <c>~/.cache/tributary/lab</c>, or where XDG_CACHE_HOME says.</param>
    public LabCache(string? folder)
    {
        var caches = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } given ? given : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        Folder = Path.GetFullPath(folder ?? Path.Combine(caches, "tributary", "lab"));
        Directory.CreateDirectory(Folder);
    }

    /// <summary>Where it is.</summary>
    public string Folder { get; }

    /// <summary>A folder in it, which is there.</summary>
    public string Place(params string[] names) => Directory.CreateDirectory(Path.Combine([Folder, .. names])).FullName;

    /// <summary>
    /// A folder that is made once and then stays as it is: two who want it wait for each other, and who is killed over it leaves nothing that passes for it.
    /// </summary>
    /// <param name="names">Its path in the cache.</param>
    /// <param name="make">Fills the folder that it is given.</param>
    /// <param name="cancel">Stops waiting, and making.</param>
    /// <returns>Its path.</returns>
    internal async Task<string> OnceAsync(string[] names, Func<string, Task> make, CancellationToken cancel)
    {
        var place = Path.Combine([Folder, .. names]);
        if (Directory.Exists(place)) return place;

        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        using var turn = await TakeAsync(place, cancel);
        if (Directory.Exists(place)) return place;

        await using var draft = LeashedFolder.Create(Folder);
        var made = Path.Combine(draft.Path, "made");
        Directory.CreateDirectory(made);
        await make(made);
        Directory.Move(made, place);
        return place;
    }

    /// <summary>Removes the oldest of the folders that begin so, those that nobody uses.</summary>
    internal void Prune(string place, string beginning, int most)
    {
        var old = new DirectoryInfo(Place(place)).GetDirectories(beginning + "*").OrderByDescending(static folder => folder.LastAccessTimeUtc).Skip(most);
        foreach (var folder in old)
        {
            try
            {
                folder.Delete(recursive: true);
                File.Delete(folder.FullName + ".lock");
            }
            catch (IOException)
            {
                // Somebody works in it.
            }
        }
    }

    /// <summary>Waits for one's turn at something in the cache; it is over when the result is disposed of, or the process gone.</summary>
    internal static async Task<IDisposable> TakeAsync(string place, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return new FileStream(place + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancel);
            }
        }
    }
}
