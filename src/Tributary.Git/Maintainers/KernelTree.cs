using System.Text;
using Tributary.Policy;

namespace Tributary.Git;

/// <summary>A folder that holds a source tree with a MAINTAINERS file.</summary>
public sealed class KernelTree
{
    private const string MaintainersName = "MAINTAINERS";

    private KernelTree(string folder, string? repository, MaintainersFile maintainers) => (Folder, Repository, Maintainers) = (folder, repository, maintainers);

    /// <summary>Its top.</summary>
    public string Folder { get; }

    /// <summary>Its repository (for <c>--git-dir</c>), or null.</summary>
    public string? Repository { get; }

    /// <summary>Its MAINTAINERS file.</summary>
    public MaintainersFile Maintainers { get; }

    /// <summary>What the search asks of the tree: folders, files, <c>.mailmap</c> and <c>.get_maintainer.ignore</c>.</summary>
    public SourceTree Source => new(HasFolder, Read)
    {
        Mailmap = Read(".mailmap") is { } map ? Mailmap.Parse(map) : Mailmap.Empty,
        Ignored = ReadIgnored(),
    };

    /// <summary>Opens a tree.</summary>
    /// <param name="folder">Its top.</param>
    /// <returns>Null where there is no MAINTAINERS file.</returns>
    public static KernelTree? Open(string folder)
    {
        var file = Path.Combine(folder, MaintainersName);
        if (!File.Exists(file)) return null;
        var git = Path.Combine(folder, ".git");
        return new(Path.GetFullPath(folder), Directory.Exists(git) || File.Exists(git) ? git : null, MaintainersFile.Parse(FileBytes.Read(file)));
    }

    /// <summary>The tree in which a folder stands: the nearest above it that has a MAINTAINERS file; or null.</summary>
    public static KernelTree? Find(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (Open(at.FullName) is { } tree) return tree;
        }

        return null;
    }

    /// <summary>True when the tree has a file or folder of this path.</summary>
    public bool Has(string path) => IsInside(path) && (File.Exists(Path.Combine(Folder, path)) || HasFolder(path));

    private bool HasFolder(string path) => IsInside(path) && Directory.Exists(Path.Combine(Folder, path));

    private byte[]? Read(string path)
    {
        if (!IsInside(path)) return null;
        var file = Path.Combine(Folder, path);
        return File.Exists(file) ? FileBytes.Read(file) : null;
    }

    // Paths come from patches, which may name anything.
    private static bool IsInside(string path) => path.Length > 0 && !Path.IsPathRooted(path) && !path.Contains('\0', StringComparison.Ordinal) && !path.Split('/').Contains("..");

    private HashSet<string> ReadIgnored()
    {
        var ignored = new HashSet<string>(StringComparer.Ordinal);
        if (Read(".get_maintainer.ignore") is not { } bytes) return ignored;
        foreach (var line in Encoding.Latin1.GetString(bytes).Split('\n'))
        {
            var comment = line.IndexOf('#', StringComparison.Ordinal);
            if ((comment < 0 ? line : line[..comment]).Trim() is { Length: > 0 } who) ignored.Add(who);
        }

        return ignored;
    }
}
