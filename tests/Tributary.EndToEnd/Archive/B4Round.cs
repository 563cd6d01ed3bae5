using System.Globalization;

namespace Tributary.EndToEnd;

/// <summary>
/// The way of a series from its author to the archive, made by git and b4: two versions of two patches, reviewed and tested, and what b4
/// said to the author meanwhile. One for all tests of it.
/// </summary>
#pragma warning disable CA1001 // xunit calls IAsyncLifetime.DisposeAsync, which disposes of it.
public sealed class B4Round : IAsyncLifetime
#pragma warning restore CA1001
{
    private const string List = "bpf@vger.kernel.org";
    private readonly Workbench? bench = Workbench.Has("b4") ? new() : null;
    private ServedTrib? server;
    private int clones;

    /// <summary>True where b4 is.</summary>
    public bool IsThere => bench is not null;

    /// <summary>The Message-Id of the cover letter of a version.</summary>
    public string[] Covers { get; } = ["", "", ""];

    /// <summary>What b4 said when the author took the trailers of the first version.</summary>
    public string Trailers { get; private set; } = "";

    /// <summary>What the author's patches say after that.</summary>
    public string Messages { get; private set; } = "";

    /// <summary>What b4 said when the author began the second version.</summary>
    public string Reroll { get; private set; } = "";

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
        Configure();
        BeginTree();
        BeginSeries();
        await SendAsync(version: 1);
        Trailers = B4("author", "trailers", "-u");
        Messages = bench.Run("author", "git", "log", "--format=%B", "-2");
        Reroll = B4("author", "prep", "--manual-reroll", Covers[1]);
        bench.Edit("author/src/gadget.c", "\n7\n", "\n07\n");
        bench.Run("author", "git", "commit", "-q", "-a", "--amend", "--no-edit");
        EditCover("Changes in v2:\n- Two digits.\n");
        await SendAsync(version: 2);
    }

    /// <inheritdoc />
    public Task DisposeAsync()
    {
        server?.Dispose();
        bench?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>A maintainer's clone of the tree, for one test.</summary>
    internal string Clone()
    {
        var name = $"maintainer-{++clones}";
        Bench.Run("", "git", "clone", "-q", "upstream", name);
        Bench.Run(name, "git", "config", "user.name", "Mia Maintainer");
        Bench.Run(name, "git", "config", "user.email", "mia@example.org");
        return name;
    }

    /// <summary>Runs b4 in a folder; it must succeed.</summary>
    internal string B4(string folder, params string[] arguments) => Bench.Run(folder, "b4", ["-n", "--no-stdin", .. arguments]);

    private void Configure()
    {
        foreach (var (key, value) in new[]
        {
            ("user.name", "Ada Author"), ("user.email", "ada@example.org"), ("init.defaultBranch", "master"), ("b4.midmask", $"{Address}/all/%s"), ("b4.linkmask", $"{Address}/r/%s"),
            ("b4.searchmask", $"{Address}/all/?x=m&t=1&q=%s"), ("b4.attestation-policy", "off"),
        })
            Bench.Run("", "git", "config", "--global", key, value);
    }

    private void BeginTree()
    {
        var lines = string.Join('\n', "one two three four five six seven eight nine ten".Split(' ')) + "\n";
        Bench.Run("", "git", "init", "-q", "upstream");
        Bench.Write("upstream/src/widget.c", lines);
        Bench.Write("upstream/src/gadget.c", lines);
        Bench.Run("upstream", "git", "add", "-A");
        Bench.Run("upstream", "git", "commit", "-q", "-m", "Begin");
        Bench.Run("", "git", "clone", "-q", "upstream", "author");
    }

    private void BeginSeries()
    {
        B4("author", "prep", "-n", "turn-widgets", "-f", "master");
        Bench.Edit("author/src/widget.c", "five", "5");
        Bench.Run("author", "git", "commit", "-q", "-a", "-s", "-m", "widget: Write five as a digit", "-m", "Words are hard to count with.");
        Bench.Edit("author/src/gadget.c", "seven", "7");
        Bench.Run("author", "git", "commit", "-q", "-a", "-s", "-m", "gadget: Write seven as a digit", "-m", "So are these.");
        EditCover("");
    }

    private void EditCover(string changes)
    {
        var cover = Bench.Write("cover.txt", $"widgets: Write numbers as digits\n\nThis makes numbers easy to count with.\n\nSigned-off-by: Ada Author <ada@example.org>\n\n---\n{changes}");
        Bench.Run("author", "git", "config", "core.editor", $"cp {cover}");
        B4("author", "prep", "--edit-cover");
    }

    // Writes the mails, answers them, and brings all of it to the archive.
    private async Task SendAsync(int version)
    {
        var box = $"v{version}/cur";
        foreach (var part in new[] { "cur", "new", "tmp" }) Directory.CreateDirectory(Path.Combine(Bench.Folder, $"v{version}", part));
        B4("author", "send", "-o", Path.Combine(Bench.Folder, box), "--no-sign", "--to", List);
        var mails = Directory.GetFiles(Path.Combine(Bench.Folder, box)).Order(StringComparer.Ordinal).Select(File.ReadAllText).ToArray();
        mails.Length.ShouldBe(3);
        Covers[version] = Field(mails[0], "Message-Id").Trim('<', '>');
        var reviewer = version == 1 ? "Rae Reviewer" : "Sam Second";
        Answer(box, mails[1], reviewer, $"> +5\n\nNice.\n\nReviewed-by: {reviewer} <{AddressOf(reviewer)}>");
        var last = Answer(box, mails[0], "Tom Tester", $"Version {version} works here.\n\nTested-by: Tom Tester <tom@example.org>");
        await server!.ImportAsync(Path.Combine(Bench.Folder, $"v{version}"), last);
    }

    private string Answer(string box, string mail, string name, string text)
    {
        var (parent, date) = (Field(mail, "Message-Id"), DateTimeOffset.Parse(Field(mail, "Date"), CultureInfo.InvariantCulture).AddMinutes(5));
        var id = $"reply-to-{parent.Trim('<', '>').Split('@')[0]}@example.org";
        Bench.Write($"{box}/{id}", $"From: {name} <{AddressOf(name)}>\nTo: {Field(mail, "From")}\nCc: {List}\nSubject: Re: {Field(mail, "Subject")}\nDate: {date:r}\nMessage-Id: <{id}>\nIn-Reply-To: {parent}\nReferences: {parent}\n\n{text}\n");
        return id;
    }

    private static string AddressOf(string name) => $"{name.Split(' ')[0].ToLowerInvariant()}@example.org";

    private static string Field(string mail, string name) =>
        mail.Split('\n').First(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))[(name.Length + 1)..].Trim();
}
