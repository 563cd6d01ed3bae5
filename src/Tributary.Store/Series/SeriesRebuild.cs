using Dapper;

namespace Tributary.Store;

/// <summary>Frames the computing again of all series: marks them as old before, and drops after what was not written anew.</summary>
public sealed class SeriesRebuild(WriteTransaction write)
{
    private const string CountSql = """
        insert into series_counts (project, state, tree, total)
        select project, state, coalesce(tree, ''), count(*) from series group by project, state, coalesce(tree, '')
        """;

    private const string ListSql = "select message from project_messages where project = @project and message > @after order by message limit @limit";

    private const string HeadsSql = "select distinct head from series where project = @project and head > @after order by head limit @limit";

    /// <summary>Marks all series as old (a fingerprint of 0 differs from any), and drops the rows of patches and cover letters.</summary>
    public async Task BeginAsync(CancellationToken cancel)
    {
        await RunAsync("update series set parts = 0", cancel);
        await RunAsync("delete from patches", cancel);
        await RunAsync("delete from covers", cancel);
        await RunAsync("delete from name_postings", cancel);
        await RunAsync("delete from name_tokens", cancel);
    }

    /// <summary>The messages of a project by number.</summary>
    public async Task<IReadOnlyList<long>> ListMessagesAsync(long project, long after, int limit, CancellationToken cancel) =>
        [.. await write.Connection.QueryAsync<long>(new CommandDefinition(ListSql, new { project, after, limit = (long)limit }, cancellationToken: cancel))];

    /// <summary>The heads of a project's series by number.</summary>
    public async Task<IReadOnlyList<long>> ListHeadsAsync(long project, long after, int limit, CancellationToken cancel) =>
        [.. await write.Connection.QueryAsync<long>(new CommandDefinition(HeadsSql, new { project, after, limit = (long)limit }, cancellationToken: cancel))];

    /// <summary>Drops what was not written anew, and counts again.</summary>
    public async Task EndAsync(CancellationToken cancel)
    {
        await RunAsync("delete from series where parts = 0", cancel);
        await RunAsync("delete from series_patches where series not in (select id from series)", cancel);
        await RunAsync("delete from patch_tags where series not in (select id from series)", cancel);
        await RunAsync("delete from series_links where series not in (select id from series)", cancel);
        await RunAsync("delete from series_depends where series not in (select id from series)", cancel);
        await RunAsync("delete from series_moves where id not in (select id from series_ids) or moved_to not in (select id from series)", cancel);
        await RunAsync("delete from series_counts", cancel);
        await RunAsync(CountSql, cancel);
        await new FeedbackRecount(write).RunAsync(cancel);
        await new ListRecount(write).RunAsync(cancel);
    }

    private Task<int> RunAsync(string sql, CancellationToken cancel) => write.Connection.ExecuteAsync(new CommandDefinition(sql, cancellationToken: cancel));
}
