using System.CommandLine;
using System.Globalization;

namespace Tributary.Cli;

/// <summary><c>trib backup FILE</c></summary>
internal static class BackupCommand
{
    private static readonly Argument<string> Target = new("FILE") { Description = "The copy: a file that is not there yet." };

    /// <summary>The command.</summary>
    public static Command Create() => new Command("backup", "Write a copy of the embedded database, as it stands at one moment, while it is in use.") { Target }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        var path = Path.GetFullPath(context.Get(Target)!);
        if (context.DatabaseUrl is not null) throw CommandException.Usage("PostgreSQL has its own program for this: pg_dump --format=custom --file FILE");
        if (File.Exists(path)) throw CommandException.Usage($"{path} is there already; name another file");
        if (!File.Exists(Path.Combine(context.DataFolder, "tributary.db"))) throw CommandException.Usage($"there is no database in {context.DataFolder}; name its folder by --data");
        await using var database = await context.OpenToRebuildAsync(cancel);
        await database.CopyToAsync(path, cancel);
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {new FileInfo(path).Length:N0} bytes, whole"));
        return ExitStatus.Done;
    }
}
