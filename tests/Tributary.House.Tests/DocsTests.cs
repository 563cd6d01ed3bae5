using System.Text.RegularExpressions;

namespace Tributary.House.Tests;

/// <summary>The pages are true: links lead somewhere, every page is in the index, clauses exist, commands exist.</summary>
public sealed class DocsTests
{
    private const string Clauses = "docs/handbook/clauses.txt";

    private static readonly Regex Link = new(@"\]\((?!https?:|mailto:)(?<path>[^)#\s]*)(?:#[^)\s]*)?\)", RegexOptions.None, TimeSpan.FromSeconds(1));
    private static readonly Regex Clause = new(@"\b(?:BUG|SUB|TREE|PFX|SER|REQ|ADV|IPR|STB|TST|LLV|GEN)-[0-9]+\b", RegexOptions.None, TimeSpan.FromSeconds(1));

    [Fact]
    public void Link_WhenItIsRelative_ThenItLeadsToAFile()
    {
        foreach (var page in Pages())
        {
            foreach (Match link in Link.Matches(Repository.Read(page)))
            {
                if (link.Groups["path"].Length == 0) continue;

                var target = Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, link.Groups["path"].Value)));
                Repository.Has(target).ShouldBeTrue($"{page}: {link.Groups["path"].Value}");
            }
        }
    }

    [Fact]
    public void Page_WhenItIsInDocs_ThenTheIndexNamesIt()
    {
        var index = Repository.Read("docs/README.md");

        foreach (var page in Pages().Where(page => page.StartsWith("docs/", StringComparison.Ordinal) && page != "docs/README.md"))
            index.Contains($"]({page["docs/".Length..]})", StringComparison.Ordinal).ShouldBeTrue($"{page} is not in docs/README.md");
    }

    [Fact]
    public void Clause_WhenItIsNamed_ThenTheHandbookHasIt()
    {
        string[] known = [.. Repository.List(Clauses).Select(line => line.What)];

        known.ShouldBeUnique();
        foreach (var file in Repository.TextFiles.Where(file => Path.GetExtension(file) is ".cs" or ".razor" or ".md" or ".yaml" or ".sql"))
        {
            foreach (Match clause in Clause.Matches(Repository.Read(file))) known.ShouldContain(clause.Value, file);
        }
    }

    private static IEnumerable<string> Pages() => Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal));
}
