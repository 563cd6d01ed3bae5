using System.CommandLine;
using Tributary.Server;

namespace Tributary.Cli;

/// <summary><c>trib import SOURCE…</c></summary>
internal static class ImportCommand
{
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
        var delivery = new ImportDelivery(context, database) { Progress = progress, IsVerbose = context.Get(Verbose) };
        var report = await ImportProgressLine.ShowAsync(progress, delivery.RunAsync(target, sources, cancel));
        foreach (var note in report.Notes) ErrorBoundary.Write(note);
        foreach (var fault in report.Faults) ErrorBoundary.Write(fault);
        if (context.IsJson) ImportReportText.WriteJson(report, context.Output);
        else ImportReportText.Write(report, context.Output);
        return report.Faults.IsEmpty ? ExitStatus.Done : ExitStatus.Outside;
    }
}
