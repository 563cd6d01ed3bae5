using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tributary.House.Tests;

/// <summary>Names: no word that says nothing, namespace = project, file = type, tests where the tested stands.</summary>
public sealed class NameTests
{
    private static readonly string[] Empty =
        ["Util", "Utils", "Utility", "Utilities", "Helper", "Helpers", "Manager", "Managers", "Common", "Impl", "Processor", "Data", "Misc"];

    private static readonly Regex Word = new("[A-Z]+(?![a-z])|[A-Z][a-z0-9]*|[a-z0-9]+", RegexOptions.None, TimeSpan.FromSeconds(1));

    [Fact]
    public void Types_WhenNamed_ThenNoWordIsEmpty()
    {
        foreach (var (file, root) in Repository.Sources("src", "tests", "bench"))
        {
            foreach (var type in root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()) SaysSomething(type.Identifier.Text).ShouldBeTrue($"{file}: {type.Identifier.Text}");
        }
    }

    [Fact]
    public void FilesAndFolders_WhenNamed_ThenNoWordIsEmpty()
    {
        foreach (var file in Repository.Files.Where(file => Path.GetExtension(file) is ".cs" or ".razor"))
        {
            foreach (var part in file.Split('/', '.')) SaysSomething(part).ShouldBeTrue(file);
        }
    }

    [Fact]
    public void Namespace_WhenDeclared_ThenItIsTheProject()
    {
        foreach (var (file, root) in Repository.Sources("src", "tests", "bench"))
        {
            var project = file.Split('/')[1];
            foreach (var space in root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()) space.Name.ToString().ShouldBe(project, file);
        }
    }

    [Fact]
    public void File_WhenItHoldsTypes_ThenItBearsTheNameOfOne()
    {
        foreach (var (file, root) in Repository.Sources("src"))
        {
            string[] types = [.. root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Where(type => type.Parent is BaseNamespaceDeclarationSyntax).Select(type => type.Identifier.Text)];
            if (types.Length > 0) types.ShouldContain(Path.GetFileName(file).Split('.')[0], file);
        }
    }

    [Fact]
    public void Path_WhenInSrc_ThenItIsProjectStageFileAndNoDeeper()
    {
        foreach (var (file, _) in Repository.Sources("src")) file.Split('/').Length.ShouldBeLessThanOrEqualTo(4, $"{file}: project / stage / file");
    }

    [Fact]
    public void Test_WhenItsSubjectIsAType_ThenItStandsOnTheSamePath()
    {
        foreach (var test in Repository.Files.Where(file => file.StartsWith("tests/", StringComparison.Ordinal) && file.EndsWith("Tests.cs", StringComparison.Ordinal)))
        {
            var parts = test.Split('/');
            var source = $"src/{parts[1].Replace(".Tests", "", StringComparison.Ordinal)}/";
            var subject = Path.GetFileName(test).Replace("Tests.cs", ".cs", StringComparison.Ordinal);
            string[] subjects = [.. Repository.Files.Where(file => file.StartsWith(source, StringComparison.Ordinal) && file.EndsWith("/" + subject, StringComparison.Ordinal))];
            if (subjects.Length == 0) continue;

            string[] expected = [.. subjects.Select(file => $"tests/{parts[1]}/{file[source.Length..].Replace(".cs", "Tests.cs", StringComparison.Ordinal)}")];
            expected.ShouldContain(test, $"{subject} stands elsewhere");
        }
    }

    private static bool SaysSomething(string name)
    {
        string[] words = [.. Word.Matches(name).Select(match => match.Value)];
        return words.Length == 0 || (!Empty.Contains(words[0]) && !Empty.Contains(words[^1]));
    }
}
