using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Tributary.Git;
using Tributary.Git.Tests;
using Tributary.Mail;
using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>A server with trees: repositories made here play those of the profile, and mails carry patches made by git.</summary>
internal sealed class TreeBench : IAsyncDisposable
{
    public const string Password = "correct horse";
    public const string A = "kernel/bpf/a.c", B = "kernel/bpf/b.c";
    private readonly WebApplication app;
    private readonly Dictionary<string, TestUpstream> upstreams = new(StringComparer.Ordinal);
    private int hour;

    private TreeBench(ImportBench import)
    {
        Import = import;
        Folder = Directory.CreateTempSubdirectory("tributary-treebench-").FullName;
        app = TributaryServer.Build(new() { Database = import.Database, Urls = ["http://127.0.0.1:0"], Clock = Clock, TreeFolder = Path.Combine(Folder, "trees") });
    }

    public ImportBench Import { get; }

    public Database Database => Import.Database;

    public ManualClock Clock { get; } = new();

    public string Folder { get; }

    public IServiceProvider Services => app.Services;

    public ApplyTools Tools => app.Services.GetRequiredService<ApplyTools>();

    /// <summary>Another node with the same database and the same clone.</summary>
    public ApplyTools OtherNode() => new(Database, Tools.Folder, ProfileFile.Find, (Tools.Notices, Clock));

    public string Site => app.Urls.First();

    /// <summary>A bench whose trees bpf-next and mainline (or those named) begin with two files of thirty lines.</summary>
    public static async Task<TreeBench> OpenAsync(params string[] trees)
    {
        var bench = new TreeBench((await ImportBench.OpenAsync(DatabaseKind.Sqlite))!);
        var mainline = new TestUpstream();
        mainline.Commit("start", (A, Lines()), (B, Lines()));
        bench.upstreams["mainline"] = mainline;
        foreach (var name in trees.Length == 0 ? ["bpf-next"] : trees)
        {
            var tree = bench.upstreams[name] = new();
            tree.Run("fetch", "--quiet", mainline.Repository, "+refs/heads/master:refs/heads/master");
        }

        foreach (var (name, tree) in bench.upstreams)
            await new TreeStore(bench.Database).AddAsync(new() { Name = name, Family = "linux", Url = tree.Repository, Branch = "master", PushUrl = name == "mainline" ? null : tree.Repository }, CancellationToken.None);
        var users = new AccountStep(bench.Database);
        await users.AddAsync("mara", new() { Email = "mara@example.org", FirstName = "Mara", LastName = "Maintainer", Password = Password, Maintains = [bench.Import.Project] }, AccountBench.Root, CancellationToken.None);
        await users.AddAsync("ada", new() { Email = "ada@example.org", Password = Password }, AccountBench.Root, CancellationToken.None);
        await bench.app.StartAsync();
        await bench.LookAsync();
        return bench;
    }

    /// <summary>The file of thirty lines, some of them changed.</summary>
    public static string Lines(params (int Line, string Text)[] changed) =>
        string.Concat(Enumerable.Range(1, 30).Select(line => (changed.FirstOrDefault(one => one.Line == line).Text ?? line.ToString(CultureInfo.InvariantCulture)) + "\n"));

    public TestUpstream Upstream(string tree = "bpf-next") => upstreams[tree];

    /// <summary>Fetches all trees and looks through what came.</summary>
    public Task LookAsync() => app.Services.GetRequiredService<TreeRound>().RunAsync(CancellationToken.None);

    /// <summary>A mail with a patch: what changes these files on a tree's tip, by git.</summary>
    public string Patch(string id, string subject, (string Path, string Text)[] files, string? inReplyTo = null, string message = "It reads better.\n\nSigned-off-by: Ann Author <ann@example.org>")
    {
        var branch = $"topic-{id.Split('@')[0].Split('-')[0]}";
        var tree = Upstream();
        if (!GitProgram.RunAsync(tree.Repository, ["rev-parse", "--verify", "--quiet", $"refs/heads/{branch}"], CancellationToken.None).GetAwaiter().GetResult().IsSuccess) tree.Run("branch", branch, "master");
        tree.CommitOn(branch, "x", [.. files.Select(static file => (file.Path, (string?)file.Text))]);
        var diff = tree.Run("diff", "--stat", "-p", "--full-index", $"{branch}^", branch);
        return Letter(id, subject, $"{message}\n---\n{diff}\n-- \n2.39.5\n", inReplyTo);
    }

