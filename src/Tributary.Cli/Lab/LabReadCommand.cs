using System.CommandLine;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Tributary.Lab;
using Tributary.Server;

namespace Tributary.Cli;

/// <summary><c>trib lab read</c>: how a run ended, and its results, from its console.</summary>
internal static class LabReadCommand
{
    // A console of all selftests has some hundred kilobytes.
    private const int Largest = 64 * 1024 * 1024;

    private static readonly Argument<string> Console = new("CONSOLE") { Description = "A serial console, plain or .gz; - for standard input." };
    private static readonly Option<string?> Id = new("--id") { Description = "The run's nonce; without it the one that the first start marker bears.", HelpName = "NONCE" };
    private static readonly Option<bool> All = new("--all") { Description = "List every test, also those that passed." };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("read", "Reads the console of a run: how it ended, and its results test by test.") { Console, Id, All, GlobalOptions.Json }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var report = RunReader.Read(await ReadAsync(context.Get(Console)!, cancel), context.Get(Id));
        if (context.IsJson) context.Output.WriteLine(JsonSerializer.Serialize(RunView.From(report), ViewJson.Options));
        else RunText.Write(context.Output, report, context.Get(All));
        return report.End == RunEnd.Passed ? ExitStatus.Done : ExitStatus.No;
    }

    /// <summary>The text of a console, plain or .gz.</summary>
    public static async Task<string> ReadAsync(string file, CancellationToken cancel)
    {
        if (file != "-" && !File.Exists(file)) throw CommandException.Usage($"there is no file {file}");

        await using var raw = file == "-" ? System.Console.OpenStandardInput() : File.OpenRead(file);
        await using var plain = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
        var bytes = new byte[64 * 1024];
        using var text = new MemoryStream();
        try
        {
            for (int read; (read = await plain.ReadAsync(bytes, cancel)) > 0;)
            {
                if (text.Length + read > Largest) throw CommandException.Usage($"{file} is larger than {Largest} bytes: that is no console of a run");
                text.Write(bytes, 0, read);
            }
        }
        catch (InvalidDataException damaged)
        {
            throw CommandException.Usage($"{file} is no whole gzip file: {damaged.Message}");
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}
