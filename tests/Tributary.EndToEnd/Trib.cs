using System.Diagnostics;
using System.Text.Json;

namespace Tributary.EndToEnd;

/// <summary>The built program with a data folder of its own.</summary>
internal sealed class Trib : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tributary-trib-");

    /// <summary>The program: what TRIBUTARY_BIN names, else the debug build.</summary>
    public static string Program { get; } = Find();

    /// <summary>A folder for the test's files; the data folder is in it.</summary>
    public string Folder => _folder.FullName;

    public string Data => Path.Combine(Folder, "data");

    /// <summary>PostgreSQL's URL, or null for the embedded database.</summary>
    public string? DatabaseUrl { get; init; }

    /// <summary>Where the program is started; null for <see cref="Folder"/>.</summary>
    public string? StartedIn { get; init; }

    /// <summary>More variables of the program's environment.</summary>
    public IReadOnlyDictionary<string, string> Surroundings { get; init; } = new Dictionary<string, string>();

    /// <summary>The sample mail, or null with a word about it.</summary>
    public static string? FindShared()
    {
        var shared = Environment.GetEnvironmentVariable("TRIBUTARY_SHARED") ?? Path.Combine(FindRoot(), "..", "shared");
        if (Directory.Exists(Path.Combine(shared, "corpus"))) return shared;
        Console.WriteLine("NOT RUN: the sample mail is not here (TRIBUTARY_SHARED)");
        return null;
    }

    /// <summary>Runs the program to its end.</summary>
    public TribResult Run(params string[] arguments) => Run(input: null, arguments);

    /// <summary>Runs the program to its end with something on standard input.</summary>
    public TribResult Run(byte[]? input, string[] arguments)
    {
        using var process = Start(arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (input is not null) process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return new(process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }

    /// <summary>Starts the program; the caller disposes of it.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = StartedIn ?? Folder,
        };
        start.Environment["TRIBUTARY_DATA"] = Data;
        start.Environment.Remove("TRIBUTARY_DATABASE");
        foreach (var (name, value) in Surroundings) start.Environment[name] = value;
        if (DatabaseUrl is not null) start.Environment["TRIBUTARY_DATABASE"] = DatabaseUrl;
#pragma warning disable RS0030 // The ban keeps processes of src/ in Tributary.Git; this runs the program itself.
        return Process.Start(start)!;
#pragma warning restore RS0030
    }

    /// <summary>Writes a file into the folder.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Imports, sees that it went well, and gives the counts.</summary>
    public ImportCounts Import(params string[] arguments) => Run(["import", "--json", .. arguments]).ShouldSucceed().Counts;

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Find() =>
        Environment.GetEnvironmentVariable("TRIBUTARY_BIN") is { Length: > 0 } named && File.Exists(named)
            ? named : Path.Combine(FindRoot(), "artifacts", "bin", "Tributary.Cli", "debug", "trib");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tributary.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}

/// <summary>What a finished run said.</summary>
internal sealed record TribResult(int ExitCode, string Output, string Errors)
{
    public ImportCounts Counts => JsonSerializer.Deserialize<ImportCounts>(Output, JsonSerializerOptions.Web)!;

    public TribResult ShouldSucceed()
    {
        ExitCode.ShouldBe(0, Errors);
        return this;
    }

    /// <summary>The exit status, and one line on standard error that holds these words.</summary>
    public void ShouldFail(int status, string words)
    {
        ExitCode.ShouldBe(status, Errors);
        Errors.ShouldContain(words);
        Errors.TrimEnd('\n').ShouldNotContain("\n");
        Errors.ShouldStartWith("trib: ");
    }
}

/// <summary>The counts of <c>trib import --json</c>.</summary>
internal sealed record ImportCounts(long Messages, long Patches, long Covers, long Comments, long Series, long Ignored, long Duplicates, long Quarantined)
{
    [System.Text.Json.Serialization.JsonPropertyName("pull_requests")]
    public long PullRequests { get; init; }

    public long Sum => Patches + Covers + Comments + PullRequests + Ignored + Duplicates + Quarantined;
}
