namespace Tributary.Git;

/// <summary>Sets git's hook that is asked before <c>git send-email</c> sends anything.</summary>
public static class HookInstaller
{
    private const string Name = "sendemail-validate";

    /// <summary>Writes the hook into a repository.</summary>
    /// <param name="repository">The git folder.</param>
    /// <param name="script">What the hook is.</param>
    /// <returns>The file; and false where another hook stands there, which is left alone.</returns>
    public static (string File, bool IsWritten) Install(string repository, string script)
    {
        var folder = Path.Combine(RepositoryPlace.CommonFolder(repository), "hooks");
        var file = Path.Combine(folder, Name);
        if (File.Exists(file) && File.ReadAllText(file) != script) return (file, false);
        Directory.CreateDirectory(folder);
        File.WriteAllText(file, script);
        File.SetUnixFileMode(file, (UnixFileMode)Convert.ToInt32("755", 8));
        return (file, true);
    }
}
