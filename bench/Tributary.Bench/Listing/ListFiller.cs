using System.Globalization;
using Dapper;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Bench;

/// <summary>Adds to a made queue what the API's lists show: patches, cover letters, events, checks, users, bundles; always the same for a size.</summary>
internal sealed class ListFiller(Database database)
{
    private const int SeriesEach = 500;
    private const long Day = 86_400_000_000;

    // What is older than this and settled is in the archive.
    private const long ArchivedBefore = 1_672_531_200_000_000;

    private static readonly RowTarget Patches = new(
        "patches", "id:n project:n message:n series:n name:t sent_at:n submitter:n state:n delegate:t archived:n hash:t commit_ref:t checks:n words:t");

    private static readonly RowTarget Covers = new("covers", "id:n project:n message:n series:n name:t sent_at:n submitter:n words:t");
    private static readonly RowTarget Events = new("events", "id:n project:n at:n category:n door:n actor:n series:n patch:n cover:n comment:n before:t after:t");
    private static readonly RowTarget Checks = new("checks", "id:n patch:n user_id:n at:n state:n context:t");
    private static readonly RowTarget Users = new(
        "users", "id:n username:t first_name:t last_name:t email:t is_admin:n is_active:n created_at:n send_email:n items_per_page:n show_ids:n");

    private long nextEvent = 1;
    private long nextCheck = 1;
    private long now;

    /// <summary>The usernames, the delegates first.</summary>
    public static IReadOnlyList<string> Usernames { get; } = ["bpf", "netdev", "kuba", "pabeni", "davem", "ast", "daniel", "martin", "dsahern", .. Enumerable.Range(10, 90).Select(id => $"user{id}")];

    /// <summary>Patchwork's hash of a made patch.</summary>
    public static string Hash(long patch) => (patch * 6_364_136_223_846_793_005L).ToString("x16", CultureInfo.InvariantCulture).PadLeft(40, 'a');

    /// <summary>Fills it.</summary>
    public async Task FillAsync(int patches, CancellationToken cancel)
    {
        await using (var write = await database.Writer.BeginAsync(WritePriority.Bulk, cancel))
        {
            await AddUsersAsync(write, cancel);
            await write.CommitAsync(cancel);
        }

        foreach (var batch in new QueueMaker(patches).Make().Chunk(SeriesEach))
        {
            await using var write = await database.Writer.BeginAsync(WritePriority.Bulk, cancel);
            await AddAsync(write, batch, cancel);
            await write.CommitAsync(cancel);
        }

        await using (var write = await database.Writer.BeginAsync(WritePriority.Bulk, cancel))
        {
            await new ListRecount(write).RunAsync(cancel);
            await write.CommitAsync(cancel);
        }

        if (!database.Dialect.IsPostgres) return;
        await using var connection = await database.OpenReadAsync(cancel);
        await connection.ExecuteAsync("vacuum analyze", commandTimeout: 900);
    }

    private static async Task AddUsersAsync(WriteTransaction write, CancellationToken cancel)
    {
        var rows = write.Write(Users);
        foreach (var (index, name) in Usernames.Index())
            rows.Add(index + 1L).Add(name).Add(name).Add("Someone").Add($"{name}@example.org").Add(0L).Add(1L).Add(0L).Add(0L).Add(100L).Add(0L).EndRow();
        await rows.FlushAsync(cancel);
    }

    private async Task AddAsync(WriteTransaction write, IReadOnlyCollection<QueueSeries> batch, CancellationToken cancel)
    {
        RowWriter[] rows = [write.Write(Patches), write.Write(Covers), write.Write(Events), write.Write(Checks)];
        var names = new NamePostings(write, QueueFiller.Project);
        foreach (var series in batch)
        {
            // Most dates are those of the arrival; some clocks are days off, a few years.
            var sentAt = series.SentAt + (series.Id % 1009 == 0 ? -900 * Day : series.Id % 97 == 0 ? ((series.Id * 7919 % 20) - 10) * Day : 0);
            now = Math.Max(now, series.SentAt);
            var prefix = series.Version > 1 ? $"{series.Tree ?? "bpf"},v{series.Version}" : series.Tree ?? "bpf";
            AddEvent(rows[2], EventCategory.SeriesCreated, (series.Id, null, null));
            if (series.HasCover) AddCover((rows[1], rows[2]), series, $"[{prefix},0/{series.Total}] {series.Name}", sentAt);
            for (var i = 0; i < series.Total; i++)
            {
                var id = series.FirstPatch + i;
                var isArchived = series.SentAt < ArchivedBefore && series.State is not PatchState.New and not PatchState.UnderReview;
                var name = $"[{prefix},{i + 1}/{series.Total}] {series.Name}";
                rows[0].Add(id).Add(QueueFiller.Project).Add(id).Add(series.Id).Add(name).Add(sentAt + i).Add(series.Submitter).Add((long)series.State)
                    .AddText(series.Delegate).Add(isArchived ? 1L : 0L).Add(Hash(id)).AddText(null).Add(id % 3).Add(NameWords.Of(name)).EndRow();
                names.Add(id, before: null, name);
                AddPatchEvents(rows[2], series, id);
                AddChecks(rows[3], id);
            }

            AddEvent(rows[2], EventCategory.SeriesCompleted, (series.Id, null, null));
        }

        foreach (var each in rows) await each.FlushAsync(cancel);
        await names.SaveAsync(cancel);
    }

    private void AddCover((RowWriter Covers, RowWriter Events) rows, QueueSeries series, string name, long sentAt)
    {
        rows.Covers.Add(series.FirstMessage).Add(QueueFiller.Project).Add(series.FirstMessage).Add(series.Id).Add(name).Add(sentAt).Add(series.Submitter)
            .Add(NameWords.Of(name)).EndRow();
        AddEvent(rows.Events, EventCategory.CoverCreated, (series.Id, null, series.FirstMessage));
    }

    private void AddPatchEvents(RowWriter rows, QueueSeries series, long id)
    {
        AddEvent(rows, EventCategory.PatchCreated, (series.Id, id, null));
        if (series.State is not PatchState.New) AddEvent(rows, EventCategory.PatchStateChanged, (series.Id, id, null), PatchState.New.Slug, series.State.Slug);
        if (series.Delegate is not null) AddEvent(rows, EventCategory.PatchDelegated, (series.Id, id, null), "", series.Delegate);
    }

    private void AddEvent(RowWriter rows, EventCategory category, (long Series, long? Patch, long? Cover) about, string? before = null, string? after = null) => rows
        .Add(nextEvent++).Add(QueueFiller.Project).Add(now).Add((long)category).Add((long)Door.Mail).Add(nextEvent % 4 == 0 ? 1 + (nextEvent % 99) : (long?)null)
        .Add(about.Series).Add(about.Patch).Add(about.Cover).AddNull().AddText(before).AddText(after).EndRow();

    private void AddChecks(RowWriter rows, long patch)
    {
        if (patch % 5 != 0) return;
        for (var i = 0; i < 6; i++) rows.Add(nextCheck++).Add(patch).Add(1L + (i % 2)).Add(now).Add((patch + i) % 4).Add($"test-{i % 3}").EndRow();
    }
}
