using System.Text;
using Tributary.Mail;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>A work bench to which live mail comes; what is answered lies in the outbox.</summary>
internal sealed class CommandBench : IAsyncDisposable
{
    private int _count;

    private CommandBench(WorkBench work) => Work = work;

    public WorkBench Work { get; }

    public CommandDesk Desk { get; set; } = new(new Outbox(new(new("Patches", "patches@example.org")), TimeProvider.System));

    public static async Task<CommandBench?> OpenAsync(DatabaseKind kind) => await WorkBench.OpenAsync(kind, WorkBench.RealMails()) is { } work ? new(work) : null;

    /// <summary>A mail of somebody in answer to another; the body may be empty.</summary>
    public string Reply(string from, string body, string to = "one-1", string headers = "") => WebBench.Mail(
        $"reply-{++_count}@example.org", "Re: [PATCH bpf-next 1/3] bpf: a start: step 1", body, $"In-Reply-To: <{to}@example.org>\nReferences: <{to}@example.org>\n{headers}", $"{from} <{from}@example.org>", hour: 3);

    /// <summary>Live mail arrives, all of it in one batch.</summary>
    public Task ArriveAsync(params string[] mails) => TakeAsync(Desk, mails);

    /// <summary>Mail of an archive is imported.</summary>
    public Task ImportAsync(params string[] mails) => TakeAsync(desk: null, mails);

    public async Task<IReadOnlyList<string>> EventsAsync() =>
        [.. (await new EventLog(Work.Database).ListAsync(new(Project: null, EventCategory.Command, Since: null), 0, 100, CancellationToken.None))
            .Select(one => $"{one.Command!.Word} {one.Command.Means?.Slug ?? "-"} {one.Command.Outcome.Slug} {one.Actor?.Username ?? "-"}")];

    public async Task<IReadOnlyList<StoredCommand>> CommandsAsync() =>
        [.. (await new EventLog(Work.Database).ListAsync(new(Project: null, EventCategory.Command, Since: null), 0, 100, CancellationToken.None)).Select(one => one.Command!)];

    public async Task<IReadOnlyList<string>> LettersAsync()
    {
        var letters = new List<string>();
        var queries = new OutboxQueries(Work.Database);
        foreach (var letter in (await queries.ListAsync(new(), before: null, 100, CancellationToken.None)).Reverse())
            letters.Add(Encoding.UTF8.GetString((await queries.FindAsync(letter.Id, CancellationToken.None))!.Content.Span).ReplaceLineEndings("\n"));
        return letters;
    }

    public ValueTask DisposeAsync() => Work.DisposeAsync();

    private async Task TakeAsync(CommandDesk? desk, string[] mails)
    {
        var step = new ImportStep(Work.Database, _ => BuiltInProfiles.Find(BuiltInProfiles.Default)) { Desk = desk };
        await step.RunAsync(new(Work.Import.Project, Work.Import.Source, [.. mails.Select(mail => NewMessage.Read(Encoding.UTF8.GetBytes(mail)))], [], "{}"), CancellationToken.None);
    }
}