    public string Letter(string id, string subject, string text, string? inReplyTo = null, string from = "Ann Author <ann@example.org>")
    {
        hour++;
        return $"From: {from}\nTo: bpf@vger.kernel.org\nSubject: {subject}\nDate: {Clock.Now.AddHours(hour - 100).ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture)}\nMessage-ID: <{id}>\n{(inReplyTo is null ? "" : $"In-Reply-To: <{inReplyTo}>\n")}Content-Type: text/plain; charset=utf-8\n\n{text}";
    }

    /// <summary>What the scheduled work of the merge window does: reads mainline's tags, holds and frees series, sees what was pulled.</summary>
    public async Task LookAtWindowAsync()
    {
        var reader = app.Services.GetRequiredService<WindowReader>();
        await reader.RefreshAsync(CancellationToken.None);
        await app.Services.GetRequiredService<WindowStep>().RunAsync(await reader.ReadAsync(CancellationToken.None), CancellationToken.None);
        await app.Services.GetRequiredService<PullFollower>().RunAsync(CancellationToken.None);
    }

    /// <summary>Somebody merges a branch of one tree into another, with git, and pushes.</summary>
    public async Task<CommitId> MergeAsync(string from, string into, string message)
    {
        var clone = Path.Combine(Folder, $"merge-{Guid.NewGuid():N}");
        await GitAsync(null, "clone", "--quiet", Upstream(into).Repository, clone);
        await GitAsync(clone, "fetch", "--quiet", Upstream(from).Repository, "master");
        await GitAsync(clone, "merge", "--quiet", "--no-ff", "-m", message, "FETCH_HEAD");
        await GitAsync(clone, "push", "--quiet", "origin", "master");
        return Upstream(into).Tip();
    }

    /// <summary>Somebody puts a commit below all that came into bpf-next since another.</summary>
    public async Task RebaseAsync(CommitId onto)
    {
        var clone = Path.Combine(Folder, "clone");
        await GitAsync(null, "clone", "--quiet", Upstream().Repository, clone);
        await GitAsync(clone, "checkout", "--quiet", "-b", "other", onto.Hex);
        File.WriteAllText(Path.Combine(clone, "README"), "new\n");
        await GitAsync(clone, "add", "README");
        await GitAsync(clone, "commit", "--quiet", "-m", "Add a README");
        await GitAsync(clone, "checkout", "--quiet", "master");
        await GitAsync(clone, "rebase", "--quiet", "--rebase-merges", "other");
        await GitAsync(clone, "push", "--quiet", "--force", "origin", "master");
    }

    /// <summary>A setting of the project.</summary>
    public async Task SetAsync(string name, string value)
    {
        await using var write = await Database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None);
        await ProjectSettings.SetAsync(write, Import.Project, new(name, value), CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
    }

    /// <summary>A mailbox arrives, in one file.</summary>
    public async Task ReceiveAsync(params string[] mails)
    {
        using var mailbox = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(mails.Select(static mail => $"From mboxrd@z Thu Jan  1 00:00:00 1970\n{mail}\n\n"))));
        await Import.ImportAsync([.. MboxReader.Read(mailbox).Select(static raw => NewMessage.Read(raw))]);
    }

    public Task ImportAsync(params string[] mails) => Import.ImportAsync(mails.Select(static mail => NewMessage.Read(Encoding.UTF8.GetBytes(mail))));

    public async Task<PageVisitor> SignInAsync(string name = "mara")
    {
        var visitor = new PageVisitor(Site);
        await visitor.SignInAsync(name, Password);
        return visitor;
    }

    public async Task<SeriesDetail> SeriesAsync(long id = 1) => (await new SeriesQueries(Database).FindAsync(new(id), CancellationToken.None))!;

    /// <summary>The letters so far: subject and text.</summary>
    public async Task<IReadOnlyList<OutboxLetter>> LettersAsync() => await new OutboxQueries(Database).ListAsync(new(), null, 100, CancellationToken.None);

    /// <summary>A letter as it goes out.</summary>
    public async Task<string> ReadAsync(OutboxLetter letter) => Encoding.UTF8.GetString((await new OutboxQueries(Database).FindAsync(letter.Id, CancellationToken.None))!.Content.Span).ReplaceLineEndings("\n");

    private async Task GitAsync(string? folder, params string[] arguments) =>
        (await GitProgram.RunInAsync(new() { Folder = folder, Committer = new("Max", "max@example.org"), CommittedAt = Clock.Now }, null, [.. arguments], default, CancellationToken.None)).OrThrow("the test's git");

    public ApplyRequest Request(long series = 1) => new(new(series), AccountBench.Root) { Signer = new("Mara Maintainer", "mara@example.org") };

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await Import.DisposeAsync();
        foreach (var tree in upstreams.Values) tree.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
