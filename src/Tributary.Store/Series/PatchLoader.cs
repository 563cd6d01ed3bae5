using Dapper;
using Tributary.Patches;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Reads what is stored of patches and cover letters beside their mail: what people decided and checked, and the rows as they are.</summary>
internal sealed class PatchLoader(WriteTransaction write, long project)
{
    private const string DecisionSql = """
        select message, decided, decided_over as decidedOver, delegate, archived, commit_ref as commitRef, pull_url as pullUrl
        from patch_decisions where project = @project and
        """;

    private const string CheckSql = "select patch, user_id as userId, context, state from checks where";

    private const string PatchSql = """
        select id, message, series, name, sent_at as sentAt, submitter, state, delegate, archived, hash, commit_ref as commitRef, pull_url as pullUrl, checks
        from patches where
        """;

    private const string CoverSql = "select id, message, series, name, sent_at as sentAt, submitter from covers where";

    /// <summary>Reads what people decided on patches, and what their checks come to.</summary>
    public async Task LoadDecisionsAsync(IReadOnlyCollection<StoredMember> members, CancellationToken cancel)
    {
        var patches = members.Where(member => IsPatch(member.Member.Kind)).ToList();
        if (patches.Count == 0) return;
        var decisions = (await ListAsync<DecisionRow>(DecisionSql, "message", patches.Select(member => member.Id), cancel)).ToDictionary(row => row.Message);
        var checks = (await ListAsync<CheckRow>(CheckSql, "patch", patches.Select(member => member.Arrival), cancel)).ToLookup(row => row.Patch);
        foreach (var member in patches)
        {
            member.Decision = decisions.GetValueOrDefault(member.Id)?.ToDecision();
            member.IsChecked = checks.Contains(member.Arrival);
            member.Checks = CheckStates.Combine(checks[member.Arrival].GroupBy(row => (row.UserId, row.Context)).Select(group => (CheckState)group.Last().State));
        }
    }

    /// <summary>Reads the rows of patches and cover letters as they are.</summary>
    public async Task LoadRowsAsync(IReadOnlyCollection<StoredMember> members, CancellationToken cancel)
    {
        var patches = members.Where(member => IsPatch(member.Member.Kind)).ToDictionary(member => member.Arrival);
        if (patches.Count > 0)
        {
            foreach (var row in await ListAsync<StoredPatchRow>(PatchSql, "id", patches.Keys, cancel)) patches[row.Id].Patch = row.ToRow();
        }

        var covers = members.Where(member => member.Member.Kind is MailKind.CoverLetter).ToDictionary(member => member.Arrival);
        if (covers.Count == 0) return;
        foreach (var row in await ListAsync<StoredCoverRow>(CoverSql, "id", covers.Keys, cancel)) covers[row.Id].Cover = row.ToRow();
    }

    /// <summary>Rows of patches by their numbers.</summary>
    public static async Task<IReadOnlyList<PatchRow>> ListRowsAsync(WriteTransaction write, IEnumerable<long> ids, CancellationToken cancel) =>
        [.. (await write.Connection.QueryAsync<StoredPatchRow>(new CommandDefinition(
            $"{PatchSql} {write.Dialect.In("id", "ids")} order by id", new { ids = write.Dialect.List(ids) }, cancellationToken: cancel))).Select(row => row.ToRow())];

    private static bool IsPatch(MailKind kind) => kind is MailKind.Patch or MailKind.PullRequest;

    private async Task<List<T>> ListAsync<T>(string sql, string column, IEnumerable<long> ids, CancellationToken cancel) =>
        (await write.Connection.QueryAsync<T>(new CommandDefinition(
            $"{sql} {write.Dialect.In(column, "ids")} order by {(column == "patch" ? "id" : column)}", new { project, ids = write.Dialect.List(ids) }, cancellationToken: cancel))).AsList();

    private sealed class DecisionRow
    {
        public long Message { get; init; }
        public long? Decided { get; init; }
        public long? DecidedOver { get; init; }
        public string? Delegate { get; init; }
        public long? Archived { get; init; }
        public string? CommitRef { get; init; }
        public string? PullUrl { get; init; }

        public PatchDecision ToDecision() => new(
            Message, (PatchState?)Decided, DecidedOver is { } over ? new SeriesId(over) : null, Delegate, Archived is { } archived ? archived != 0 : null, CommitRef, PullUrl);
    }

    private sealed class CheckRow
    {
        public long Patch { get; init; }
        public long UserId { get; init; }
        public string Context { get; init; } = "";
        public long State { get; init; }
    }

    private sealed class StoredCoverRow
    {
        public long Id { get; init; }
        public long Message { get; init; }
        public long Series { get; init; }
        public string Name { get; init; } = "";
        public long SentAt { get; init; }
        public long Submitter { get; init; }

        public CoverRow ToRow() => new(Id, Message, new(Series), Name, SentAt, Submitter);
    }

    private sealed class StoredPatchRow
    {
        public long Id { get; init; }
        public long Message { get; init; }
        public long Series { get; init; }
        public string Name { get; init; } = "";
        public long SentAt { get; init; }
        public long Submitter { get; init; }
        public long State { get; init; }
        public string? Delegate { get; init; }
        public long Archived { get; init; }
        public string? Hash { get; init; }
        public string? CommitRef { get; init; }
        public string? PullUrl { get; init; }
        public long Checks { get; init; }

        public PatchRow ToRow() => new()
        {
            Id = Id, Message = Message, Series = new(Series), Name = Name, SentAt = SentAt, Submitter = Submitter, State = (PatchState)State,
            Delegate = Delegate, IsArchived = Archived != 0, Hash = Hash, CommitRef = CommitRef, PullUrl = PullUrl, Checks = (CheckState)Checks,
        };
    }
}
