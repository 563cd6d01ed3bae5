using System.Collections.Immutable;
using Tributary.Git;

namespace Tributary.Server.Tests;

/// <summary>A folder of git repositories, each with its work tree, fixed identity and dates.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tributary-apply-");
    private int minutes;

    /// <summary>Makes an empty repository.</summary>
    public string Create(string name)
    {
        var path = Find(name);
        Git(repository: null, ["init", "--quiet", path]);
        return path;
    }

    /// <summary>The path of a repository.</summary>
    public string Find(string name) => Path.Combine(folder.FullName, name);

    /// <summary>A copy of a repository, some commits back.</summary>
    public string Clone(string name, string copy, int back)
    {
        var path = Path.Combine(folder.FullName, copy);
        Git(repository: null, ["clone", "--quiet", Find(name), path]);
        Run(path, ["reset", "--quiet", "--hard", $"HEAD~{back}"]);
        return path;
    }

    /// <summary>Writes files (null: removes them) and commits them.</summary>
    public void Commit(string repository, string message, string author, Dictionary<string, string?> files)
    {
        foreach (var (name, content) in files)
        {
            if (content is null) File.Delete(Path.Combine(repository, name));
            else File.WriteAllText(Path.Combine(repository, name), content);
        }

        Run(repository, ["add", "--all"]);
        Run(repository, ["commit", "--quiet", $"--author={author}", $"--date=2024-05-06T10:{minutes++:00}:00 +0200", "--message", message]);
    }

    /// <summary>All commits but the first as mails, their From line taken off.</summary>
    public ImmutableArray<string> FormatPatches(string repository, ImmutableArray<string> options)
    {
        var target = Path.Combine(repository, "..", "mails");
        Run(repository, ["format-patch", "--quiet", .. options, "-o", target, "HEAD~3"]);
        return [.. Directory.GetFiles(target).Order(StringComparer.Ordinal).Select(File.ReadAllText).Select(mail => mail[(mail.IndexOf('\n', StringComparison.Ordinal) + 1)..])];
    }

    /// <summary>Runs git in a repository.</summary>
    public GitResult Run(string repository, ImmutableArray<string> arguments, byte[]? input = null) =>
        Git(Path.Combine(repository, ".git"), [$"--work-tree={repository}", "-c", "user.name=Test", "-c", "user.email=test@example.org", .. arguments], input);

    public void Dispose() => folder.Delete(recursive: true);

    private static GitResult Git(string? repository, ImmutableArray<string> arguments, byte[]? input = null) =>
        GitProgram.RunAsync(repository, arguments, CancellationToken.None, input ?? []).GetAwaiter().GetResult();
}
