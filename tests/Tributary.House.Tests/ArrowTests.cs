using System.Xml.Linq;

namespace Tributary.House.Tests;

/// <summary>The arrows between projects and to packages, as design and house guide have them.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Projects = new()
    {
        ["Mail"] = [],
        ["Patches"] = ["Mail"],
        ["Policy"] = ["Mail", "Patches"],
        ["Workflow"] = ["Mail", "Patches", "Policy"],
        ["Git"] = ["Mail", "Patches", "Policy", "Workflow"],
        ["Lab"] = ["Mail", "Patches", "Policy", "Workflow", "Git"],
        ["Store"] = ["Mail", "Patches", "Policy", "Workflow"],
        ["Server"] = ["Mail", "Patches", "Policy", "Workflow", "Git", "Lab", "Store"],
        ["Cli"] = ["Mail", "Patches", "Policy", "Workflow", "Git", "Lab", "Store", "Server"],
    };

    private static readonly Dictionary<string, string[]> PurePackages = new()
    {
        ["Mail"] = [], ["Patches"] = [], ["Policy"] = ["YamlDotNet"], ["Workflow"] = ["NodaTime"],
    };

    [Fact]
    public void Projects_WhenListed_ThenTheyAreThoseOfTheDesign()
    {
        var found = Repository.Files.Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal));

        foreach (var file in found) Projects.Keys.ShouldContain(NameOf(file), $"{file}: a project that the design does not know");
    }

    [Fact]
    public void References_WhenAProjectHasThem_ThenTheyPointUpTheTable()
    {
        foreach (var (file, project) in SourceProjects())
        {
            foreach (var reference in Includes(project, "ProjectReference"))
                Projects[NameOf(file)].ShouldContain(NameOf(reference), $"{file} may not know {reference}");
        }
    }

    [Fact]
    public void Packages_WhenAProjectIsPure_ThenItHasHardlyAny()
    {
        foreach (var (file, project) in SourceProjects().Where(entry => PurePackages.ContainsKey(NameOf(entry.File))))
        {
            foreach (var package in Includes(project, "PackageReference")) PurePackages[NameOf(file)].ShouldContain(package, file);

            Includes(project, "FrameworkReference").ShouldBeEmpty(file);
        }
    }

    [Fact]
    public void Solution_WhenRead_ThenItHoldsEveryProject()
    {
        var solution = Repository.Read("Tributary.slnx");

        foreach (var file in Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal))) solution.ShouldContain($"\"{file}\"");
    }

    private static IEnumerable<(string File, XDocument Project)> SourceProjects() =>
        Repository.Files.Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(file => (file, XDocument.Parse(Repository.Read(file))));

    private static IEnumerable<string> Includes(XDocument project, string element) =>
        project.Descendants(element).Select(found => found.Attribute("Include")?.Value ?? "");

    private static string NameOf(string file) => Path.GetFileNameWithoutExtension(file)["Tributary.".Length..];
}
