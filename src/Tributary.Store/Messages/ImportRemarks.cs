using System.Runtime.CompilerServices;
using Dapper;
using Tributary.Patches;

namespace Tributary.Store;

/// <summary>Says of each mail of an import that was ignored or quarantined which it is, and why.</summary>
public sealed class ImportRemarks(Database database)
{
    private const int Page = 1000;

    private const string LastQuarantinedSql = "select coalesce(max(id), 0) from quarantine";

    // 0 is MailKind.None, 3 MailKind.Reply: the others count as what they are, wherever they stand.
    private const string IgnoredSql = """
        select p.arrival, m.message_id as messageId, m.kind, m.subject, m.member from project_messages p join messages m on m.id = p.message
        where p.project = @project and p.arrival > @after and p.target is null and m.kind in (0, 3) order by p.arrival limit @page
        """;

    private const string QuarantinedSql = """
        select id, reason from quarantine where project = @project and id > @after order by id limit @page
        """;

    /// <summary>The number of the newest mail in quarantine: the beginning of a run.</summary>
    public static async Task<long> GetLastQuarantinedAsync(Database database, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(LastQuarantinedSql, cancellationToken: cancel));
    }

    /// <summary>One line a mail.</summary>
    /// <param name="project">The project.</param>
    /// <param name="since">The arrival after which the run began.</param>
    /// <param name="quarantined">The mail in quarantine after which it began.</param>
    /// <param name="cancel">Ends it early.</param>
    public async IAsyncEnumerable<string> ListAsync(long project, long since, long quarantined, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        for (var after = since; ;)
        {
            var rows = (await connection.QueryAsync<Ignored>(new CommandDefinition(
                IgnoredSql, new { project, after, page = Page }, cancellationToken: cancel))).AsList();
            foreach (var row in rows) yield return $"ignored: <{row.MessageId}> {row.Subject}: {row.Explain()}";
            if (rows.Count < Page) break;
            after = rows[^1].Arrival;
        }

        for (var after = quarantined; ;)
        {
            var rows = (await connection.QueryAsync<Quarantined>(
                new CommandDefinition(QuarantinedSql, new { project, after, page = Page }, cancellationToken: cancel))).AsList();
            foreach (var row in rows) yield return $"quarantined: number {row.Id}: {row.Reason}";
            if (rows.Count < Page) break;
            after = rows[^1].Id;
        }
    }

    private sealed record Ignored(long Arrival, string MessageId, long Kind, string Subject, byte[] Member)
    {
        public string Explain()
        {
            if (MemberPacking.Unpack(Member).Member.Hints is { IsIgnored: true }) return "its header X-Patchwork-Hint asks trackers to ignore it";
            return (MailKind)Kind == MailKind.Reply
                ? "it answers nothing that is a patch, cover letter or pull request here"
                : "it is no patch, cover letter or pull request, and answers none";
        }
    }

    private sealed record Quarantined(long Id, string Reason);
}
