namespace Tributary.Store;

/// <summary>Reads what somebody changed at one go, for the notice that offers to undo it.</summary>
public sealed class ChangeQueries(Database database)
{
    /// <summary>A change, or null.</summary>
    public async Task<StoredChange?> FindAsync(long id, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await ChangeRows.FindAsync(connection, id, "", cancel);
    }
}
