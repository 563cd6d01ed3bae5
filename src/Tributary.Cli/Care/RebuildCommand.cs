using System.CommandLine;
using System.Globalization;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary><c>trib rebuild</c></summary>
internal static class RebuildCommand
{
    private static readonly Option<bool> Words = new("--words") { Description = "Also make the word index again, now; else trib serve keeps it." };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("rebuild", "Derive everything again from the kept mail: series, versions, threads, counts; ids stay.") { Words, GlobalOptions.Json }
            .Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        await using var database = await context.OpenToRebuildAsync(cancel);
        if (context.DatabaseUrl is not null) return await RebuildAsync(context, database, cancel);
        if (!WriterLock.TryTake(context.DataFolder, out var held))
            throw CommandException.Outside($"another trib writes to {context.DataFolder}; stop trib serve, or wait for the import, then try again");
        using (held) return await RebuildAsync(context, database, cancel);
    }

    private static async Task<int> RebuildAsync(CommandContext context, Database database, CancellationToken cancel)
    {
        var began = TimeProvider.System.GetTimestamp();
        var placed = await new RebuildStep(database, ProfileFile.Find).RunAsync(progress: null, cancel);
        if (context.Get(Words)) await RebuildWordsAsync(new WordIndexer(database), cancel);
        var seconds = Math.Round(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 3);
        context.Output.WriteLine(context.IsJson
            ? string.Create(CultureInfo.InvariantCulture, $"{{\"messages\":{placed},\"seconds\":{seconds}}}")
            : string.Create(CultureInfo.InvariantCulture, $"{placed:N0} messages placed again in {seconds:0.0} s"));
        return ExitStatus.Done;
    }

    private static async Task RebuildWordsAsync(WordIndexer words, CancellationToken cancel)
    {
        const int batch = 1000;
        await words.ClearAsync(cancel);
        while (await words.RunOnceAsync(batch, cancel) > 0) cancel.ThrowIfCancellationRequested();
    }
}
