namespace Tributary.Server;

/// <summary>Calls when a mail is delivered into one of some maildirs. The operating system may lose such news: the next round finds the mail all the same.</summary>
internal sealed class MaildirWatch : IDisposable
{
    private readonly List<FileSystemWatcher> _watchers = [];

    /// <summary>Watches the folders.</summary>
    /// <param name="maildirs">Their full paths.</param>
    /// <param name="delivered">Called for each mail, on any thread.</param>
    public MaildirWatch(IEnumerable<string> maildirs, Action delivered)
    {
        foreach (var part in maildirs.SelectMany(folder => (string[])[Path.Combine(folder, "new"), Path.Combine(folder, "cur")]))
        {
            var watcher = new FileSystemWatcher(part);
            watcher.Created += (_, _) => delivered();
            watcher.Renamed += (_, _) => delivered();
            watcher.EnableRaisingEvents = true;
            _watchers.Add(watcher);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _watchers.ForEach(static watcher => watcher.Dispose());
}
