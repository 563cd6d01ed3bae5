using System.Data.Common;
using System.Text.Json;
using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>The series that are on their way into a tree, that are in one, and that were.</summary>
public sealed class ApplicationStore(Database database)
{
    private const string SaveSql = """
        insert into applications (id, project, series, tree, state, base, tip, numbers, actor, committer, at, changed_at, before, note, conflict)
        values (@id, @project, @series, @tree, @state, @base, @tip, @numbers, @actor, @committer, @at, @changedAt, @before, @note, @conflict)
        on conflict (id) do update set state = excluded.state, base = excluded.base, tip = excluded.tip, numbers = excluded.numbers, actor = excluded.actor, committer = excluded.committer,
            changed_at = excluded.changed_at, before = excluded.before, note = excluded.note, conflict = excluded.conflict
        """;

    private const string Rows = """
        select id, project, series, tree, state, base, tip, numbers, actor, committer, at, changed_at as ChangedAt, before, note, conflict from applications
        """;

    /// <summary>Writes one, in the transaction of what caused it; one without a number gets one.</summary>
    public static async Task<StoredApplication> SaveAsync(WriteTransaction write, StoredApplication application, CancellationToken cancel)
    {
        if (application.Id == 0) application = application with { Id = await IdLedger.TakeAsync(write, "applications", 1, cancel) };
        await write.Connection.ExecuteAsync(new CommandDefinition(
            SaveSql,
            new
            {
                id = application.Id, project = application.Project, series = application.Series.Value, tree = application.Tree, state = (long)application.State, @base = application.Base,
                tip = application.Tip?.Hex, numbers = application.Numbers, actor = application.Actor, committer = Dialect.Clean(application.Committer), at = Micros.From(application.At),
                changedAt = Micros.From(application.ChangedAt), before = application.Before, note = Dialect.Clean(application.Note),
                conflict = application.State == ApplicationState.Conflict && application.Conflict is { } conflict ? Dialect.Clean(JsonSerializer.Serialize(conflict)) : null,
            },
            cancellationToken: cancel));
        return application;
    }

    /// <summary>Those of a series, the newest first, inside a transaction.</summary>
    public static async Task<IReadOnlyList<StoredApplication>> ListAsync(WriteTransaction write, SeriesId series, CancellationToken cancel) =>
        await ReadAsync(write.Connection, $"{Rows} where series = @series order by id desc limit 100", new { series = series.Value }, cancel);

    /// <summary>Those of a series, the newest first.</summary>
    public Task<IReadOnlyList<StoredApplication>> ListAsync(SeriesId series, CancellationToken cancel) => ListAsync($"{Rows} where series = @series order by id desc limit 100", new { series = series.Value }, cancel);

    /// <summary>Those of a tree in a state, the oldest first.</summary>
    public Task<IReadOnlyList<StoredApplication>> ListAsync(string tree, ApplicationState state, CancellationToken cancel) =>
        ListAsync($"{Rows} where tree = @tree and state = @state order by id limit 10000", new { tree, state = (long)state }, cancel);

    private async Task<IReadOnlyList<StoredApplication>> ListAsync(string sql, object values, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await ReadAsync(connection, sql, values, cancel);
    }

    private static async Task<IReadOnlyList<StoredApplication>> ReadAsync(DbConnection connection, string sql, object values, CancellationToken cancel) =>
        [.. (await connection.QueryAsync<Row>(new CommandDefinition(sql, values, cancellationToken: cancel))).Select(static row => row.ToApplication())];

    private sealed record Row
    {
        public long Id { get; init; }
        public long Project { get; init; }
        public long Series { get; init; }
        public string Tree { get; init; } = "";
        public long State { get; init; }
        public string Base { get; init; } = "";
        public string? Tip { get; init; }
        public string Numbers { get; init; } = "";
        public long? Actor { get; init; }
        public string Committer { get; init; } = "";
        public long At { get; init; }
        public long ChangedAt { get; init; }
        public string Before { get; init; } = "";
        public string Note { get; init; } = "";
        public string? Conflict { get; init; }

        // What an older program wrote otherwise is not shown.
        private static ApplyConflict? Read(string? json)
        {
            try
            {
                return json is null ? null : JsonSerializer.Deserialize<ApplyConflict>(json);
            }
            catch (JsonException)
            {
                return null;
            }
        }

        public StoredApplication ToApplication() => new()
        {
            Id = Id, Project = Project, Series = new(Series), Tree = Tree, State = (ApplicationState)State, Base = Base, Tip = CommitId.TryParse(Tip, out var tip) ? tip : null, Numbers = Numbers,
            Actor = Actor, Committer = Committer, At = Micros.ToTime(At), ChangedAt = Micros.ToTime(ChangedAt), Before = Before, Note = Note, Conflict = Read(Conflict),
        };
    }
}
