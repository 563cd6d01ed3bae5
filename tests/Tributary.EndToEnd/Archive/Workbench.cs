using System.Diagnostics;

namespace Tributary.EndToEnd;

/// <summary>A folder with a home of its own, in which the tools of a maintainer run: git, b4. Nothing of the user who runs the tests is read.</summary>
internal sealed class Workbench : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tributary-tools-");

    /// <summary>Where everything is.</summary>
    public string Folder => _folder.FullName;

    /// <summary>True where a program can be called by its name; else a word says that the test did not run.</summary>
    public static bool Has(string program)
    {
        var isThere = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
        if (!isThere) Console.WriteLine($"NOT RUN: {program} is not here");
        return isThere;
    }

    /// <summary>Runs a program in a folder below; both of its outputs, and it must succeed.</summary>
    public string Run(string folder, string program, params string[] arguments)
    {
        var (status, said) = Try(folder, program, arguments);
        status.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{said}");
        return said;
    }

    /// <summary>Runs a program in a folder below; its exit status and both of its outputs.</summary>
    public (int Status, string Said) Try(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.Combine(Folder, folder),
        };
        foreach (var (name, value) in Surroundings()) start.Environment[name] = value;
#pragma warning disable RS0030 // The ban keeps processes of src/ in Tributary.Git; this runs what a user runs.
        using var process = Process.Start(start)!;
#pragma warning restore RS0030
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }

    /// <summary>Writes a file below.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Replaces a text in a file below.</summary>
    public void Edit(string name, string from, string to)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name));
        text.ShouldContain(from);
        Write(name, text.Replace(from, to, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private IEnumerable<(string Name, string Value)> Surroundings() =>
    [
        ("HOME", Folder), ("XDG_CONFIG_HOME", Path.Combine(Folder, ".config")), ("XDG_CACHE_HOME", Path.Combine(Folder, ".cache")), ("XDG_DATA_HOME", Path.Combine(Folder, ".data")),
        ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_CONFIG_GLOBAL", Path.Combine(Folder, ".gitconfig")), ("LC_ALL", "C.UTF-8"), ("TERM", "dumb"), ("EMAIL", ""),
    ];
}
