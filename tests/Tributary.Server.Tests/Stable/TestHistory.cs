using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tributary.Git;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>A repository of a family, whose commits the test makes by git fast-import: mainline and stable branches, by their names.</summary>
internal sealed class TestHistory : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("tributary-history-").FullName;
    private readonly Dictionary<string, string> tips = [];
    private readonly List<(string Tag, string Commit)> tags = [];
    private long clock = 1_600_000_000;

    public TestHistory()
    {
        Repository = Path.Combine(root, "linux.git");
        Git(null, "init", "--quiet", "--bare", Repository);
    }

    public string Repository { get; }

    public StableIndex Index => new(Repository);

    /// <summary>Adds a commit to a branch.</summary>
    /// <param name="branch"><c>mainline</c>, or <c>6.6</c> for linux-6.6.y.</param>
    /// <param name="title">Its title.</param>
    /// <param name="body">What stands below the title.</param>
    /// <param name="files">Path and content of the files that it changes.</param>
    /// <param name="author">Who wrote it.</param>
    /// <param name="authoredAt">When; null for now.</param>
    /// <param name="merge">A second parent.</param>
    public string Commit(string branch, string title, string body = "", (string Path, string Content)[]? files = null, string author = "Ann Author <ann@example.org>", long? authoredAt = null, string? merge = null)
    {
        clock += 60;
        var text = new StringBuilder();
        var message = body.Length > 0 ? $"{title}\n\n{body}\n" : $"{title}\n";
        text.Append(CultureInfo.InvariantCulture, $"commit {Ref(branch)}\nauthor {author} {authoredAt ?? clock} +0000\ncommitter C <c@example.org> {clock} +0000\ndata {Encoding.UTF8.GetByteCount(message)}\n{message}");
        if (tips.TryGetValue(branch, out var tip)) text.Append(CultureInfo.InvariantCulture, $"from {tip}\n");
        if (merge is not null) text.Append(CultureInfo.InvariantCulture, $"merge {merge}\n");
        foreach (var (path, content) in files ?? []) text.Append(CultureInfo.InvariantCulture, $"M 100644 inline {path}\ndata {Encoding.UTF8.GetByteCount(content)}\n{content}\n");
        text.Append("done\n");
        GitProgram.RunAsync(Repository, ["fast-import", "--quiet", "--done", "--force"], CancellationToken.None, Encoding.UTF8.GetBytes(text.ToString())).GetAwaiter().GetResult().OrThrow("fast-import");
        return tips[branch] = Git(Repository, "rev-parse", Ref(branch));
    }

    /// <summary>Tags the tip of a branch.</summary>
    public void Tag(string branch, string name)
    {
        tags.Add((name, tips[branch]));
        Git(Repository, "update-ref", $"refs/tree-tags/{branch}/{name}", tips[branch]);
    }

    /// <summary>Begins a branch at a commit.</summary>
    public void Begin(string branch, string commit)
    {
        tips[branch] = commit;
        Git(Repository, "update-ref", Ref(branch), commit);
    }

    public string Tip(string branch) => tips[branch];

    public async Task<Whereabouts> WhereAsync(string what)
    {
        await Index.UpdateAsync("linux-*.y", CancellationToken.None);
        using var index = Index.Open()!;
        var search = new StableSearch(index, Repository, ImmutableDictionary<string, string>.Empty);
        return (await search.FindAsync(await search.ResolveAsync(what, CancellationToken.None), CancellationToken.None)).Single();
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static string Ref(string branch) => branch == "mainline" ? "refs/trees/mainline" : branch.StartsWith("side", StringComparison.Ordinal) ? $"refs/side/{branch}" : $"refs/trees/stable+linux-{branch}.y";

    private static string Git(string? repository, params string[] arguments) => GitProgram.RunAsync(repository, [.. arguments], CancellationToken.None).GetAwaiter().GetResult().OrThrow("a test's git").Text;
}
