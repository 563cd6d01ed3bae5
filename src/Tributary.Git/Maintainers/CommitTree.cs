using System.Collections.Immutable;
using System.Text;
using Tributary.Policy;

namespace Tributary.Git;

/// <summary>What a search in MAINTAINERS asks of a source tree, from a commit of a repository that has no working tree. Read once, it may be kept: a commit does not change.</summary>
public sealed class CommitTree
{
    private const string MaintainersName = "MAINTAINERS";

    private readonly string repository;
    private readonly HashSet<string> folders;

    private CommitTree(string repository, string commit, MaintainersFile maintainers, HashSet<string> folders) =>
        (this.repository, Commit, Maintainers, this.folders) = (repository, commit, maintainers, folders);

    /// <summary>The commit.</summary>
    public string Commit { get; }

    /// <summary>Its MAINTAINERS file.</summary>
    public MaintainersFile Maintainers { get; }

    /// <summary>Its <c>.mailmap</c>.</summary>
    public Mailmap Mailmap { get; private init; } = Mailmap.Empty;

    /// <summary>Reads it.</summary>
    /// <param name="repository">The git folder.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Null where it has no MAINTAINERS file.</returns>
    /// <exception cref="GitException">git failed.</exception>
    public static async Task<CommitTree?> ReadAsync(string repository, string commit, CancellationToken cancel)
    {
        if (await FindFileAsync(repository, commit, MaintainersName, cancel) is not { } maintainers) return null;
        var mailmap = await FindFileAsync(repository, commit, ".mailmap", cancel);
        var listed = (await GitProgram.RunAsync(repository, ["ls-tree", "-r", "-d", "-z", "--name-only", commit], cancel)).OrThrow($"listing the folders of {commit}");
        HashSet<string> named = new(Encoding.UTF8.GetString(listed.Output.Span).Split('\0', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
        return new(repository, commit, MaintainersFile.Parse(maintainers), named) { Mailmap = mailmap is null ? Mailmap.Empty : Mailmap.Parse(mailmap) };
    }

    /// <summary>The tree as a search asks it.</summary>
    /// <param name="paths">The files that a series touches: of bindings the people are read who stand in them.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <exception cref="GitException">git could not be started.</exception>
    public async Task<SourceTree> GetSourceAsync(IEnumerable<string> paths, CancellationToken cancel)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var path in paths.Where(static path => path.EndsWith(".yaml", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal))
        {
            if (await FindFileAsync(repository, Commit, path, cancel) is { } bytes) files[path] = bytes;
        }

        return new(path => folders.Contains(path.TrimEnd('/')), files.GetValueOrDefault) { Mailmap = Mailmap };
    }

    // A name with a line end in it is none that git would find.
    private static async Task<byte[]?> FindFileAsync(string repository, string commit, string path, CancellationToken cancel)
    {
        if (path.AsSpan().ContainsAny('\0', '\n')) return null;
        var found = await GitProgram.RunAsync(repository, ["cat-file", "blob", $"{commit}:{path}"], cancel);
        return found.IsSuccess ? found.Output.ToArray() : null;
    }
}
