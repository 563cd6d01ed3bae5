using System.Diagnostics;
using System.Globalization;

namespace Tributary.Bench;

/// <summary>
/// Times <c>trib --version</c> against an empty program that prints a line, published in the same way; the runs take turns, so that what else the machine does strikes both.
/// </summary>
internal static class StartBench
{
    private const double RatioAim = 1.5;

    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <AssemblyName>empty</AssemblyName>
          </PropertyGroup>
        </Project>
        """;

    /// <summary>Runs it and prints a line.</summary>
    /// <param name="args"><c>--rounds</c> and <c>--program</c>, each with a value.</param>
    public static int Run(string[] args)
    {
        var rounds = int.Parse(Value(args, "--rounds", "20"), CultureInfo.InvariantCulture);
        var program = Path.GetFullPath(Value(args, "--program", "artifacts/trib/now/trib"));
        var folder = Directory.CreateTempSubdirectory("tributary-start-bench-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "empty.csproj"), Project);
            File.WriteAllText(Path.Combine(folder, "Program.cs"), "System.Console.WriteLine(\"empty\");\n");
            Time("dotnet", ["publish", Path.Combine(folder, "empty.csproj"), "-c", "Release", "-r", "linux-x64", "--self-contained", "true", "-p:PublishReadyToRun=true", "-o", Path.Combine(folder, "out"), "-v", "q", "--nologo"]);
            var empty = Path.Combine(folder, "out", "empty");
            var (ours, theirs) = (new List<double>(), new List<double>());
            for (var round = 0; round <= rounds; round++)
            {
                ours.Add(Time(program, ["--version"]));
                theirs.Add(Time(empty, []));
            }

            // The first round warms the cache.
            var (mine, bare) = (Median(ours[1..]), Median(theirs[1..]));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"trib --version {mine * 1000:F1} ms; an empty program {bare * 1000:F1} ms; ratio {mine / bare:F2}, aim {RatioAim}"));
            return mine / bare <= RatioAim ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Time(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        var watch = Stopwatch.StartNew();
#pragma warning disable RS0030 // The ban keeps processes of src/ in Tributary.Git; a benchmark times the program from outside.
        using var process = Process.Start(start)!;
#pragma warning restore RS0030
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
        return watch.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> times)
    {
        times.Sort();
        return times[times.Count / 2];
    }

    private static string Value(string[] args, string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;
}
