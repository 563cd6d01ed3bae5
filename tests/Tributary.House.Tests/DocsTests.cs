using System.Text.RegularExpressions;

namespace Tributary.House.Tests;

/// <summary>The pages are true: links lead somewhere, every page is in the index, clauses exist, commands exist.</summary>
public sealed class DocsTests
{
    private static readonly Regex Link = new(@"\]\((?!https?:|mailto:)(?<path>[^)#\s]*)(?:#[^)\s]*)?\)", RegexOptions.None, TimeSpan.FromSeconds(1));
    private static readonly Regex Clause = new(@"\b(?:BUG|SUB|TREE|PFX|SER|REQ|ADV|IPR|STB|TST|LLV|GEN)-[0-9]+\b", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static readonly Regex ClauseId = new(@"^ +- id: (?<id>\S+)$", RegexOptions.Multiline, TimeSpan.FromSeconds(1));
    private static readonly Regex Table = new(@"^create (?:virtual |unlogged )?table (?<name>[a-z_]+)", RegexOptions.Multiline | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));
    private static readonly Regex Span = new("`(?<code>[^`]+)`", RegexOptions.None, TimeSpan.FromSeconds(1));
    private static readonly Regex Command = new(
        @"^(?:\$ )?(?:\S*/)?trib (?<word>[a-z][a-z-]*)(?: (?<next>[a-z][a-z-]*)(?![^\s]))?", RegexOptions.Multiline, TimeSpan.FromSeconds(1));

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

        // The rules' pages have an index of their own, which RuleTests holds.
        foreach (var page in Pages().Where(page => page.StartsWith("docs/", StringComparison.Ordinal) && page != "docs/README.md" && Path.GetDirectoryName(page) != "docs/rules" || page == "docs/rules/README.md"))
            index.Contains($"]({page["docs/".Length..]})", StringComparison.Ordinal).ShouldBeTrue($"{page} is not in docs/README.md");
    }

    [Fact]
    public void Table_WhenAMigrationMakesIt_ThenThePageOfTheStorageNamesIt()
    {
        var page = Repository.Read("docs/storage.md");
        string[] made = [.. Repository.Files.Where(static file => file.Contains("/Migrations/", StringComparison.Ordinal) && file.EndsWith(".sql", StringComparison.Ordinal))
            .SelectMany(static file => Table.Matches(Repository.Read(file))).Select(static match => match.Groups["name"].Value).Distinct()];

        made.Length.ShouldBeGreaterThan(80);
        foreach (var table in made) page.Contains($"**{table}**", StringComparison.Ordinal).ShouldBeTrue($"docs/storage.md says nothing of the table {table}: is it primary?");
    }

    [Fact]
    public void Clause_WhenItIsNamed_ThenTheHandbookHasIt()
    {
        string[] known = [.. ClauseId.Matches(Repository.Read(HandbookTests.File)).Select(match => match.Groups["id"].Value)];

        known.ShouldBeUnique();
        foreach (var file in Repository.TextFiles.Where(file => Path.GetExtension(file) is ".cs" or ".razor" or ".md" or ".yaml" or ".sql"))
        {
            foreach (Match clause in Clause.Matches(Repository.Read(file))) known.ShouldContain(clause.Value, file);
        }
    }

    // Profiles hold the values of every clause; what acts on a clause names it elsewhere, and a test bears it.
    [Fact]
    public void Clause_WhenCodeActsOnIt_ThenATestBearsIt()
    {
        var sources = Repository.TextFiles.Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)
            && !file.Contains("/Profiles/", StringComparison.Ordinal));
        var acted = sources.SelectMany(file => Clause.Matches(Repository.Read(file))).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);
        var tests = string.Concat(Repository.TextFiles.Where(file => file.StartsWith("tests/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)).Select(Repository.Read));

        acted.Where(clause => !tests.Contains($"[Trait(\"Clause\", \"{clause}\")]", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Command_WhenAPageNamesIt_ThenTheProgramHasIt()
    {
        if (Environment.GetEnvironmentVariable("TRIBUTARY_BIN") is not { } program || !File.Exists(program))
        {
            Console.WriteLine("Not checked: TRIBUTARY_BIN names no built program (./test does).");
            return;
        }

        var known = new Dictionary<string, string[]>();
        foreach (var page in Pages())
        {
            foreach (Match command in Command.Matches(string.Join('\n', CodeOf(Repository.Read(page)))))
            {
                var (word, next) = (command.Groups["word"].Value, command.Groups["next"].Value);
                CommandsOf("").ShouldContain(word, page);
                if (next.Length > 0 && CommandsOf(word).Length > 0) CommandsOf(word).ShouldContain(next, $"{page}: trib {word}");
            }
        }

        // The names of the commands below one, from its help.
        string[] CommandsOf(string command)
        {
            if (known.TryGetValue(command, out var names)) return names;

            var said = Outside.Run(program, [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]).Said;
            var at = said.IndexOf("Commands:", StringComparison.Ordinal);
            var lines = at < 0 ? [] : said[at..].Split('\n').Skip(1).TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal));
            return known[command] = [.. lines.Select(line => line.Trim().Split(' ')[0])];
        }
    }

    /// <summary>The clauses that a text names.</summary>
    internal static IEnumerable<string> ClausesIn(string text) => Clause.Matches(text).Select(static match => match.Value);

    // What stands in backticks, fences and indented lines.
    private static IEnumerable<string> CodeOf(string page)
    {
        var fenced = false;
        foreach (var line in page.Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) fenced = !fenced;
            else if (fenced || line.StartsWith("    ", StringComparison.Ordinal)) yield return line.Trim();
            else foreach (Match span in Span.Matches(line)) yield return span.Groups["code"].Value;
        }
    }

    private static IEnumerable<string> Pages() => Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal));
}
