using System.Collections.Immutable;
using System.CommandLine;
using Tributary.Mail;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary>
/// <c>trib ingest</c>: one message on standard input, from a mail server's pipe. It is done when the message is safely stored; otherwise the
/// mail server is told to try again (75, EX_TEMPFAIL of sysexits.h), since any other status would make it send the mail back.
/// </summary>
internal static class IngestCommand
{
    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("ingest", "Take in one message from standard input, as mail servers and getmail hand it to a pipe.")
        {
            GlobalOptions.Project, ImportOptions.Profile, GlobalOptions.Json,
        }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel) =>
        await ErrorBoundary.RunAsync(() => TakeAsync(context, cancel), cancel) == ExitStatus.Done ? ExitStatus.Done : ExitStatus.TryAgain;

    private static async Task<int> TakeAsync(CommandContext context, CancellationToken cancel)
    {
        var raw = await ReadAsync(cancel);
        await using var database = await context.OpenDatabaseAsync(cancel);
        var target = await ImportOptions.ResolveAsync(context, database, cancel);
        var isNamed = context.Get(GlobalOptions.Project) is not null || context.Get(ImportOptions.Profile) is not null;
        var delivery = new ImportDelivery(context, database) { IsLive = true };
        var mail = new LiveMail(await LiveProjects.ListAsync(database, target, cancel), (to, source, stop) => delivery.RunAsync(to, [source], stop));
        var outcomes = await mail.TakeAsync(raw, isNamed ? [target] : null, cancel);
        foreach (var outcome in outcomes)
        {
            if (context.IsJson) ImportReportText.WriteJson(outcome.Report, context.Output);
        }

        if (outcomes.IsEmpty) ErrorBoundary.Write("passed over: the message came by no list of a project; name one with --project to take it all the same");
        return ExitStatus.Done;
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancel)
    {
        await using var input = Console.OpenStandardInput();
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        // Of a message that is too large the beginning is kept, in quarantine; the rest is read, so that the mail server can end.
        for (var read = await input.ReadAsync(buffer, cancel); read > 0; read = await input.ReadAsync(buffer, cancel))
        {
            if (bytes.Length <= MailLimits.Default.MessageBytes) bytes.Write(buffer, 0, read);
        }

        return bytes.Length > 0 ? bytes.ToArray() : throw CommandException.Usage("standard input holds no message");
    }
}
