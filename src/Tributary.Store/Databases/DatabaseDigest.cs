using System.Collections.Immutable;
using System.Data.Common;

namespace Tributary.Store;

/// <summary>
/// A digest of each table: two databases with equal ones hold the same. With ids it holds for a rebuild of the same database,
/// on either kind; without, ids are replaced by what they stand for, so that it is a function of the set of messages.
/// </summary>
public static class DatabaseDigest
{
    // Of what batch a mail was says how it is packed: what counts is the mail.
    private const string Mails = "message_raws";

    private static readonly ImmutableArray<(string Table, string Sql)> WithIds =
    [
        ("ids", "select name, next from ids where name not in ('generation', 'events') order by name"),
        ("projects", "select id, name, profile from projects order by id"),
        ("people", "select id, address, name, named_at, named_in, written, words from people order by id"),
        ("messages", "select id, message_id, digest, sent_at, person, kind, subject, size, member from messages order by id"),
        (Mails, $"select m.id, m.block_start, m.size, r.encoding, r.content from messages m {MessageBlocks.Join} order by m.id"),
        ("message_copies", "select message, digest, encoding, content from message_copies order by message, digest"),
        ("sources", "select id, project, kind, location, position from sources order by id"),
        ("message_sources", "select message, source, digest from message_sources order by message, source, digest"),
        ("removed_messages", "select message_id, message from removed_messages order by message_id"),
        ("left_messages", "select project, message, arrival from left_messages order by project, message"),
        ("project_messages", "select project, message, arrival, parent, target, series from project_messages order by project, message"),
        ("cluster_keys", "select project, key, message from cluster_keys order by project, key, message"),
        ("series_ids", "select id, project, anchor, decided, decided_over, delegate, archived, hold, tree, ruled_to, ruled_by, fixed_in from series_ids order by id"),
        ("series_tags", "select series, tag from series_tags order by series, tag"),
        ("relinks", "select id, project, kind, at, said_by, reason, ended_at, ended_by from relinks order by id"),
        ("relink_messages", "select relink, position, side, message from relink_messages order by relink, position"),
        ("series_moves", "select id, moved_to from series_moves order by id"),
        ("series", """
            select id, project, name, version, total, received, complete, pull_request, sent_at, active_at, submitter, head, cover, state,
                tree, tree_reason, delegate, superseded_by, replaces, hold, replies, parts, acked, reviewed, tested, words from series order by id
            """),
        ("series_patches", "select series, message, number, name, state, commit_ref, acked, reviewed, tested from series_patches order by series, message"),
        ("patch_tags", "select series, patch, position, key, value, source from patch_tags order by series, patch, position"),
        ("series_links", "select series, earlier, position, evidence, reason from series_links order by series, earlier"),
        ("series_depends", "select series, message_id from series_depends order by series, message_id"),
        ("patches", """
            select id, project, message, series, name, sent_at, submitter, state, delegate, archived, hash, commit_ref, pull_url, checks, words
            from patches order by id
            """),
        ("covers", "select id, project, message, series, name, sent_at, submitter, words from covers order by id"),
        ("comment_marks", "select project, message, addressed from comment_marks order by project, message"),
        ("series_counts", "select project, state, tree, total from series_counts order by project, state, tree"),
        ("list_counts", "select facet, project, axis, block, part, total from list_counts where total <> 0 order by facet, project, axis, block, part"),
        ("quarantine", "select id, project, source, digest, reason, content from quarantine order by id"),
    ];

