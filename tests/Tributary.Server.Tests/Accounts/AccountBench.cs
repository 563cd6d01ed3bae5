using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Tributary.Mail;
using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>A server with a project, people who have passwords, a clock that the test moves, and an outbox that is read and not sent.</summary>
internal sealed partial class AccountBench : IAsyncDisposable
{
    public const string Password = "correct horse";

    private readonly WebApplication app;

    private AccountBench(ImportBench import, string? publicUrl)
    {
        Import = import;
        app = TributaryServer.Build(new() { Database = import.Database, Urls = ["http://127.0.0.1:0"], Clock = Clock, PublicUrl = publicUrl });
    }

    public ImportBench Import { get; }

    public Database Database => Import.Database;

    public ManualClock Clock { get; } = new();

    public string Site => app.Urls.First();

    public IServiceProvider Services => app.Services;

    public UserQueries Users => new(Database);

    public static WorkActor Root { get; } = new(User: null, Door.CommandLine, Given.Now);

    public static async Task<AccountBench> OpenAsync(DatabaseKind kind = DatabaseKind.Sqlite, string? publicUrl = null, params string[] mails)
    {
        var bench = new AccountBench((await ImportBench.OpenAsync(kind))!, publicUrl);
        await bench.Import.ImportAsync(mails.Select(mail => NewMessage.Read(Encoding.UTF8.GetBytes(mail))));
        await bench.app.StartAsync();
        return bench;
    }

    public PageVisitor Browser() => new(Site);

    /// <summary>Makes an account with the password of the bench.</summary>
    public async Task<User> AddUserAsync(string name, AccountEdit? edit = null)
    {
        var made = await new AccountStep(Database).AddAsync(name, (edit ?? new()) with { Email = edit?.Email ?? $"{name}@example.org", Password = Password }, Root, CancellationToken.None);
        made.ShouldBeOfType<WorkOutcome.Done>();
        return (await Users.FindByNameAsync(name, CancellationToken.None))!;
    }

    /// <summary>A browser by which somebody is signed in.</summary>
    public async Task<PageVisitor> SignInAsync(string name)
    {
        var browser = Browser();
        await browser.SignInAsync(name, Password);
        return browser;
    }

    /// <summary>The letters, the newest first: to whom, and their bytes.</summary>
    public async Task<IReadOnlyList<(string To, byte[] Mail)>> LettersAsync()
    {
        var queries = new OutboxQueries(Database);
        var letters = new List<(string, byte[])>();
        foreach (var listed in await queries.ListAsync(new(), before: null, 100, CancellationToken.None))
            letters.Add((listed.Standing.Recipients.Single().Address, (await queries.FindAsync(listed.Id, CancellationToken.None))!.Content.ToArray()));
        return letters;
    }

    /// <summary>The link in the newest letter, as a path of this site.</summary>
    public async Task<string> LinkAsync()
    {
        var text = MessageReader.Read((await LettersAsync())[0].Mail).Parts[0].Text;
        return new Uri(Link().Match(text!).Value).PathAndQuery;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await Import.DisposeAsync();
    }

    [GeneratedRegex(@"https?://\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
