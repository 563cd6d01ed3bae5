using System.Collections.Immutable;
using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Reads what checks said of patches.</summary>
public sealed class CheckQueries(Database database)
{
    private const string RowsSql = """
        select p.id, p.patch, p.user_id as UserId, p.at, p.state, p.target_url as TargetUrl, p.context, p.description,
            u.username, u.first_name as FirstName, u.last_name as LastName, u.email
        from checks p left join users u on u.id = p.user_id where
        """;

    // Number and time grow together, but for a clock that was set back: the time decides, as Patchwork has it.
    private const string NewestSql = $"""
        {RowsSql} p.patch = @patch and not exists (
            select 1 from checks n where n.patch = p.patch and n.user_id = p.user_id and n.context = p.context and (n.at, n.id) > (p.at, p.id))
        order by p.id
        """;

    private static readonly ListColumns Columns = new(
        "p.id", new("id", IsDescending: false), ("id", "p.id", null), ("user", "p.user_id", null), ("date", "p.at", null), ("state", "p.state", null), ("target_url", "p.target_url", null),
        ("context", "p.context", null), ("description", "p.description", null));

    /// <summary>The fields that order the list; without any it goes by number.</summary>
    public static ImmutableArray<string> OrderFields => Columns.Fields;

    /// <summary>A page of checks.</summary>
    public async Task<Listed<CheckListed>> ListAsync(CheckListFilter filter, ListPage page, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var conditions = new ListConditions(database.Dialect, "checks p")
            .In("p.patch", filter.Patch is { } patch ? [patch] : []).In("p.user_id", filter.Users).In("p.state", [.. filter.States.Select(state => (long)state)])
            .Between("p.at", filter.Since, filter.Before);
        if (filter.Context is { } context) conditions.In("p.context", [context]);
        var keys = await ListKeys.ReadAsync(connection, conditions, (Columns, page), cancel);
        if (keys.Ids.Count == 0) return new([], keys.Total);
        var found = await ListAsync(connection, database.Dialect, keys.Ids, cancel);
        return new([.. keys.Ids.Where(found.ContainsKey).Select(id => found[id])], keys.Total);
    }

    /// <summary>One check of a patch, or null.</summary>
    public async Task<CheckListed?> FindAsync(long patch, long id, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition($"{RowsSql} p.id = @id and p.patch = @patch", new { patch, id }, cancellationToken: cancel));
        return row?.ToCheck();
    }

    /// <summary>The check of a number, of whatever patch; or null.</summary>
    public async Task<CheckListed?> FindAsync(long id, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return (await ListAsync(connection, database.Dialect, [id], cancel)).GetValueOrDefault(id);
    }

    /// <summary>The newest check of a patch by each user and context, by number.</summary>
    public async Task<IReadOnlyList<CheckListed>> ListNewestAsync(long patch, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(NewestSql, new { patch }, cancellationToken: cancel))).Select(row => row.ToCheck())];
    }

    /// <summary>Checks by their numbers.</summary>
    internal static async Task<Dictionary<long, CheckListed>> ListAsync(
        System.Data.Common.DbConnection connection, Dialect dialect, IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        if (ids.Count == 0) return [];
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"{RowsSql} {dialect.In("p.id", "ids")}", new { ids = dialect.List(ids) }, cancellationToken: cancel));
        return rows.ToDictionary(row => row.Id, row => row.ToCheck());
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public long Patch { get; init; }
        public long UserId { get; init; }
        public long At { get; init; }
        public long State { get; init; }
        public string? TargetUrl { get; init; }
        public string Context { get; init; } = "";
        public string? Description { get; init; }
        public string? Username { get; init; }
        public string? FirstName { get; init; }
        public string? LastName { get; init; }
        public string? Email { get; init; }

        public CheckListed ToCheck() => new()
        {
            Id = Id, Patch = Patch, User = new(UserId, Username ?? "", FirstName ?? "", LastName ?? "", Email ?? ""), At = Micros.ToTime(At),
            State = (CheckState)State, TargetUrl = TargetUrl, Context = Context, Description = Description,
        };
    }
}
