using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary>One process writes to an embedded database: this one, or the server that holds its lock and takes the mail from here.</summary>
/// <param name="context">The command.</param>
/// <param name="database">The database, open.</param>
internal sealed class ImportDelivery(CommandContext context, Database database)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Told how far it is.</summary>
    public ImportProgress Progress { get; init; } = new();

    /// <summary>The mail just arrived: what it commands is carried out.</summary>
    public bool IsLive { get; init; }

    /// <summary>Also tell each mail that is ignored or quarantined, and why.</summary>
    public bool IsVerbose { get; init; }

    /// <summary>Imports the sources; what it returned of is on the disk.</summary>
    public async Task<ImportReport> RunAsync(ImportTarget target, IReadOnlyCollection<IMailSource> sources, CancellationToken cancel)
    {
        var run = new ImportRun(database, target, Progress) { IsVerbose = IsVerbose, Desk = IsLive ? CommandDesk.Of(MailIdentity.Unset, context.TreeFolder, TimeProvider.System) : null };
        if (context.DatabaseUrl is not null) return await run.RunAsync(sources, cancel);
        while (true)
        {
            if (WriterLock.TryTake(context.DataFolder, out var held))
            {
                using (held) return await run.RunAsync(sources, cancel);
            }

            using var server = await ImportCaller.ConnectAsync(context.DataFolder, Progress, IsLive, cancel);
            if (server is not null) return await server.RunAsync(sources, target, IsVerbose, cancel);

            // Another import writes: this one waits for its end.
            await Task.Delay(Pause, cancel);
        }
    }
}
