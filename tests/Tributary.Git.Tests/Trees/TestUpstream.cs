using System.Text;
using Tributary.Workflow;

namespace Tributary.Git.Tests;

/// <summary>A repository that plays somebody's tree: bare, written to commit by commit without a checkout.</summary>
internal sealed class TestUpstream : IDisposable
{
    private long clock = 1_700_000_000;

    public TestUpstream(string branch = "master")
    {
        Root = Directory.CreateTempSubdirectory("tributary-upstream-").FullName;
        Repository = Path.Combine(Root, "up.git");
        Run(null, "init", "--quiet", "--bare", $"--initial-branch={branch}", Repository);
        Branch = branch;
    }

    public string Root { get; }

    public string Repository { get; }

    public string Branch { get; }

    /// <summary>The time of the last commit: the next is a minute later.</summary>
    public DateTimeOffset Now
    {
        set => clock = value.ToUnixTimeSeconds();
    }

    /// <summary>A commit on the branch that gives files other contents (null removes); its name.</summary>
    public CommitId Commit(string message, params (string Path, string? Text)[] files) => CommitOn(Branch, message, files);

    public CommitId CommitOn(string branch, string message, params (string Path, string? Text)[] files)
    {
        var script = new StringBuilder();
        clock += 60;
        var bytes = Encoding.UTF8.GetByteCount(message);
        script.Append(System.Globalization.CultureInfo.InvariantCulture, $"commit refs/heads/{branch}\nauthor Ann <ann@example.com> {clock} +0000\ncommitter Ann <ann@example.com> {clock} +0000\ndata {bytes}\n{message}\n");
        if (GitProgram.RunAsync(Repository, ["rev-parse", "--verify", "--quiet", $"refs/heads/{branch}"], CancellationToken.None).GetAwaiter().GetResult() is { IsSuccess: true } tip) script.Append($"from {tip.Text}\n");
        foreach (var (path, text) in files) script.Append(text is null ? $"D {path}\n" : $"M 100644 inline {path}\ndata {Encoding.UTF8.GetByteCount(text)}\n{text}\n");
        Run(Repository, Encoding.UTF8.GetBytes(script.ToString()), "fast-import", "--quiet", "--force");
        return Tip(branch);
    }

    public CommitId Tip(string? branch = null) => CommitId.Parse(Run(Repository, "rev-parse", $"refs/heads/{branch ?? Branch}"));

    public string Run(params string[] arguments) => Run(Repository, arguments);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static string Run(string? repository, params string[] arguments) => Run(repository, [], arguments);

    private static string Run(string? repository, byte[] input, params string[] arguments) =>
        GitProgram.RunAsync(repository, [.. arguments], CancellationToken.None, input).GetAwaiter().GetResult().OrThrow("the test's git").Text;
}
