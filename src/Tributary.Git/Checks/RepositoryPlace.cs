using System.Text;

namespace Tributary.Git;

/// <summary>Finds the repository that a folder stands in, as git does, without starting it.</summary>
public static class RepositoryPlace
{
    private const string Pointer = "gitdir: ";

    /// <summary>The git folder (for <c>--git-dir</c>) and the top of the working tree, or null where the folder is in no repository.</summary>
    /// <param name="folder">Where to begin; its parents are tried too.</param>
    public static (string GitFolder, string Top)? Find(string folder)
    {
        for (var place = new DirectoryInfo(folder); place is not null; place = place.Parent)
        {
            var git = Path.Combine(place.FullName, ".git");
            if (Directory.Exists(git)) return (git, place.FullName);
            if (File.Exists(git) && Text(git) is var text && text.StartsWith(Pointer, StringComparison.Ordinal))
                return (Path.GetFullPath(Path.Combine(place.FullName, text[Pointer.Length..])), place.FullName);
            if (File.Exists(Path.Combine(place.FullName, "HEAD")) && Directory.Exists(Path.Combine(place.FullName, "objects"))) return (place.FullName, place.FullName);
        }

        return null;
    }

    /// <summary>True when the history is cut short, so that an absent commit proves nothing.</summary>
    /// <param name="gitFolder">The git folder.</param>
    public static bool IsShallow(string gitFolder) => File.Exists(Path.Combine(CommonFolder(gitFolder), "shallow"));

    /// <summary>The git folder that the worktrees of a repository share.</summary>
    /// <param name="gitFolder">The git folder, of a worktree or not.</param>
    public static string CommonFolder(string gitFolder)
    {
        var common = Path.Combine(gitFolder, "commondir");
        return File.Exists(common) ? Path.GetFullPath(Path.Combine(gitFolder, Text(common))) : gitFolder;
    }

    private static string Text(string file) => Encoding.UTF8.GetString(FileBytes.Read(file)).Trim();
}
