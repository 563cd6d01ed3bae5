using System.Globalization;

namespace Tributary.EndToEnd;

/// <summary>
/// A server with our samples and two small series of its own, a maintainer with a token, and git-pw set up for him. One for all tests of it.
/// </summary>
#pragma warning disable CA1001 // xunit calls IAsyncLifetime.DisposeAsync, which disposes of it.
public sealed class GitPwRound : IAsyncLifetime
#pragma warning restore CA1001
{
    private readonly Workbench? bench = Workbench.Has("git-pw") ? new() : null;
    private ServedTrib? server;
    private int clones;

    /// <summary>True where git-pw is.</summary>
    public bool IsThere => bench is not null;

    /// <summary>Where the server is.</summary>
    internal string Address => server!.Address;

    /// <summary>Where the tools run.</summary>
    internal Workbench Bench => bench!;

    /// <summary>The program that serves.</summary>
    internal Trib Trib => server!.Trib;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        if (bench is null) return;
        server = new();
        BeginTree();
        await server.ImportAsync(WriteSeries("turn", "src/widget.c", "two", "three"), "ack-turn@example.org");
        await server.ImportAsync(WriteSeries("oil", "src/gadget.c", "five", "six"), "ack-oil@example.org");
        server.Trib.Import(Path.Combine(TribServer.Root, "samples"));
        Run("user", "add", "mia", "--email", "mia@example.org", "--maintainer", "netdev");
        Run("user", "add", "eve", "--email", "eve@example.org");
        Configure(Run("token", "add", "mia", "--label", "git-pw").Trim());
    }

    /// <inheritdoc />
    public Task DisposeAsync()
    {
        server?.Dispose();
        bench?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>A clone of the tree, for one test.</summary>
    internal string Clone()
    {
        var name = $"maintainer-{++clones}";
        Bench.Run("", "git", "clone", "-q", "upstream", name);
        return name;
    }

    /// <summary>Runs git-pw in a folder; it must succeed.</summary>
    internal string Pw(string folder, params string[] arguments) => Bench.Run(folder, "git-pw", arguments);

    /// <summary>Runs git-pw and takes a table of it apart: lines of fields.</summary>
    internal string[][] Table(params string[] arguments) => Read(Pw("", [.. arguments, "-f", "csv"]));

    /// <summary>The value of a property that git-pw shows of one thing.</summary>
    internal static string Value(string[][] shown, string property) => shown.First(line => line[0] == property)[1];

    /// <summary>Takes apart what git-pw printed as csv.</summary>
    internal static string[][] Read(string csv) =>
        [.. csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] == '"').Select(line => line.Trim()[1..^1].Split("\",\""))];

    /// <summary>Runs the program; it must succeed.</summary>
    internal string Run(params string[] arguments) => Trib.Run(arguments).ShouldSucceed().Output;

    /// <summary>Sets git-pw up for somebody else.</summary>
    internal string TokenOf(string username) => Run("token", "add", username).Trim();

    private void Configure(string token)
    {
        foreach (var (key, value) in new[]
        {
            ("pw.server", $"{Address}/api/1.2"), ("pw.project", "netdevbpf"), ("pw.token", token), ("core.parser", "cat"),
            ("pw.states", "new,under-review,accepted,rejected,rfc,not-applicable,changes-requested,awaiting-upstream,superseded,deferred,queued,needs-ack,mainlined,handled-elsewhere"),
        })
            Bench.Run("", "git", "config", "--global", key, value);
    }

    private void BeginTree()
    {
        Bench.Run("", "git", "config", "--global", "user.name", "Axel \u00c5uthor");
        Bench.Run("", "git", "config", "--global", "user.email", "axel@example.org");
        var lines = string.Join('\n', "one two three four five six seven eight nine ten".Split(' ')) + "\n";
        Bench.Run("", "git", "init", "-q", "upstream");
        Bench.Write("upstream/src/widget.c", lines);
        Bench.Write("upstream/src/gadget.c", lines);
        Bench.Run("upstream", "git", "add", "-A");
        Bench.Run("upstream", "git", "commit", "-q", "-m", "Begin");
        Bench.Run("", "git", "clone", "-q", "upstream", "author");
    }

    // Two patches with a cover letter and an ack to the first: a maildir.
    private string WriteSeries(string name, string file, string first, string second)
    {
        var box = Path.Combine(Bench.Folder, name);
        foreach (var part in new[] { "cur", "new", "tmp" }) Directory.CreateDirectory(Path.Combine(box, part));
        foreach (var word in new[] { first, second })
        {
            Bench.Edit($"author/{file}", word, $"{word} (\u00e4)");
            Bench.Run("author", "git", "commit", "-q", "-a", "-s", "-m", $"{name}: Mark {word}\n\nSo that it is seen.");
        }

        Bench.Run("author", "git", "format-patch", "-q", "--thread", "--cover-letter", "--cover-from-description=subject", "--subject-prefix=PATCH bpf-next", "--to=bpf@vger.kernel.org", "-o", Path.Combine(box, "cur"), "HEAD~2");
        var mails = Directory.GetFiles(Path.Combine(box, "cur")).Order(StringComparer.Ordinal).ToArray();
        File.WriteAllText(mails[0], File.ReadAllText(mails[0]).Replace("*** SUBJECT HERE ***", $"{name}: Mark two words", StringComparison.Ordinal).Replace("*** BLURB HERE ***", "Why.", StringComparison.Ordinal));
        // git writes an mbox's From line above each mail, and the second into its id: two series of one second would bear the same.
        foreach (var mail in mails)
            File.WriteAllLines(mail, File.ReadAllLines(mail).Skip(1).Select(line => line.Replace(".git.", $".{name}.git.", StringComparison.Ordinal)));
        var parent = File.ReadAllLines(mails[1]).First(line => line.StartsWith("Message-Id: ", StringComparison.OrdinalIgnoreCase))["Message-Id: ".Length..];
        Bench.Write(
            $"{name}/cur/ack",
            string.Create(CultureInfo.InvariantCulture, $"From: Rae Reviewer <rae@example.org>\nTo: axel@example.org\nSubject: Re: {name}\nDate: {TimeProvider.System.GetUtcNow():r}\nMessage-Id: <ack-{name}@example.org>\nIn-Reply-To: {parent}\n\nNice.\n\nAcked-by: Rae Reviewer <rae@example.org>\n"));
        return box;
    }
}
