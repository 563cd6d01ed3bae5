using Dapper;

namespace Tributary.Store;

/// <summary>
/// Takes the addresses of people as they write them from the messages that their names are from, where a change of the schema asks for it: the row
/// <c>addresses-due</c> of the table of numbers.
/// </summary>
internal static class AddressUpgrade
{
    private const string DueSql = "select count(*) from ids where name = 'addresses-due'";
    private const string DoneSql = "delete from ids where name = 'addresses-due'";
    private const string PageSql = """
        select p.id, p.address, m.member from people p join messages m on m.message_id = p.named_in
        where p.id > @after and p.named_in <> '' order by p.id limit 500
        """;

    private const string WriteSql = "update people set written = @Written where id = @Id";

    /// <summary>Does it if it is due, in one transaction; whoever else opens the database waits for it, and finds it done.</summary>
    public static async Task RunAsync(Database database, CancellationToken cancel)
    {
        await using (var connection = await database.OpenReadAsync(cancel))
        {
            if (await connection.ExecuteScalarAsync<long>(new CommandDefinition(DueSql, cancellationToken: cancel)) == 0) return;
        }

        await using var write = await database.Writer.BeginAsync(WritePriority.Bulk, cancel);
        if (await write.Connection.ExecuteAsync(new CommandDefinition(DoneSql, cancellationToken: cancel)) > 0) await WriteAsync(write, cancel);
        await write.CommitAsync(cancel);
    }

    private static async Task WriteAsync(WriteTransaction write, CancellationToken cancel)
    {
        for (var after = 0L; ;)
        {
            var page = (await write.Connection.QueryAsync<Row>(new CommandDefinition(PageSql, new { after }, cancellationToken: cancel))).AsList();
            if (page.Count == 0) return;
            after = page[^1].Id;
            foreach (var row in page)
            {
                // Rows of an older form are read again by the rebuild that their form asks for.
                if (MemberPacking.IsCurrent(row.Member) && row.Written != row.Address)
                    await write.Connection.ExecuteAsync(new CommandDefinition(WriteSql, new { row.Id, row.Written }, cancellationToken: cancel));
            }
        }
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public string Address { get; init; } = "";
        public byte[] Member { get; init; } = [];
        public string Written => Dialect.Clean(MemberPacking.Unpack(Member).Member.From.Address);
    }
}