    private static readonly ImmutableArray<(string Table, string Sql)> WithoutIds =
    [
        ("people", """
            select p.address, p.name, p.named_at, p.named_in, p.written, p.words from people p
            where exists (select 1 from messages m where m.person = p.id) order by 1
            """),
        ("messages", """
            select m.message_id, m.digest, m.sent_at, p.address, m.kind, m.subject, m.size, m.member
            from messages m join people p on p.id = m.person order by 1
            """),
        (Mails, $"select m.message_id, m.block_start, m.size, r.encoding, r.content from messages m {MessageBlocks.Join} order by 1"),
        ("message_copies", "select m.message_id, c.digest, c.encoding, c.content from message_copies c join messages m on m.id = c.message order by 1, 2"),
        ("message_sources", """
            select m.message_id, s.location, ms.digest from message_sources ms
            join messages m on m.id = ms.message join sources s on s.id = ms.source order by 1, 2, 3
            """),
        ("project_messages", """
            select j.name, m.message_id, a.message_id, t.message_id, h.message_id
            from project_messages p join projects j on j.id = p.project join messages m on m.id = p.message
            left join messages a on a.id = p.parent left join messages t on t.id = p.target
            left join series s on s.id = p.series left join messages h on h.id = s.head order by 1, 2
            """),
        ("cluster_keys", """
            select j.name, k.key, m.message_id from cluster_keys k join projects j on j.id = k.project join messages m on m.id = k.message order by 1, 2, 3
            """),
        ("series", """
            select j.name, h.message_id, s.name, s.version, s.total, s.received, s.complete, s.pull_request, s.sent_at, s.active_at, p.address,
                c.message_id, s.state, s.tree, s.tree_reason, s.delegate, l.message_id, w.message_id, s.hold, s.replies, s.acked, s.reviewed, s.tested, s.words
            from series s join projects j on j.id = s.project join messages h on h.id = s.head join people p on p.id = s.submitter
            left join messages c on c.id = s.cover left join series o on o.id = s.superseded_by left join messages l on l.id = o.head
            left join series v on v.id = s.replaces left join messages w on w.id = v.head order by 1, 2
            """),
        ("series_patches", """
            select h.message_id, m.message_id, x.number, x.name, x.state, x.commit_ref, x.acked, x.reviewed, x.tested
            from series_patches x join series s on s.id = x.series join messages h on h.id = s.head join messages m on m.id = x.message order by 1, 2, s.project
            """),
        ("patch_tags", """
            select h.message_id, m.message_id, x.position, x.key, x.value, f.message_id
            from patch_tags x join series s on s.id = x.series join messages h on h.id = s.head
            join messages m on m.id = x.patch join messages f on f.id = x.source order by 1, 2, 3, s.project
            """),
        ("series_links", """
            select h.message_id, e.message_id, x.position, x.evidence, x.reason
            from series_links x join series s on s.id = x.series join messages h on h.id = s.head
            join series o on o.id = x.earlier join messages e on e.id = o.head order by 1, 2, s.project
            """),
        ("series_depends", """
            select h.message_id, x.message_id from series_depends x join series s on s.id = x.series join messages h on h.id = s.head order by 1, 2, s.project
            """),
        ("patches", """
            select j.name, m.message_id, h.message_id, x.name, x.sent_at, p.address, x.state, x.delegate, x.archived, x.hash, x.commit_ref, x.pull_url,
                x.checks, x.words
            from patches x join projects j on j.id = x.project join messages m on m.id = x.message join people p on p.id = x.submitter
            join series s on s.id = x.series join messages h on h.id = s.head order by 1, 2
            """),
        ("covers", """
            select j.name, m.message_id, h.message_id, x.name, x.sent_at, p.address, x.words
            from covers x join projects j on j.id = x.project join messages m on m.id = x.message join people p on p.id = x.submitter
            join series s on s.id = x.series join messages h on h.id = s.head order by 1, 2
            """),
        ("comment_marks", """
            select j.name, m.message_id, x.addressed from comment_marks x join projects j on j.id = x.project join messages m on m.id = x.message order by 1, 2
            """),
        ("series_counts", "select j.name, c.state, c.tree, c.total from series_counts c join projects j on j.id = c.project order by 1, 2, 3"),
        ("quarantine", "select j.name, q.digest, q.reason, q.content from quarantine q join projects j on j.id = q.project order by 1, 2"),
    ];

    /// <summary>The digest of each table, in hex.</summary>
    /// <param name="database">The database.</param>
    /// <param name="withIds">False: a function of the set of messages alone.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<IReadOnlyDictionary<string, string>> ComputeAsync(Database database, bool withIds, CancellationToken cancel)
    {
        var digests = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await using var connection = await database.OpenReadAsync(cancel);
        foreach (var (table, sql) in withIds ? WithIds : WithoutIds) digests.Add(table, await HashAsync(connection, sql, table == Mails, cancel));
        return digests;
    }

    private static async Task<string> HashAsync(DbConnection connection, string sql, bool areMails, CancellationToken cancel)
    {
        using var hash = new RowHash();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements stand above.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            if (areMails) AddMail(hash, reader);
            else hash.Add(reader);
        }

        return hash.Finish();
    }

    private static void AddMail(RowHash hash, DbDataReader reader)
    {
        hash.Add(reader.GetValue(0));
        var start = reader.IsDBNull(1) ? (long?)null : reader.GetInt64(1);
        hash.Add(new StoredContent(reader.GetInt64(3), (byte[])reader.GetValue(4)).Decode(start, reader.GetInt64(2)).ToArray());
    }
}
