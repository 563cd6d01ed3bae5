using System.Data.Common;
using Dapper;

namespace Tributary.Store;

/// <summary>Reads what stands in the rows of a list: one query a kind, whatever the number of rows.</summary>
internal sealed class MentionReader(DbConnection connection, Dialect dialect, CancellationToken cancel)
{
    private const string PatchColumns = "p.id, p.project, m.message_id as MessageId, p.sent_at as SentAt, p.name";
    private const string UserColumns = "u.id, u.username, u.first_name as FirstName, u.last_name as LastName, u.email";

    /// <summary>Patches by their numbers.</summary>
    public Task<Dictionary<long, PatchMention>> ListPatchesAsync(IReadOnlyCollection<long> ids) => ListMailsAsync("patches", ids);

    /// <summary>Cover letters by their numbers.</summary>
    public Task<Dictionary<long, PatchMention>> ListCoversAsync(IReadOnlyCollection<long> ids) => ListMailsAsync("covers", ids);

    /// <summary>Comments by their numbers.</summary>
    public async Task<Dictionary<long, CommentMention>> ListCommentsAsync(IReadOnlyCollection<long> ids)
    {
        var rows = await ReadAsync<MailRow>(
            "select p.arrival as id, p.project, m.message_id as MessageId, m.sent_at as SentAt, m.subject as Name "
            + $"from project_messages p join messages m on m.id = p.message where {dialect.In("p.arrival", "ids")}", ids);
        return rows.ToDictionary(row => row.Id, row => new CommentMention(row.Id, row.Project, row.MessageId, Micros.ToTime(row.SentAt), row.Name));
    }

    /// <summary>Series by their numbers.</summary>
    public async Task<Dictionary<long, SeriesMention>> ListSeriesAsync(IReadOnlyCollection<long> ids)
    {
        var rows = await ReadAsync<SeriesMentionRow>(
            $"select s.id, s.project, s.name, s.version, s.sent_at as SentAt from series s where {dialect.In("s.id", "ids")}", ids);
        return rows.ToDictionary(row => row.Id, row => new SeriesMention(row.Id, row.Project, row.Name, row.Version, Micros.ToTime(row.SentAt)));
    }

    /// <summary>Mail commands by the numbers of their events.</summary>
    public async Task<Dictionary<long, StoredCommand>> ListCommandsAsync(IReadOnlyCollection<long> events)
    {
        if (events.Count == 0) return [];
        var commands = await CommandRows.ListAsync(connection, $"where {dialect.In("c.event", "ids")}", new { ids = dialect.List(events) }, cancel);
        return commands.ToDictionary(command => command.Event);
    }

    /// <summary>Accounts by their numbers.</summary>
    public async Task<Dictionary<long, UserListed>> ListUsersAsync(IReadOnlyCollection<long> ids)
    {
        var rows = await ReadAsync<UserRow>($"select {UserColumns} from users u where {dialect.In("u.id", "ids")}", ids);
        return rows.ToDictionary(row => row.Id, row => row.ToUser());
    }

    /// <summary>Accounts by their usernames.</summary>
    public async Task<Dictionary<string, UserListed>> ListUsersByNameAsync(IEnumerable<string?> names)
    {
        var known = names.OfType<string>().Where(name => name.Length > 0).ToHashSet(StringComparer.Ordinal);
        if (known.Count == 0) return [];
        var rows = await connection.QueryAsync<UserRow>(new CommandDefinition(
            $"select {UserColumns} from users u where {dialect.In("u.username", "names")}", new { names = dialect.List(known) }, cancellationToken: cancel));
        return rows.Select(row => row.ToUser()).ToDictionary(user => user.Username, StringComparer.Ordinal);
    }

    /// <summary>Accounts by their addresses.</summary>
    public async Task<Dictionary<string, UserListed>> ListUsersByAddressAsync(IEnumerable<string?> addresses)
    {
        var known = addresses.OfType<string>().Where(address => address.Length > 0).ToHashSet(StringComparer.Ordinal);
        if (known.Count == 0) return [];
        var owners = await connection.QueryAsync<(string Address, long User)>(new CommandDefinition(
            $"select email, id from users where {dialect.In("email", "names")} union all select address, user_id from user_addresses where {dialect.In("address", "names")}",
            new { names = dialect.List(known) }, cancellationToken: cancel));
        var found = owners.ToList();
        var users = await ListUsersAsync([.. found.Select(owner => owner.User).Distinct()]);
        return found.ToDictionary(owner => owner.Address, owner => users[owner.User], StringComparer.Ordinal);
    }

