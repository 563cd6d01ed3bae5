using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using Tributary.Server;

namespace Tributary.Cli;

/// <summary>Shows how far an import is while a person watches: messages, rate, time left. Silent in a pipe.</summary>
internal static class ImportProgressLine
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits for the import, and shows its progress on standard error where that is a terminal.</summary>
    public static Task<ImportReport> ShowAsync(ImportProgress progress, Task<ImportReport> import) =>
        Console.IsErrorRedirected ? import : ShowOnTerminalAsync(progress, import);

    private static async Task<ImportReport> ShowOnTerminalAsync(ImportProgress progress, Task<ImportReport> import)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var watch = Stopwatch.StartNew();
        await console.Status().StartAsync("Opening …", async status =>
        {
            while (!import.IsCompleted)
            {
                await Task.WhenAny(import, Task.Delay(Pause, CancellationToken.None));
                status.Status(Markup.Escape(Describe(progress, watch.Elapsed)));
            }
        });
        return await import;
    }

    private static string Describe(ImportProgress progress, TimeSpan passed)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{progress.Source}  {progress.Messages:N0} messages, {progress.Messages / Math.Max(0.1, passed.TotalSeconds):N0} a second");
        if (progress.Done is not ({ } done and > 0.01 and < 1)) return text;
        var left = passed * ((1 - done) / done);
        return string.Create(CultureInfo.InvariantCulture, $"{text}, {done:P0}, {(int)left.TotalMinutes}:{left.Seconds:00} left");
    }
}
