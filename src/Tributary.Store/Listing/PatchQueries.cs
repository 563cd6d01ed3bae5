using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Reads patches and pull requests as the API lists them.</summary>
public sealed class PatchQueries(Database database)
{
    private const string RowsSql = """
        select p.id, p.message, p.project, m.message_id as MessageId, p.sent_at as SentAt, p.name, p.commit_ref as CommitRef, p.pull_url as PullUrl,
            p.state, p.archived, p.hash, p.submitter, e.name as SubmitterName, e.written as SubmitterAddress, p.delegate, p.series,
            s.name as SeriesName, s.version as SeriesVersion, s.sent_at as SeriesSentAt, p.checks, r.relation
        from patches p join messages m on m.id = p.message join people e on e.id = p.submitter
            left join series s on s.id = p.series left join patch_relations r on r.patch = p.id
        where
        """;

    private static readonly ListColumns Columns = new(
        "p.id", new("id", IsDescending: false), ("id", "p.id", null), ("name", "p.name", "patches_by_name"), ("project", "p.project", null), ("date", "p.sent_at", null), ("state", "p.state", null),
        ("archived", "p.archived", null), ("submitter", "p.submitter", "patches_by_submitter"), ("check", "p.checks", null));

    /// <summary>The fields that order the list; without any it goes by number.</summary>
    public static ImmutableArray<string> OrderFields => Columns.Fields;

    /// <summary>So many patches that hold the words asked for are looked up one by one.</summary>
    internal int FewMatches { get; init; } = 4000;

    /// <summary>So many rows are counted and passed over one by one.</summary>
    internal int FewRows { get; init; } = 20_000;

    /// <summary>A page of patches.</summary>
    public async Task<Listed<PatchListed>> ListAsync(PatchListFilter filter, ListPage page, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        filter = filter with { Projects = await ListKeys.ListProjectsAsync(connection, filter.Projects, cancel) };
        var keys = await FindAsync(connection, filter, page, cancel)
            ?? await ListKeys.ReadAsync(connection, Conditions(filter), Counted(filter), (Columns, page), cancel);
        return new(await ReadAsync(connection, keys.Ids, cancel), keys.Total);
    }

    /// <summary>The patch of a number, or null.</summary>
    public async Task<PatchListed?> FindAsync(long id, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return (await ReadAsync(connection, [id], cancel)).FirstOrDefault();
    }

    // By the words of names or by the packed columns; null where counts and indexes do it, or only reading all rows can tell.
    private async Task<ListKeys?> FindAsync(DbConnection connection, PatchListFilter filter, ListPage page, CancellationToken cancel)
    {
        var parts = SearchParts.Of(filter.Words);
        var rest = filter with { Words = null };
        if (Counted(rest) is not { } counted) return null;
        if (parts.Length == 0)
            return await IsForColumnsAsync(connection, counted, page, cancel) ? await ScannedPage.ReadAsync(connection, database, counted, (null, FewRows, Columns, page), cancel) : null;
        var matches = await database.Names.FindAsync(connection, database.Dialect, (filter.Projects, parts, FewMatches), cancel);
        return await MatchedPage.ReadAsync(connection, (database, Conditions(rest)), counted, (matches, FewMatches, Columns, page), cancel);
    }

    // Where the counts do not know the filter, or the order's index would be walked far, or there is none.
    private async Task<bool> IsForColumnsAsync(DbConnection connection, CountedFilter counted, ListPage page, CancellationToken cancel)
    {
        if (Columns.Of(page) is not [var order]) return false;
        if (counted.Facets().Length == 0)
            return counted.Submitters.Length == 0 || await CountAsync(counted with { States = [], Delegates = [], IsArchived = null }) > FewRows * 5L;
        if (order.Field is "check") return true;
        var isPlain = counted is { States: [], Delegates: [], Submitters: [], IsArchived: null, HasDates: false };
        if (order.Field is not "submitter" and not "name") return false;
        if (!isPlain) return true;
        return Math.Min(page.Offset, await CountAsync(counted) - page.Offset) > (order.Field is "submitter" ? FewRows / 10 : FewRows * 5L);

        async Task<long> CountAsync(CountedFilter of) => of.Facets().Length == 0 ? long.MaxValue : await CountedPage.CountAsync(connection, of, database.Dialect, cancel);
    }