    /// <summary>The patches of the groups of related ones that these are in, by the number of the group.</summary>
    public async Task<ILookup<long, PatchMention>> ListRelatedAsync(IReadOnlyCollection<long> groups)
    {
        var rows = await ReadAsync<MailRow>(
            $"select r.relation as Owner, {PatchColumns} from patch_relations r join patches p on p.id = r.patch join messages m on m.id = p.message "
            + $"where {dialect.In("r.relation", "ids")} order by p.id", groups);
        return rows.ToLookup(row => row.Owner, row => row.ToMention());
    }

    /// <summary>The patches of series in their order, by the series' numbers.</summary>
    public async Task<ILookup<long, PatchMention>> ListPatchesOfSeriesAsync(IReadOnlyCollection<long> series)
    {
        var rows = await ReadAsync<MailRow>(
            $"select p.series as Owner, {PatchColumns} from patches p join messages m on m.id = p.message "
            + "left join series_patches x on x.series = p.series and x.message = p.message "
            + $"where {dialect.In("p.series", "ids")} order by p.series, x.number, p.id", series);
        return rows.ToLookup(row => row.Owner, row => row.ToMention());
    }

    /// <summary>The cover letter of each of the series.</summary>
    public async Task<Dictionary<long, PatchMention>> ListCoversOfSeriesAsync(IReadOnlyCollection<long> series)
    {
        var rows = await ReadAsync<MailRow>(
            $"select s.id as Owner, {PatchColumns} from series s join covers p on p.message = s.cover and p.project = s.project "
            + $"join messages m on m.id = p.message where {dialect.In("s.id", "ids")}", series);
        return rows.ToDictionary(row => row.Owner, row => row.ToMention());
    }

    /// <summary>The patches of bundles in their order, by the bundles' numbers.</summary>
    public async Task<ILookup<long, PatchMention>> ListPatchesOfBundlesAsync(IReadOnlyCollection<long> bundles)
    {
        var rows = await ReadAsync<MailRow>(
            $"select b.bundle as Owner, {PatchColumns} from bundle_patches b join patches p on p.id = b.patch join messages m on m.id = p.message "
            + $"where {dialect.In("b.bundle", "ids")} order by b.bundle, b.position", bundles);
        return rows.ToLookup(row => row.Owner, row => row.ToMention());
    }

    private async Task<Dictionary<long, PatchMention>> ListMailsAsync(string table, IReadOnlyCollection<long> ids)
    {
        var rows = await ReadAsync<MailRow>(
            $"select {PatchColumns} from {table} p join messages m on m.id = p.message where {dialect.In("p.id", "ids")}", ids);
        return rows.ToDictionary(row => row.Id, row => row.ToMention());
    }

    private async Task<IEnumerable<TRow>> ReadAsync<TRow>(string sql, IReadOnlyCollection<long> ids) =>
        ids.Count == 0 ? [] : await connection.QueryAsync<TRow>(new CommandDefinition(sql, new { ids = dialect.List(ids) }, cancellationToken: cancel));

    private sealed class MailRow
    {
        public long Owner { get; init; }
        public long Id { get; init; }
        public long Project { get; init; }
        public string MessageId { get; init; } = "";
        public long SentAt { get; init; }
        public string Name { get; init; } = "";

        public PatchMention ToMention() => new(Id, Project, MessageId, Micros.ToTime(SentAt), Name);
    }

    private sealed class SeriesMentionRow
    {
        public long Id { get; init; }
        public long Project { get; init; }
        public string Name { get; init; } = "";
        public long Version { get; init; }
        public long SentAt { get; init; }
    }
}

/// <summary>An account as it is read.</summary>
internal sealed class UserRow
{
    public long Id { get; init; }
    public string Username { get; init; } = "";
    public string FirstName { get; init; } = "";
    public string LastName { get; init; } = "";
    public string Email { get; init; } = "";

    public UserListed ToUser() => new(Id, Username, FirstName, LastName, Email);
}
