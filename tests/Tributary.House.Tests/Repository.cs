using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Tributary.House.Tests;

/// <summary>The files of the repository that the house tests read.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = [".git", "artifacts", ".vs", ".cache", "bin", "obj", "BenchmarkDotNet.Artifacts"];
    private static readonly string[] Binary = [".png", ".gz", ".bundle", ".ico", ".o"];

    /// <summary>The folder that holds Tributary.slnx, with a slash at its end.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>All files by their paths below the root, with slashes, sorted.</summary>
    public static ImmutableArray<string> Files { get; } = [.. List(new DirectoryInfo(Root)).Order(StringComparer.Ordinal)];

    /// <summary>The files that hold text.</summary>
    public static IEnumerable<string> TextFiles => Files.Where(file => !Binary.Contains(Path.GetExtension(file)));

    /// <summary>The C# files below a folder, parsed.</summary>
    public static IEnumerable<(string File, SyntaxNode Root)> Sources(params string[] folders) =>
        Parsed.Value.Where(source => folders.Any(folder => source.File.StartsWith(folder + "/", StringComparison.Ordinal)));

    public static string Read(string file) => File.ReadAllText(Root + file);

    public static bool Has(string path) => File.Exists(Root + path) || Directory.Exists(Root + path);

    /// <summary>Lines of a list of ours without comments: each "WHAT REASON…", parted at the first space.</summary>
    public static ImmutableArray<(string What, string Reason)> List(string file) =>
    [
        .. File.ReadLines(Root + file).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ', 2))
            .Select(parts => (parts[0], parts.Length > 1 ? parts[1].Trim() : "")),
    ];

    // Parsed once for all tests.
    private static readonly Lazy<ImmutableArray<(string File, SyntaxNode Root)>> Parsed = new(() =>
    [
        .. Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal)).AsParallel().AsOrdered()
            .Select(file => (file, CSharpSyntaxTree.ParseText(Read(file), new CSharpParseOptions(LanguageVersion.Preview)).GetRoot())),
    ]);

    private static IEnumerable<string> List(DirectoryInfo folder) =>
        folder.EnumerateFileSystemInfos().Where(entry => !NotOurs.Contains(entry.Name)).SelectMany(entry => entry switch
        {
            DirectoryInfo inner => List(inner),
            _ => [Path.GetRelativePath(Root, entry.FullName).Replace('\\', '/')],
        });

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tributary.slnx"))) folder = folder.Parent;
        return (folder ?? throw new InvalidOperationException("no Tributary.slnx above the tests")).FullName + "/";
    }
}
