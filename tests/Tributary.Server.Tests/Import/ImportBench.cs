using Dapper;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Store.Tests;

namespace Tributary.Server.Tests;

/// <summary>A database with a project and a source, and the step at work on them.</summary>
internal sealed class ImportBench : IAsyncDisposable
{
    private readonly TestDatabase test;

    private ImportBench(TestDatabase test)
    {
        this.test = test;
        Step = NewStep();
    }

    public static Profile Profile { get; } = BuiltInProfiles.Find(BuiltInProfiles.Default)!;

    public static TimeProvider Clock { get; } = new FixedClock();

    public Database Database => test.Database;

    public ImportStep Step { get; set; }

    /// <summary>Whether mails of a batch lie in rows together, as those of a source do.</summary>
    public bool PacksTogether { get; set; } = true;

    public long Project { get; private set; }

    public long Source { get; private set; }

    public static async Task<ImportBench?> OpenAsync(DatabaseKind kind)
    {
        var opened = await TestDatabase.OpenAsync(kind);
        if (opened is null) return null;
        var bench = new ImportBench(opened);
        (bench.Project, bench.Source) = await bench.AddProjectAsync("first");
        return bench;
    }

    public Task OpenAgainAsync() => test.OpenAgainAsync();

    public ImportStep NewStep() => new(Database, _ => Profile) { Clock = Clock };

    public async Task<(long Project, long Source)> AddProjectAsync(string name)
    {
        var store = new ProjectStore(Database);
        var project = await store.FindOrAddAsync(name, Profile.Name, CancellationToken.None);
        return (project, (await store.FindOrAddSourceAsync(project, "mbox", $"/{name}.mbox", CancellationToken.None)).Id);
    }

    public async Task<long> AddSourceAsync(string location) =>
        (await new ProjectStore(Database).FindOrAddSourceAsync(Project, "mbox", location, CancellationToken.None)).Id;

    public Task<ImportCounts> ImportAsync(params IEnumerable<NewMessage> mails) => ImportAsync(Project, Source, mails);

    public async Task<ImportCounts> ImportAsync(long project, long source, IEnumerable<NewMessage> mails)
    {
        using var room = new PackedRoom();
        return await Step.RunAsync(new(project, source, [.. PacksTogether ? PackTogether(mails, room) : mails], [], "{}"), CancellationToken.None);
    }

    public Task<ImportCounts> DeleteAsync(params IEnumerable<string> ids) =>
        Step.RunAsync(new(Project, Source, [], [.. ids.Select(id => new Tributary.Mail.MessageId($"{id}@example.org"))], "{}"), CancellationToken.None);

    public Task<ImportTotals> CountAsync() => ImportTotals.CountAsync(Database, Project, 0, [], CancellationToken.None);

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? values = null)
    {
        await using var connection = await Database.OpenReadAsync(CancellationToken.None);
        return [.. await connection.QueryAsync<T>(sql, values)];
    }

    public async Task ExecuteAsync(string sql, object? values = null)
    {
        await using var write = await Database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None);
        await write.Connection.ExecuteAsync(sql, values);
        await write.CommitAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => test.DisposeAsync();

    private static List<NewMessage> PackTogether(IEnumerable<NewMessage> mails, PackedRoom room)
    {
        using var packing = new BlockPacking(room);
        var packed = mails.Select(mail => mail.Member is null ? mail : NewMessage.Of(mail.Decode(), mail.Member, packing) with { Commands = mail.Commands }).ToList();
        packing.Finish();
        return packed;
    }

    /// <summary>When everything happens in these tests.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 4, 1, 12, 0, 0, TimeSpan.Zero);

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
