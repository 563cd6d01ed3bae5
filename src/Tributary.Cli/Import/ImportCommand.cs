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

    private static readonly Option<string?> Profile = new("--profile")
    {
        Description = "The profile of the project, when the project is new: a built-in name or a file of your own (default: bpf).",
        HelpName = "NAME|FILE.yaml",
    };

    private static readonly Option<string?> ListId = new("--list-id")
    {
        Description = "Take only mail that bears this List-Id, e.g. patches.lists.example.org; other mail is passed over and not kept.",
        HelpName = "ID",
    };

    private static readonly Option<bool> Verbose = new("--verbose") { Description = "Say of each mail that is ignored or quarantined why." };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("import", "Read mail into the queue: mailboxes, maildirs, public-inboxes.") { Sources, GlobalOptions.Project, Profile, ListId, Verbose, GlobalOptions.Json }
            .Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var sources = await SourceLocation.RecogniseAsync(context.Get(Sources)!, Path.Combine(context.DataFolder, "mirrors"), cancel);
        await using var database = await context.OpenDatabaseAsync(cancel);
        var target = await ImportChoice.ResolveAsync(database, context.Get(GlobalOptions.Project), context.Get(Profile), cancel);
        var progress = new ImportProgress();
        var run = new ImportRun(database, target with { ListId = ListIdOf(context.Get(ListId)) }, progress) { IsVerbose = context.Get(Verbose) };
        var report = await ImportProgressLine.ShowAsync(progress, run.RunAsync(sources, cancel));
        foreach (var note in report.Notes) ErrorBoundary.Write(note);
        foreach (var fault in report.Faults) ErrorBoundary.Write(fault);
        if (context.IsJson) ImportReportText.WriteJson(report, context.Output);
        else ImportReportText.Write(report, context.Output);
        return report.Faults.IsEmpty ? ExitStatus.Done : ExitStatus.Outside;
    }

    /// <summary>As in the header: <c>BPF list &lt;bpf.vger.kernel.org&gt;</c> is understood too.</summary>
    private static string? ListIdOf(string? given) => given?[(given.LastIndexOf('<') + 1)..].TrimEnd('>', ' ').ToLowerInvariant();
}
