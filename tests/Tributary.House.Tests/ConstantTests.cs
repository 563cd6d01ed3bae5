using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using YamlDotNet.RepresentationModel;

namespace Tributary.House.Tests;

/// <summary>
/// What differs between subsystems is in profiles/ and nowhere in src/: no list, address, URL, delegate, tree or version of theirs.
/// Exceptions stand in constant-exceptions.txt: FILE, a space, the literal, " : ", the reason.
/// </summary>
public sealed class ConstantTests
{
    private const string ExceptionList = "tests/Tributary.House.Tests/constant-exceptions.txt";

    // Keys whose values are ordinary words: descriptions, our own vocabulary, names of clauses.
    private static readonly string[] OrdinaryKeys =
    [
        "takes", "kind", "uses", "rhythm", "steps", "title", "revision", "states", "needs", "targets", "columns", "prefix-example", "branch",
        "since", "until", "into", "after",
        // The programs of the selftests, whose output the lab reads.
        "suite",
        // What routing and reports look for: words and paths that code may speak of too.
        "words", "networking-words", "paths", "path", "llvm-paths", "except", "elsewhere", "tests", "options", "tools",
    ];

    [Fact]
    public void Literal_WhenInSrc_ThenItIsNoValueOfAProfile()
    {
        string[] values = [.. ProfileValues().Distinct().Order(StringComparer.Ordinal)];
        string[] allowed = [.. Repository.List(ExceptionList).Select(line => $"{line.What}: {line.Reason.Split(" : ")[0]}")];

        values.ShouldContain("bpf-next");
        values.ShouldContain("bpf@vger.kernel.org");
        values.ShouldContain("121173");
        string[] found = [.. Literals().Distinct().Where(literal => Array.Exists(values, value => Says(literal.Text, value))).Select(literal => $"{literal.File}: {literal.Text}")];
        found.Except(allowed).ShouldBeEmpty();
        allowed.Except(found).ShouldBeEmpty($"no longer needed in {ExceptionList}");
    }

    private static IEnumerable<string> ProfileValues() =>
        Repository.Files.Where(file => file.StartsWith("profiles/", StringComparison.Ordinal)).SelectMany(file =>
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(Repository.Read(file)));
            return Values(yaml.Documents[0].RootNode);
        });

    // A value that begins with a slash is the path of a page of our own.
    private static IEnumerable<string> Values(YamlNode node) => node switch
    {
        YamlMappingNode mapping => mapping.Children.Where(entry => !OrdinaryKeys.Contains(entry.Key.ToString())).SelectMany(entry => Values(entry.Value)),
        YamlSequenceNode sequence => sequence.Children.SelectMany(Values),
        YamlScalarNode { Value: { Length: > 3 } value } when value[0] != '/' => [value],
        _ => [],
    };

    private static IEnumerable<(string File, string Text)> Literals() =>
        Repository.Sources("src").SelectMany(source => source.Root.DescendantTokens().Where(IsLiteral).Select(token => (source.File, token.ValueText)))
            .Concat(Repository.Files.Where(file => file.StartsWith("src/", StringComparison.Ordinal) && Path.GetExtension(file) is ".razor" or ".sql" or ".js" or ".css")
                .SelectMany(file => Repository.Read(file).Split('\n', '"', '\'').Select(text => (file, text.Trim()))));

    private static bool IsLiteral(SyntaxToken token) => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken
        or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.Utf8StringLiteralToken
        or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken or SyntaxKind.NumericLiteralToken;

    // A plain word must be the whole literal; what is unmistakable (an address, a URL, bpf-next) is found within longer ones.
    private static bool Says(string literal, string value)
    {
        if (literal.Equals(value, StringComparison.OrdinalIgnoreCase)) return true;
        if (value.All(char.IsLetter) || value.All(char.IsDigit) || Version.TryParse(value, out _)) return false;

        var at = literal.IndexOf(value, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && !IsWord(literal, at - 1) && !IsWord(literal, at + value.Length);
    }

    private static bool IsWord(string text, int at) => at >= 0 && at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '-');
}
