using System.Globalization;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What a server writes beside its pages: the mail it is started with, and then what other imports hand to it.</summary>
/// <param name="database">The database.</param>
/// <param name="folder">The data folder of an embedded database, which one process writes to; null for a database server, where all write.</param>
/// <param name="target">Where the mail goes that it is started with.</param>
/// <param name="sources">That mail.</param>
public sealed class ServeWriting(Database database, string? folder, ImportTarget target, IReadOnlyCollection<IMailSource> sources)
{
    /// <summary>Tells when things happened.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Carries out what live mail commands that commands beside the server hand to it; null: it is only noted.</summary>
    public CommandDesk? Commands { get; init; }

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(SiteStatus status, CancellationToken cancel)
    {
        using var held = folder is null ? null : await TakeLockAsync(folder, status, cancel);
        var import = ImportAsync(status, cancel);
        if (folder is not null) await new ImportDoor(database, folder, Clock) { Commands = Commands }.RunAsync(cancel);
        await import;
    }

    private static async Task<WriterLock> TakeLockAsync(string folder, SiteStatus status, CancellationToken cancel)
    {
        while (true)
        {
            if (WriterLock.TryTake(folder, out var held))
            {
                status.SayImporting("");
                return held;
            }

            status.SayImporting("Mail is being imported.");
            await Task.Delay(Pause, cancel);
        }
    }

    private async Task ImportAsync(SiteStatus status, CancellationToken cancel)
    {
        if (sources.Count == 0) return;
        var progress = new ImportProgress();
        var import = new ImportRun(database, target, progress) { Clock = Clock }.RunAsync(sources, cancel);
        while (await Task.WhenAny(import, Task.Delay(Pause, cancel)) != import)
            status.SayImporting(string.Create(CultureInfo.InvariantCulture, $"Mail is being imported: {progress.Messages:N0} messages so far."));
        var report = await import;
        status.SayImporting(string.Join(" ", report.Faults));
    }
}
