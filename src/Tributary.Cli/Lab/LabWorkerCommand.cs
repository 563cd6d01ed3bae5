using System.CommandLine;
using Tributary.Server;

namespace Tributary.Cli;

/// <summary><c>trib lab worker</c>: makes runs that were asked for, on this machine.</summary>
internal static class LabWorkerCommand
{
    private static readonly Option<bool> Once = new("--once") { Description = "End when none waits." };
    private static readonly Option<string> Site = new("--site") { Description = "Where people reach the pages, for the links of checks.", DefaultValueFactory = _ => ServerOptions.DefaultUrls[0], HelpName = "URL" };

    /// <summary>The command.</summary>
    public static Command Create() => new Command("worker", "Makes the runs that were asked for, beside other workers of one PostgreSQL database.") { Once, Site }.WithRunOptions().Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        if (context.DatabaseUrl is null) throw CommandException.Usage("workers share a PostgreSQL database (TRIBUTARY_DATABASE); on the embedded one the server is the only worker: trib serve --lab KERNEL");

        var setting = LabRunOptions.Setting(context, context.Get(Site)!.TrimEnd('/'));
        await using var database = await context.OpenDatabaseAsync(cancel);
        var worker = new LabWorker(database, setting, TimeProvider.System, line =>
        {
            context.Output.WriteLine(TerminalText.Line(line));
            context.Output.Flush();
        });
        if (!context.Get(Once)) await worker.RunAsync(cancel);
        while (await worker.RunOneAsync(cancel))
        {
            // The next.
        }

        return ExitStatus.Done;
    }
}
