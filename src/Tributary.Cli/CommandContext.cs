using System.CommandLine;
using System.Text;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary>What a running command works with: its arguments, where the data is, and where its answer goes.</summary>
internal sealed class CommandContext : IAsyncDisposable
{
    private readonly ParseResult? _parsed;
    private readonly QuickLine? _quick;
    private StreamWriter? _output;

    /// <summary>A command whose line the library parsed.</summary>
    public CommandContext(ParseResult parsed) => _parsed = parsed;

    /// <summary>One that was plain enough without it.</summary>
    public CommandContext(QuickLine quick) => _quick = quick;

    /// <summary>Answer as JSON.</summary>
    public bool IsJson => Get(GlobalOptions.Json);

    /// <summary>The folder of the embedded database and of mirrors of remote repositories.</summary>
    public string DataFolder => Path.GetFullPath(Get(GlobalOptions.DataFolder) is { Length: > 0 } given ? given
        : Environment.GetEnvironmentVariable("TRIBUTARY_DATA") is { Length: > 0 } configured ? configured
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share", "tributary"));

    /// <summary>The folder of the copies of inboxes that are elsewhere.</summary>
    public string MirrorFolder => Path.Combine(DataFolder, "mirrors");

    /// <summary>The folder of this node's repositories of trees.</summary>
    public string TreeFolder => Path.Combine(DataFolder, "trees");

    /// <summary>PostgreSQL's URL from <c>TRIBUTARY_DATABASE</c>, or null for the embedded database.</summary>
    public string? DatabaseUrl { get; } = Environment.GetEnvironmentVariable("TRIBUTARY_DATABASE") is { Length: > 0 } url ? url : null;

    /// <summary>True where a database is: to ask does not make one.</summary>
    public bool HasDatabase => DatabaseUrl is not null || File.Exists(Path.Combine(DataFolder, "tributary.db"));

    /// <summary>Standard output: UTF-8, LF, buffered; flushed when the command ends.</summary>
    public TextWriter Output => _output ??= new(new StandardOutput(), new UTF8Encoding(false), 16 * 1024) { NewLine = "\n" };

    /// <summary>The value of an option or argument that is there.</summary>
    public T? Get<T>(Option<T> option) => _quick is not null ? _quick.Get(option) : _parsed!.GetValue(option);

    /// <summary>The value of an argument.</summary>
    public T? Get<T>(Argument<T> argument) => _quick is not null ? _quick.Get(argument) : _parsed!.GetValue(argument);

    /// <summary>Opens the database that the data folder or the environment names.</summary>
    /// <exception cref="DatabaseException">It cannot be used, or is to be rebuilt first.</exception>
    public async Task<Database> OpenDatabaseAsync(CancellationToken cancel)
    {
        var database = await OpenToRebuildAsync(cancel);
        try
        {
            await new DatabaseHealth(database).DemandCurrentAsync(cancel);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same, though another version of the program derived what is in it.</summary>
    public Task<Database> OpenToRebuildAsync(CancellationToken cancel) => Database.OpenAsync(DataFolder, DatabaseUrl, cancel);

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        // Written at once: to wait for it would start the runtime's threads for the last line of a short command.
        _output?.Dispose();
        return ValueTask.CompletedTask;
    }
}
