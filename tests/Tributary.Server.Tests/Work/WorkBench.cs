using System.Text;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>A project with a series of three patches by Ada and a reply by Rae, and people who want to change something of it.</summary>
internal sealed class WorkBench : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private WorkBench(ImportBench import) => Import = import;

    public ImportBench Import { get; }

    public Database Database => Import.Database;

    public DecisionStep Decisions => new(Database, _ => BuiltInProfiles.Find(BuiltInProfiles.Default));

    public CheckStep Checks => new(Database, _ => BuiltInProfiles.Find(BuiltInProfiles.Default));

    /// <summary>Maintains the project.</summary>
    public required WorkActor Mara { get; init; }

    /// <summary>Sent the series.</summary>
    public required WorkActor Ada { get; init; }

    /// <summary>Reviews; nobody in particular.</summary>
    public required WorkActor Rae { get; init; }

    /// <summary>Runs the machine.</summary>
    public required WorkActor Root { get; init; }

    public static WorkActor Stranger => new(User: null, Door.Api, Noon);

    /// <summary>The numbers of the patches one-1 to one-3.</summary>
    public IReadOnlyList<long> Patches { get; private set; } = [];

    public SeriesId Series => new(1);

    /// <summary>The mail of the bench as bytes that can be read again, for what is rebuilt: its series one, and a series two of two patches.</summary>
    public static IEnumerable<NewMessage> RealMails() => RealTexts().Select(text => NewMessage.Read(Encoding.UTF8.GetBytes(text)));

    /// <summary>The same as texts.</summary>
    public static IEnumerable<string> RealTexts()
    {
        foreach (var (name, title, total, hour) in (ValueTuple<string, string, int, int>[])[("one", "bpf: a start", 3, 0), ("two", "bpf: quite another", 2, 5)])
        {
            yield return WebBench.Mail($"{name}-0@example.org", $"[PATCH bpf-next 0/{total}] {title}", "What it is for.", from: "Ada Author <ada@example.org>", hour: hour);
            for (var number = 1; number <= total; number++)
            {
                yield return WebBench.Patch(
                    $"{name}-{number}@example.org", $"[PATCH bpf-next {number}/{total}] {title}: step {number}", $"In-Reply-To: <{name}-0@example.org>\n", $"kernel/bpf/{name}{number}.c", hour)
                    .Replace("Ann Author <ann@", "Ada Author <ada@", StringComparison.Ordinal);
            }
        }
    }

    public static Task<WorkBench?> OpenAsync(DatabaseKind kind) => OpenAsync(
        kind, [.. Letters.Series("one", "bpf: a start", 3), Letters.Mail("r1", "Re: [PATCH bpf-next 1/3] bpf: a start: step 1", ["one-1", "one-0"], 30)]);

    public static async Task<WorkBench?> OpenAsync(DatabaseKind kind, IEnumerable<NewMessage> mails)
    {
        if (await ImportBench.OpenAsync(kind) is not { } import) return null;
        await import.ImportAsync(mails);
        var bench = new WorkBench(import)
        {
            Mara = await AddAsync(import, new() { Username = "mara", Email = "mara@example.org", Maintains = [import.Project] }),
            Ada = await AddAsync(import, new() { Username = "ada", Email = "ada@example.org" }),
            Rae = await AddAsync(import, new() { Username = "rae", Email = "rae@example.org" }),
            Root = await AddAsync(import, new() { Username = "root", Email = "root@example.org", IsAdmin = true }),
        };
        bench.Patches = await bench.NumbersAsync("one-1", "one-2", "one-3");
        return bench;
    }

    /// <summary>The numbers of messages in the API.</summary>
    public async Task<IReadOnlyList<long>> NumbersAsync(params string[] names)
    {
        var numbers = new List<long>();
        foreach (var name in names)
        {
            numbers.AddRange(await Import.QueryAsync<long>(
                "select pm.arrival from project_messages pm join messages m on m.id = pm.message where m.message_id = @id", new { id = $"{name}@example.org" }));
        }

        return numbers;
    }

    public Task<WorkOutcome> SetAsync(long patch, PatchState state, WorkActor actor) =>
        Decisions.RunOnPatchAsync(patch, new() { State = state }, actor, CancellationToken.None);

    public Task<WorkOutcome> SetSeriesAsync(PatchState state, WorkActor actor, long series = 1) =>
        Decisions.RunOnSeriesAsync(new(series), new() { State = state }, actor, CancellationToken.None);

    /// <summary>The states of the series' patches, and of the series.</summary>
    public async Task<string> StatesAsync(long series = 1)
    {
        var patches = await Import.QueryAsync<long>("select state from patches where series = @series order by id", new { series });
        var own = await Import.QueryAsync<long>("select state from series where id = @series", new { series });
        return $"{string.Join(' ', patches.Select(state => ((PatchState)state).Slug))} / {((PatchState)own.Single()).Slug}";
    }

    /// <summary>The events after those of the import: category, patch, actor, door, before, after.</summary>
    public async Task<IReadOnlyList<(string Category, long? Patch, long? Actor, Door Door, string? Before, string? After)>> EventsAsync() =>
        [.. (await Import.QueryAsync<(long Category, long? Patch, long? Actor, long Door, string? Before, string? After)>(
            "select category, patch, actor, door, before, after from events where door <> 0 order by id"))
            .Select(row => (((EventCategory)row.Category).Slug, row.Patch, row.Actor, (Door)row.Door, row.Before, row.After))];

    public ValueTask DisposeAsync() => Import.DisposeAsync();

    /// <summary>Another account.</summary>
    public Task<WorkActor> AddAsync(User user) => AddAsync(Import, user);

    private static async Task<WorkActor> AddAsync(ImportBench import, User user)
    {
        await using var write = await import.Database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None);
        var store = new UserStore(write);
        var added = user with { Id = await store.TakeIdAsync(CancellationToken.None), CreatedAt = Noon };
        await store.AddAsync(added, CancellationToken.None);
        foreach (var project in user.Maintains) await store.SetMaintainerAsync(project, added.Id, isMaintainer: true, CancellationToken.None);
        await write.CommitAsideAsync(CancellationToken.None);
        return new(added, Door.Api, Noon);
    }
}
