using Dapper;

namespace Tributary.Store;

/// <summary>Keeps what could not be taken for a mail, once in a project, with the reason.</summary>
internal static class QuarantineStore
{
    private const string KnownSql = "select 1 from quarantine where project = @project and digest = @digest";

    private static readonly RowTarget Rows = new("quarantine", "id:n project:n source:n digest:b reason:t content:b");

    /// <summary>Adds what is not there yet.</summary>
    /// <returns>How many were added.</returns>
    public static async Task<int> AddAsync(
        WriteTransaction write, (long Project, long Source) from, IReadOnlyList<NewMessage> mails, CancellationToken cancel)
    {
        if (mails.Count == 0) return 0;
        var rows = write.Write(Rows);
        var added = new HashSet<string>();
        foreach (var mail in mails)
        {
            var digest = mail.Digest.ToArray();
            var known = await write.Connection.ExecuteScalarAsync<long?>(
                new CommandDefinition(KnownSql, new { project = from.Project, digest }, cancellationToken: cancel));
            if (known is not null || !added.Add(Convert.ToHexString(digest))) continue;
            var id = await IdLedger.TakeAsync(write, "quarantine", 1, cancel);
            rows.Add(id).Add(from.Project).Add(from.Source).Add(mail.Digest).Add(mail.Unreadable ?? "it could not be read").Add(mail.Content.Bytes).EndRow();
        }

        await rows.FlushAsync(cancel);
        return added.Count;
    }
}
