using Tributary.Store;

namespace Tributary.Server;

/// <summary>The turn of one worker at a run; it ends with the worker, however that ends, and then another may take the run up again.</summary>
internal sealed class LabTurn : IAsyncDisposable
{
    private readonly NodeTurn? turn;
    private readonly FileStream? held;

    private LabTurn(NodeTurn? turn, FileStream? held) => (this.turn, this.held) = (turn, held);

    /// <summary>Takes it; null when another has it.</summary>
    /// <param name="database">The database: on PostgreSQL the lock is there.</param>
    /// <param name="folder">Where the locks lie of an embedded database, whose workers are all on this machine.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<LabTurn?> TakeAsync(Database database, string folder, long run, CancellationToken cancel)
    {
        if (database.Dialect.IsPostgres) return await NodeTurn.TakeAsync(database, $"lab-run-{run}", isPatient: false, cancel) is { } taken ? new(taken, null) : null;

        Directory.CreateDirectory(folder);
        try
        {
            return new(null, new(Path.Combine(folder, $"lab-run-{run}.lock"), new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose }));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (turn is not null) await turn.DisposeAsync();
        if (held is not null) await held.DisposeAsync();
    }
}
