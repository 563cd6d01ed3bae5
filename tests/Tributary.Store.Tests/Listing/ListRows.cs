using Tributary.Workflow;

namespace Tributary.Store.Tests;

/// <summary>A small random archive, written through the stores: numbers and dates lie so far apart that every kind of block is crossed.</summary>
internal sealed class ListRows(TestDatabase test, int seed)
{
    private static readonly string[] Words = ["bpf:", "Fix", "sockmap", "libbpf", "selftests/bpf", "GRO", "add_map", "a%b", "Grüße"];
    private readonly Random random = new(seed);
    private long nextId = 1;

    public List<(long Project, PatchRow Row)> Patches { get; } = [];

    public List<(long Project, CoverRow Row)> Covers { get; } = [];

    public static string MessageId(long message) => $"m{message}@example.org";

    /// <summary>Makes it, then changes and removes some of it.</summary>
    public async Task FillAsync()
    {
        await test.InsertAsync("projects", [new { id = 1L, name = "one", profile = "bpf" }, new { id = 2L, name = "two", profile = "bpf" }]);
        await test.InsertAsync("people", Enumerable.Range(1, 4).Select(id => (object)new
        {
            id = (long)id, address = $"p{id}@example.org", name = $"Person {id}", named_at = 0L, named_in = "x", written = $"p{id}@example.org", words = "",
        }));
        await test.InsertAsync("users", new
        {
            id = 7L, username = "kuba", first_name = "K", last_name = "", email = "p2@example.org", is_admin = 0L, is_active = 1L, created_at = 0L, send_email = 0L,
            items_per_page = 30L, show_ids = 0L,
        });
        foreach (var project in (long[])[1, 2])
        {
            for (var batch = random.Next(1, 4); batch > 0; batch--) await AddAsync(project, random.Next(60));
            await ChangeAsync(project);
        }
    }

    private async Task AddAsync(long project, int count)
    {
        var made = Enumerable.Range(0, count).Select(_ => Make()).ToList();
        await test.InsertAsync("messages", made.Select(row => (object)new
        {
            id = row.Message, message_id = MessageId(row.Message), digest = new byte[16], sent_at = row.SentAt, person = row.Submitter, kind = 1L, subject = row.Name, size = 1L,
            member = Array.Empty<byte>(),
        }));
        var covers = made.Where(row => row.Id % 3 == 0).Select(row => new CoverRow(row.Id, row.Message, row.Series, row.Name, row.SentAt, row.Submitter)).ToList();
        Patches.AddRange(made.Select(row => (project, row)));
        Covers.AddRange(covers.Select(row => (project, row)));
        await SaveAsync(project, made.ConvertAll(row => new PatchChange(null, row)), covers.ConvertAll(row => new CoverChange(null, row)));
    }

    private async Task ChangeAsync(long project)
    {
        var changes = new List<PatchChange>();
        foreach (var entry in Patches.Where(entry => entry.Project == project && random.Next(3) == 0).ToList())
        {
            Patches.Remove(entry);
            var after = random.Next(4) == 0 ? null : Make() with { Id = entry.Row.Id, Message = entry.Row.Message };
            changes.Add(new(entry.Row, after));
            if (after is not null) Patches.Add((project, after));
        }

        await SaveAsync(project, changes, []);
    }

    private async Task SaveAsync(long project, List<PatchChange> patches, List<CoverChange> covers)
    {
        await using var write = await test.Database.Writer.BeginAsync(WritePriority.Bulk, CancellationToken.None);
        await new PatchStore(write, project).SaveAsync(patches, covers, CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
    }

    private PatchRow Make()
    {
        nextId += random.Next(10) switch { 0 => random.Next(300_000), < 3 => random.Next(20_000), _ => 1 + random.Next(5) };
        return new()
        {
            Id = ++nextId, Message = nextId + 1000, Series = new(random.Next(1, 30)), Name = string.Join(' ', Enumerable.Range(0, 3).Select(_ => Words[random.Next(Words.Length)])),
            SentAt = Time(), Submitter = random.Next(1, 5), State = (PatchState)(random.Next(3) * random.Next(3)), Delegate = random.Next(3) switch { 0 => "kuba", 1 => "bpf", _ => null },
            IsArchived = random.Next(4) == 0, Hash = random.Next(5) == 0 ? null : $"{random.Next(40):x40}", CommitRef = null, PullUrl = null, Checks = (CheckState)random.Next(4),
        };
    }

    // Most follow the numbers, in steps that several share; some are anywhere, before 1970 too.
    private long Time() => random.Next(8) switch
    {
        0 => random.NextInt64(-2_000_000_000_000_000, 2_000_000_000_000_000),
        _ => 1_500_000_000_000_000 + (nextId / 4 * 100_000_000),
    };
}
