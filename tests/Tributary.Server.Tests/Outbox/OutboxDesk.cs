using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>An outbox with a way out, and a clock that the test moves.</summary>
internal sealed class OutboxDesk : IAsyncDisposable
{
    private readonly TestDatabase _test;
    private int _count;

    private OutboxDesk(TestDatabase test, string way)
    {
        _test = test;
        MailOut.TryRead(way, "Patches <patches@example.org>", Path.Combine(test.Folder, "spool"), out var mail, out var wrong).ShouldBeTrue(wrong);
        Mail = mail!;
    }

    public ManualClock Clock { get; } = new();

    public MailOut Mail { get; private set; }

    public Database Database => _test.Database;

    public string Folder => _test.Folder;

    public OutboxQueries Queries => new(Database);

    public static async Task<OutboxDesk> OpenAsync(string way, DatabaseKind kind = DatabaseKind.Sqlite)
    {
        var test = (await TestDatabase.OpenAsync(kind))!;
        return new(test, way.Replace("{folder}", test.Folder, StringComparison.Ordinal));
    }

    public static Task<OutboxDesk> OpenAsync(LoopbackMailServer server, string rest = "") => OpenAsync($"smtp://127.0.0.1:{server.Port}?timeout=1{rest}");

    public async Task<LetterId> PutAsync(string text, params ImmutableArray<string> to)
    {
        await using var write = await Database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None);
        var key = $"test/{++_count}";
        await new Outbox(Mail.Identity, Clock).PutAsync(
            write, new() { Key = key, To = [.. to.Select(address => new Mailbox("", address))], Subject = "Word", Text = text }, CancellationToken.None);
        await write.CommitAsideAsync(CancellationToken.None);
        return (await Queries.FindByKeyAsync(key, CancellationToken.None))!.Id;
    }

    /// <summary>Sends all that is due, as a server that is started anew does.</summary>
    public async Task SendAsync()
    {
        var sender = new OutboxSender(Database, Mail, Clock);
        while (await sender.SendOneAsync(CancellationToken.None))
        {
            // The next.
        }
    }

    /// <summary>Sends, and again a day and two later, when every pause is over and nothing is given up.</summary>
    public async Task SendForDaysAsync()
    {
        await SendAsync();
        for (var day = 0; day < 2; day++)
        {
            Clock.Now += TimeSpan.FromDays(1);
            await SendAsync();
        }
    }

    public async Task<OutboxLetter> FindAsync(LetterId id) => (await Queries.FindAsync(id, CancellationToken.None))!;

    public async Task<LetterState> StateAsync(LetterId id) => (await FindAsync(id)).Standing.State;

    public ValueTask DisposeAsync() => _test.DisposeAsync();
}
