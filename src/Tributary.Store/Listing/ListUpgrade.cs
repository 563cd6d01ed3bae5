using Dapper;

namespace Tributary.Store;

/// <summary>Makes what is kept for lists anew where a change of the schema asks for it: the row <c>lists-due</c> of the table of numbers.</summary>
internal static class ListUpgrade
{
    private const string DueSql = "select count(*) from ids where name = 'lists-due'";
    private const string DoneSql = "delete from ids where name = 'lists-due'";

    /// <summary>Does it if it is due, in one transaction; whoever else opens the database waits for it, and finds it done.</summary>
    public static async Task RunAsync(Database database, CancellationToken cancel)
    {
        await using (var connection = await database.OpenReadAsync(cancel))
        {
            if (await connection.ExecuteScalarAsync<long>(new CommandDefinition(DueSql, cancellationToken: cancel)) == 0) return;
        }

        await using var write = await database.Writer.BeginAsync(WritePriority.Bulk, cancel);
        if (await write.Connection.ExecuteAsync(new CommandDefinition(DoneSql, cancellationToken: cancel)) == 0) return;
        await new ListRecount(write).RunAsync(cancel);
        await write.CommitAsync(cancel);
    }
}
