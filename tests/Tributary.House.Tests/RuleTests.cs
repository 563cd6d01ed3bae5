using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tributary.House.Tests;

/// <summary>A rule is a class, a page and a line of the catalogue: none lacks the others.</summary>
public sealed class RuleTests
{
    private const string Catalogue = "src/Tributary.Policy/Checks/RuleCatalog.cs";
    private const string Classes = "src/Tributary.Policy/Rules/";
    private const string Pages = "docs/rules/";
    private const string Index = Pages + "README.md";

    private static readonly Regex Id = new(""": (?:Patch)?Rule\(new\(\s*"(?<id>[a-z0-9-]+)",\s*(?<clause>[^,]+),\s*Severity\.(?<severity>\w+),\s*"(?<title>[^"]+)"\)""", RegexOptions.None, TimeSpan.FromSeconds(1));

    [Fact]
    public void Class_WhenItIsARule_ThenTheCatalogueHasIt()
    {
        string[] named = [.. Repository.Sources("src").Where(source => source.File == Catalogue).SelectMany(source => source.Root.DescendantNodes().OfType<ObjectCreationExpressionSyntax>())
            .Select(made => made.Type.ToString()).Order(StringComparer.Ordinal)];

        named.ShouldBe(RuleFiles().Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Class_WhenItIsARule_ThenItHasAPageOfItsId()
    {
        string[] ids = [.. RuleFiles().Select(IdOf).Order(StringComparer.Ordinal)];

        ids.ShouldBeUnique();
        Repository.Files.Where(file => file.StartsWith(Pages, StringComparison.Ordinal) && file != Index).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal).ShouldBe(ids);
    }

    // The id's words are the class's, so that one finds the other.
    [Fact]
    public void Class_WhenItIsARule_ThenItBearsTheNameOfItsId()
    {
        foreach (var file in RuleFiles()) Path.GetFileNameWithoutExtension(file).ShouldBe(string.Concat(IdOf(file).Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..])), file);
    }

    [Fact]
    public void Index_WhenRead_ThenEachRuleHasALineWithItsClauseAndSeverity()
    {
        var index = Repository.Read(Index);
        foreach (var file in RuleFiles())
        {
            var rule = Id.Match(Repository.Read(file));
            var clause = rule.Groups["clause"].Value.Trim() is "Clause.General" ? "GEN-1" : rule.Groups["clause"].Value.Split('"')[1];
            index.ShouldContain($"| [{rule.Groups["id"].Value}]({rule.Groups["id"].Value}.md) | {rule.Groups["severity"].Value.ToLowerInvariant()} | {clause} | {rule.Groups["title"].Value} |\n");
        }
    }

    private static IEnumerable<string> RuleFiles() => Repository.Files.Where(file => file.StartsWith(Classes, StringComparison.Ordinal));

    private static string IdOf(string file)
    {
        var match = Id.Match(Repository.Read(file));
        match.Success.ShouldBeTrue($"{file}: nothing says what it is called");
        return match.Groups["id"].Value;
    }
}
