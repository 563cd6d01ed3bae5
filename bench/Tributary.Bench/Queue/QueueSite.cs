using System.Collections.Immutable;
using System.Globalization;
using Dapper;
using Npgsql;
using Tributary.Store;

namespace Tributary.Bench;

/// <summary>A filled database of one size, and what questions are asked about in it.</summary>
internal sealed class QueueSite : IAsyncDisposable
{
    private ImmutableArray<int> servers = [];

    private QueueSite(int patches, Database database)
    {
        Patches = patches;
        Database = database;
        Series = new(database);
        Messages = new(database);
        Search = new(database);
    }

    public int Patches { get; }
    public Database Database { get; }
    public SeriesQueries Series { get; }
    public MessageQueries Messages { get; }
    public SearchQueries Search { get; }

    /// <summary>Numbers of series, spread over all of them.</summary>
    public ImmutableArray<long> SomeSeries { get; private set; } = [];

    /// <summary>Places in the queue near its middle.</summary>
    public ImmutableArray<SeriesCursor> Middles { get; private set; } = [];

    /// <summary>Numbers of messages, spread over all of them.</summary>
    public ImmutableArray<long> SomeMessages { get; private set; } = [];

    /// <summary>People.</summary>
    public int People => new QueueMaker(Patches).People;

    /// <summary>The time that PostgreSQL's processes for this program spent on a processor; nothing for the embedded database.</summary>
    public TimeSpan ServerTime =>
        TimeSpan.FromMicroseconds(servers.Where(server => File.Exists($"/proc/{server}/schedstat"))
            .Sum(server => long.Parse(File.ReadAllText($"/proc/{server}/schedstat").Split(' ')[0], CultureInfo.InvariantCulture)) / 1000.0);

    /// <summary>Looks for PostgreSQL's processes that serve this program.</summary>
    public async Task FindServersAsync()
    {
        if (!Database.Dialect.IsPostgres) return;
        await using var connection = await Database.OpenReadAsync(default);
        servers = [.. await connection.QueryAsync<int>("select pid from pg_stat_activity where datname = current_database() and application_name = 'tributary'")];
    }

    /// <summary>Opens the database of a size; where it is not there yet it is made.</summary>
    public static async Task<QueueSite> OpenAsync(int patches, string folder, string? url, CancellationToken cancel)
    {
        if (url is not null) url = await MakeDatabaseAsync(url, patches, cancel);
        var site = new QueueSite(patches, await Database.OpenAsync(Path.Combine(folder, $"queue-{patches}"), url, cancel));
        await using var connection = await site.Database.OpenReadAsync(cancel);
        if (await connection.ExecuteScalarAsync<long>("select count(*) from series_counts") == 0)
        {
            Console.Error.WriteLine($"filling {patches:N0} patches …");
            await new QueueFiller(site.Database).FillAsync(patches, cancel);
        }

        await site.LookAroundAsync(cancel);
        return site;
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private async Task LookAroundAsync(CancellationToken cancel)
    {
        await using var connection = await Database.OpenReadAsync(cancel);
        var series = await connection.ExecuteScalarAsync<long>("select max(id) from series");
        var messages = await connection.ExecuteScalarAsync<long>("select max(id) from messages");
        var random = new Random(5);
        SomeSeries = [.. Enumerable.Range(0, 400).Select(_ => 1 + random.NextInt64(series))];
        SomeMessages = [.. Enumerable.Range(0, 400).Select(_ => 1 + random.NextInt64(messages))];
        var middles = await connection.QueryAsync<(long At, long Id)>(
            "select active_at, id from series where id > @from order by id limit 400", new { from = series / 2 });
        Middles = [.. middles.Select(middle => new SeriesCursor(DateTimeOffset.UnixEpoch.AddTicks(middle.At * 10), new(middle.Id)))];
    }

    private static async Task<string> MakeDatabaseAsync(string url, int patches, CancellationToken cancel)
    {
        var uri = new Uri(url);
        var name = $"{uri.AbsolutePath.Trim('/')}_{patches}";
        await using var database = await Database.OpenAsync("", url, cancel);
        await using var connection = await database.OpenReadAsync(cancel);
        try
        {
            await connection.ExecuteAsync($"create database \"{name}\"");
        }
        catch (PostgresException there) when (there.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            // Made by a run before; filled again only if it is empty.
        }

        return new UriBuilder(uri) { Path = name }.Uri.ToString();
    }
}
