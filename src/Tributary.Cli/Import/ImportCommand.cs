using System.CommandLine;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary><c>trib import SOURCE…</c></summary>
internal static class ImportCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private static readonly Argument<string[]> Sources = new("SOURCE")
    {
        Description = "A mailbox (plain or .gz; - is standard input), a maildir, or a public-inbox: a repository, a folder of epochs, a bundle or a URL.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> Verbose = new("--verbose") { Description = "Say of each mail that is ignored or quarantined why." };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("import", "Read mail into the queue: mailboxes, maildirs, public-inboxes.")
        {
            Sources, GlobalOptions.Project, ImportOptions.Profile, ImportOptions.ListId, Verbose, GlobalOptions.Json,
        }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var sources = await SourceLocation.RecogniseAsync(context.Get(Sources)!, context.MirrorFolder, cancel);
        await using var database = await context.OpenDatabaseAsync(cancel);
        var target = await ImportOptions.ResolveAsync(context, database, cancel);
        var progress = new ImportProgress();
        var report = await ImportProgressLine.ShowAsync(progress, ImportAsync(context, (database, target), sources, progress, cancel));
        foreach (var note in report.Notes) ErrorBoundary.Write(note);
        foreach (var fault in report.Faults) ErrorBoundary.Write(fault);
        if (context.IsJson) ImportReportText.WriteJson(report, context.Output);
        else ImportReportText.Write(report, context.Output);
        return report.Faults.IsEmpty ? ExitStatus.Done : ExitStatus.Outside;
    }

    /// <summary>One process writes to an embedded database: this one, or the server that holds its lock and takes the mail from here.</summary>
    private static async Task<ImportReport> ImportAsync(
        CommandContext context, (Database Database, ImportTarget Target) place, IReadOnlyCollection<IMailSource> sources, ImportProgress progress, CancellationToken cancel)
    {
        var isVerbose = context.Get(Verbose);
        var run = new ImportRun(place.Database, place.Target, progress) { IsVerbose = isVerbose };
        if (context.DatabaseUrl is not null) return await run.RunAsync(sources, cancel);
        while (true)
        {
            if (WriterLock.TryTake(context.DataFolder, out var held))
            {
                using (held) return await run.RunAsync(sources, cancel);
            }

            using var server = await ImportCaller.ConnectAsync(context.DataFolder, progress, cancel);
            if (server is not null) return await server.RunAsync(sources, place.Target, isVerbose, cancel);

            // Another import writes: this one waits for its end.
            await Task.Delay(Pause, cancel);
        }
    }
}
