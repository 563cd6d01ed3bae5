namespace Tributary.Lab;

/// <summary>Finds programs where a shell would.</summary>
internal static class ProgramPath
{
    /// <summary>The folders that are searched: PATH, and where Debian keeps what is for administrators.</summary>
    public static string[] Folders => [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries), "/usr/sbin", "/sbin"];

    /// <summary>The path of a program, or null.</summary>
    public static string? Find(string name) => Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(static file => File.Exists(file) && IsExecutable(file));

    private static bool IsExecutable(string file) => (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != UnixFileMode.None;
}
