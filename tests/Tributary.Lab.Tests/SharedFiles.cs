namespace Tributary.Lab.Tests;

/// <summary>Objects and consoles of real runs, which are not part of the repository.</summary>
internal static class SharedFiles
{
    /// <summary>The files of a folder below the one that TRIBUTARY_SHARED names, else below the folder shared beside the repository; none, and a word about it, without.</summary>
    public static string[] List(string folder, string pattern)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Tributary.slnx"))) root = root.Parent;
        var path = Path.Combine(Environment.GetEnvironmentVariable("TRIBUTARY_SHARED") ?? Path.Combine(root?.FullName ?? "/", "..", "shared"), folder);
        if (Directory.Exists(path)) return [.. Directory.GetFiles(path, pattern).Order(StringComparer.Ordinal)];

        Console.WriteLine($"NOT RUN: {folder} is not here (TRIBUTARY_SHARED, or the folder shared beside the repository)");
        return [];
    }

    /// <summary>Tells a figure to the file that TRIBUTARY_FIGURES names.</summary>
    public static void Tell(string name, string value)
    {
        if (Environment.GetEnvironmentVariable("TRIBUTARY_FIGURES") is { Length: > 0 } file) File.AppendAllText(file, $"{name}: {value}\n");
    }
}
