using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary><c>trib migrate-database --to URL</c></summary>
internal static class MigrateDatabaseCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private static readonly Option<string> To = new("--to")
    {
        Description = "Where to: postgres://user:password@host:port/name, or the folder of a new embedded database.",
        HelpName = "URL|DIR",
        Required = true,
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("migrate-database", "Carry everything over into an empty database, ids and all, and check it; the old one stays as it is.") { To, GlobalOptions.Json }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var to = context.Get(To)!;
        var toServer = to.StartsWith("postgres://", StringComparison.Ordinal) || to.StartsWith("postgresql://", StringComparison.Ordinal);
        if (!toServer && to.Contains("://", StringComparison.Ordinal)) throw CommandException.Usage($"--to {to} is no database; write postgres://user:password@host:port/name, or a folder");
        if (context.DatabaseUrl is null && !File.Exists(Path.Combine(context.DataFolder, "tributary.db")))
            throw CommandException.Usage($"there is no database in {context.DataFolder}; name its folder by --data");
        using var held = context.DatabaseUrl is null ? Hold(context.DataFolder) : null;
        await using var source = await context.OpenDatabaseAsync(cancel);
        var folder = toServer ? context.DataFolder : Path.GetFullPath(to);
        if (!toServer && folder == context.DataFolder && context.DatabaseUrl is null) throw CommandException.Usage($"{to} is where the data is already; name another by --to");
        using var heldTarget = toServer ? null : Hold(folder);
        await using var target = await Database.OpenAsync(folder, toServer ? to : null, cancel);
        var began = TimeProvider.System.GetTimestamp();
        var progress = new MoveProgress();
        var moved = await ShowAsync(progress, new DatabaseMove(source, target, progress).RunAsync(TimeProvider.System.GetUtcNow(), cancel));
        Tell(context, moved, TimeProvider.System.GetElapsedTime(began), target.Description.Location);
        return ExitStatus.Done;
    }

    // An embedded database is nobody else's until it is done: what a server wrote meanwhile would stay behind.
    private static WriterLock Hold(string folder) => WriterLock.TryTake(folder, out var held) ? held
        : throw CommandException.Outside($"another trib writes to {folder}; stop trib serve, or wait for the import, then try again");

    private static void Tell(CommandContext context, ImmutableArray<MovedTable> moved, TimeSpan took, string location)
    {
        var (rows, seconds) = (moved.Sum(static table => table.Rows), Math.Round(took.TotalSeconds, 3));
        if (context.IsJson)
        {
            context.Output.WriteLine(JsonSerializer.Serialize(new(moved, rows, seconds), MovedJson.Default.MovedView));
            return;
        }

        context.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{moved.Length} tables with {rows:N0} rows are in {location} now ({seconds:0.0} s); counts and digests of all of them agree."));
        context.Output.WriteLine("The word index is made again by trib serve. What was carried over is still where it was.");
    }

    private static async Task<ImmutableArray<MovedTable>> ShowAsync(MoveProgress progress, Task<ImmutableArray<MovedTable>> move)
    {
        if (Console.IsErrorRedirected) return await move;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Status().StartAsync("Opening …", async status =>
        {
            while (!move.IsCompleted)
            {
                await Task.WhenAny(move, Task.Delay(Pause, CancellationToken.None));
                status.Status(Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{progress.Table}  {progress.Rows:N0} rows carried over")));
            }
        });
        return await move;
    }
}

/// <summary>What <c>trib migrate-database --json</c> prints.</summary>
internal sealed record MovedView(ImmutableArray<MovedTable> Tables, long Rows, double Seconds);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MovedView))]
internal sealed partial class MovedJson : JsonSerializerContext;
