using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tributary.House.Tests;

/// <summary>The stops of the house guide: 300 lines a file, 60 a method, 5 parameters (but in tests, where they have names). Exceptions stand in size-exceptions.txt with their reasons.</summary>
public sealed class SizeTests
{
    private const string ExceptionList = "tests/Tributary.House.Tests/size-exceptions.txt";
    private const int FileStop = 300;
    private const int MethodStop = 60;
    private const int ParameterStop = 5;

    [Fact]
    public void Sizes_WhenMeasured_ThenNothingIsPastItsStopButTheExceptions()
    {
        string[] past = [.. FilesPast(), .. Repository.Sources("src", "tests", "bench").SelectMany(source => MembersPast(source.File, source.Root))];
        string[] known = [.. Repository.List(ExceptionList).Select(line => line.What)];

        past.Where(what => !known.Contains(what[..what.IndexOf(' ', StringComparison.Ordinal)])).ShouldBeEmpty();
        known.Where(what => !Array.Exists(past, line => line.StartsWith(what + " ", StringComparison.Ordinal))).ShouldBeEmpty($"no longer needed in {ExceptionList}");
    }

    [Fact]
    public void Exceptions_WhenListed_ThenEachHasAReason() => Repository.List(ExceptionList).ShouldAllBe(line => line.Reason.Length > 10);

    private static IEnumerable<string> FilesPast() =>
        from file in Repository.Files
        where Path.GetExtension(file) is ".cs" or ".razor"
        let lines = Repository.Read(file).AsSpan().Count('\n')
        where lines > FileStop
        select $"{file} has {lines} lines";

    private static IEnumerable<string> MembersPast(string file, SyntaxNode root)
    {
        foreach (var node in root.DescendantNodes().Where(node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax))
        {
            var span = node.GetLocation().GetLineSpan();
            var lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
            if (lines > MethodStop) yield return $"{file}:{NameOf(node)} has {lines} lines";

            var parameters = (node as BaseMethodDeclarationSyntax)?.ParameterList.Parameters.Count ?? 0;
            if (parameters > ParameterStop && !file.StartsWith("tests/", StringComparison.Ordinal)) yield return $"{file}:{NameOf(node)} has {parameters} parameters";
        }
    }

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        AccessorDeclarationSyntax accessor => accessor.Keyword.Text,
        _ => node.Kind().ToString(),
    };
}