    private CountedFilter? Counted(PatchListFilter filter) =>
        filter is { Series: [], Hash: null, MessageId: null } && SearchParts.Of(filter.Words).Length == 0 && filter.Projects.Length > 0
        ? new()
        {
            List = CountedList.Patches, Projects = filter.Projects, States = [.. filter.States.Select(state => (long)state).Distinct()],
            Delegates = [.. filter.Delegates.Select(Dialect.Clean).Distinct()], Submitters = [.. filter.Submitters.Distinct()], IsArchived = filter.IsArchived,
            Since = filter.Since is { } since ? Micros.From(since) : null, Before = filter.Before is { } before ? Micros.From(before) : null,
            FewRows = Math.Min(1500, FewRows),
        }
        : null;

    private ListConditions Conditions(PatchListFilter filter)
    {
        var conditions = new ListConditions(database.Dialect, "patches p")
            .In("p.project", filter.Projects).In("p.series", filter.Series).In("p.submitter", filter.Submitters).In("p.delegate", filter.Delegates)
            .In("p.state", [.. filter.States.Select(state => (long)state)]).Between("p.sent_at", filter.Since, filter.Before).Words(filter.Words, "p.name");
        if (filter.IsArchived is { } isArchived) conditions.Add("p.archived = {0}", isArchived ? 1L : 0L);
        if (filter.Hash is { } hash) conditions.Add("p.hash = {0}", Dialect.Clean(hash.ToLowerInvariant()));
        if (filter.MessageId is { } message) conditions.Add("p.message in (select x.id from messages x where x.message_id = {0})", Dialect.Clean(message));
        return conditions;
    }

    private async Task<ImmutableArray<PatchListed>> ReadAsync(DbConnection connection, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        if (ids.Count == 0) return [];
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            $"{RowsSql} {database.Dialect.In("p.id", "ids")}", new { ids = database.Dialect.List(ids) }, cancellationToken: cancel))).ToDictionary(row => row.Id);
        var mentions = new MentionReader(connection, database.Dialect, cancel);
        var users = await mentions.ListUsersByNameAsync(rows.Values.Select(row => row.Delegate));
        var related = await mentions.ListRelatedAsync([.. rows.Values.Select(row => row.Relation).OfType<long>().Distinct()]);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id].ToPatch(users, related))];
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public long Message { get; init; }
        public long Project { get; init; }
        public string MessageId { get; init; } = "";
        public long SentAt { get; init; }
        public string Name { get; init; } = "";
        public string? CommitRef { get; init; }
        public string? PullUrl { get; init; }
        public long State { get; init; }
        public long Archived { get; init; }
        public string? Hash { get; init; }
        public long Submitter { get; init; }
        public string SubmitterName { get; init; } = "";
        public string SubmitterAddress { get; init; } = "";
        public string? Delegate { get; init; }
        public long Series { get; init; }
        public string? SeriesName { get; init; }
        public long SeriesVersion { get; init; }
        public long SeriesSentAt { get; init; }
        public long Checks { get; init; }
        public long? Relation { get; init; }

        public PatchListed ToPatch(Dictionary<string, UserListed> users, ILookup<long, PatchMention> related) => new()
        {
            Id = Id, Message = Message, Project = Project, MessageId = MessageId, SentAt = Micros.ToTime(SentAt), Name = Name, CommitRef = CommitRef, PullUrl = PullUrl,
            State = (PatchState)State, IsArchived = Archived != 0, Hash = Hash, Submitter = new(Submitter, SubmitterName, SubmitterAddress),
            Delegate = Delegate, DelegateUser = Delegate is null ? null : users.GetValueOrDefault(Delegate),
            Series = SeriesName is null ? null : new(Series, Project, SeriesName, SeriesVersion, Micros.ToTime(SeriesSentAt)), Check = (CheckState)Checks,
            Related = Relation is { } group ? [.. related[group].Where(mention => mention.Id != Id)] : [],
        };
    }
}
