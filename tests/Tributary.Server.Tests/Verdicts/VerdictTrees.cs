using System.Text;
using Tributary.Git;

namespace Tributary.Server.Tests;

/// <summary>A folder of trees as <c>trib tree</c> keeps it, written to commit by commit.</summary>
internal sealed class VerdictTrees : IDisposable
{
    private readonly string repository;
    private long clock = 1_714_900_000;

    public VerdictTrees()
    {
        Root = Directory.CreateTempSubdirectory("tributary-verdict-trees-").FullName;
        repository = Path.Combine(Root, "linux.git");
        Run(null, [], "init", "--quiet", "--bare", repository);
    }

    public string Root { get; }

    /// <summary>A commit on a tree, in May 2024; its name.</summary>
    public string Commit(string tree, string title, params (string Path, string Text)[] files)
    {
        var script = new StringBuilder();
        script.Append(System.Globalization.CultureInfo.InvariantCulture, $"commit refs/trees/{tree}\nauthor Lea <lea@example.org> {++clock} +0000\ncommitter Lea <lea@example.org> {clock} +0000\ndata {Encoding.UTF8.GetByteCount(title)}\n{title}\n");
        if (GitProgram.RunAsync(repository, ["rev-parse", "--verify", "--quiet", $"refs/trees/{tree}"], CancellationToken.None).GetAwaiter().GetResult() is { IsSuccess: true } tip) script.Append(System.Globalization.CultureInfo.InvariantCulture, $"from {tip.Text}\n");
        foreach (var (path, text) in files) script.Append(System.Globalization.CultureInfo.InvariantCulture, $"M 100644 inline {path}\ndata {Encoding.UTF8.GetByteCount(text)}\n{text}\n");
        Run(repository, Encoding.UTF8.GetBytes(script.ToString()), "fast-import", "--quiet");
        return Run(repository, [], "rev-parse", $"refs/trees/{tree}");
    }

    /// <summary>Moves a tree to the tip of another.</summary>
    public void Set(string tree, string other) => Run(repository, [], "update-ref", $"refs/trees/{tree}", $"refs/trees/{other}");

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static string Run(string? repository, byte[] input, params string[] arguments) =>
        GitProgram.RunAsync(repository, [.. arguments], CancellationToken.None, input).GetAwaiter().GetResult().OrThrow("the test's git").Text;
}
