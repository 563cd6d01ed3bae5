using Dapper;

namespace Tributary.Store;

/// <summary>
/// Makes what is kept for lists anew where a change of the schema asks for it: the row <c>lists-due</c> of the table of numbers asks for all of
/// it, <c>names-due</c> for the parts of names alone.
/// </summary>
internal static class ListUpgrade
{
    private const string All = "lists-due";
    private const string DueSql = "select count(*) from ids where name in ('lists-due', 'names-due')";
    private const string DoneSql = "delete from ids where name in ('lists-due', 'names-due') returning name";

    /// <summary>Does it if it is due, in one transaction; whoever else opens the database waits for it, and finds it done.</summary>
    public static async Task RunAsync(Database database, CancellationToken cancel)
    {
        await using (var connection = await database.OpenReadAsync(cancel))
        {
            if (await connection.ExecuteScalarAsync<long>(new CommandDefinition(DueSql, cancellationToken: cancel)) == 0) return;
        }

        await using var write = await database.Writer.BeginAsync(WritePriority.Bulk, cancel);
        var due = (await write.Connection.QueryAsync<string>(new CommandDefinition(DoneSql, cancellationToken: cancel))).AsList();
        if (due.Contains(All)) await new ListRecount(write).RunAsync(cancel);
        else if (due.Count > 0) await new NamePlaces(write).MakeAsync(cancel);
        await write.CommitAsync(cancel);
    }
}
