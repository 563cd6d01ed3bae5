namespace Tributary.Server.Tests;

/// <summary>Real mail and real answers, which are not part of the repository.</summary>
internal static class SharedFiles
{
    /// <summary>The path of a file in the folder that TRIBUTARY_SHARED names, else in the folder shared beside the repository; null, and a word about it, without.</summary>
    public static string? Find(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tributary.slnx"))) folder = folder.Parent;
        var shared = Environment.GetEnvironmentVariable("TRIBUTARY_SHARED") ?? Path.Combine(folder?.FullName ?? "/", "..", "shared");
        var file = Path.Combine(shared, path);
        if (File.Exists(file)) return file;
        Console.WriteLine($"NOT RUN: {path} is not here (TRIBUTARY_SHARED, or the folder shared beside the repository)");
        return null;
    }
}
