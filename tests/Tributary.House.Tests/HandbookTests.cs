using System.Text.RegularExpressions;

namespace Tributary.House.Tests;

/// <summary>What docs/handbook/clauses.yaml says of the house is true: each name in it exists, and what tests bear is said to be served.</summary>
public sealed class HandbookTests
{
    /// <summary>The handbook's clauses.</summary>
    public const string File = "docs/handbook/clauses.yaml";

    private static readonly Regex Line = new("""^ +(?:- id: (?<id>\S+)|by: \[(?<by>.*)\])$""", RegexOptions.Multiline, TimeSpan.FromSeconds(1));
    private static readonly Regex Servant = new("\"(?<kind>[a-z]+) (?<name>[^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(1));
    private static readonly Regex Borne = new("""\[Trait\("Clause", "(?<id>[A-Z]+-[0-9]+)"\)\]""", RegexOptions.None, TimeSpan.FromSeconds(1));

    [Fact]
    public void Clause_WhenSomethingServesIt_ThenThatExists()
    {
        foreach (var (id, kind, name) in Served()) Exists(kind, name).ShouldBeTrue($"{id}: {kind} {name}");
    }

    [Fact]
    public void Clause_WhenATestBearsIt_ThenItIsServed()
    {
        var served = Served().Select(each => each.Id).Concat(OfRules()).ToHashSet();

        var borne = Tests().SelectMany(file => Borne.Matches(Repository.Read(file))).Select(match => match.Groups["id"].Value).Distinct();

        borne.Where(id => !served.Contains(id)).Order(StringComparer.Ordinal).ShouldBeEmpty($"name in {File} what serves them");
    }

    private static bool Exists(string kind, string name) => kind switch
    {
        // The pages of docs/ are held against the program's own help (DocsTests).
        "command" => Repository.Read("docs/commands.md").Contains($"`{name}", StringComparison.Ordinal),
        "page" => Repository.TextFiles.Any(file => file.StartsWith("src/Tributary.Server/", StringComparison.Ordinal)
            && Repository.Read(file).Contains($"\"{name}\"", StringComparison.Ordinal)),
        "test" => Tests().Any(file => Path.GetFileNameWithoutExtension(file) == name),
        "rule" => Repository.Has($"docs/rules/{name}.md"),
        _ => false,
    };

    // The rules name their clause themselves, in the code and on their pages.
    private static IEnumerable<string> OfRules() =>
        Repository.Files.Where(file => file.StartsWith("src/Tributary.Policy/Rules/", StringComparison.Ordinal)).SelectMany(file => DocsTests.ClausesIn(Repository.Read(file)));

    private static IEnumerable<string> Tests() => Repository.Files.Where(file => file.StartsWith("tests/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal));

    private static IEnumerable<(string Id, string Kind, string Name)> Served()
    {
        var id = "";
        foreach (Match line in Line.Matches(Repository.Read(File)))
        {
            if (line.Groups["id"].Success) id = line.Groups["id"].Value;
            foreach (Match servant in Servant.Matches(line.Groups["by"].Value)) yield return (id, servant.Groups["kind"].Value, servant.Groups["name"].Value);
        }
    }
}
