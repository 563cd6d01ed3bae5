using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tributary.House.Tests;

/// <summary>Nothing half done, and nothing that names the place it was built at.</summary>
public sealed class LeftoverTests
{
    // Put together here, so that this file does not hold what it looks for.
    private static readonly string[] Leftovers = ["TO" + "DO", "FIX" + "ME", "XX" + "X:", "#reg" + "ion", "NotImplemented" + "Exception"];

    private static readonly Regex Place = new(
        "(?:^|[\\s\"'`(=:,])/(?:home|root|work|works" + "pace|builds|Users|mnt|srv|media)/", RegexOptions.Multiline, TimeSpan.FromSeconds(5));

    [Fact]
    public void Text_WhenRead_ThenNothingIsLeftOver()
    {
        foreach (var file in Repository.TextFiles.Where(IsOurs))
        {
            var text = Repository.Read(file);
            foreach (var leftover in Leftovers) text.Contains(leftover, StringComparison.Ordinal).ShouldBeFalse($"{file} holds {leftover}");
        }
    }

    [Fact]
    public void Text_WhenRead_ThenItNamesNoPlaceOfSomeMachine()
    {
        foreach (var file in Repository.TextFiles.Where(IsOurs)) Place.Match(Repository.Read(file)).Value.Trim().ShouldBeEmpty(file);
    }

    [Fact]
    public void LockFile_WhenRead_ThenItNamesNoHost()
    {
        foreach (var file in Repository.Files.Where(file => file.EndsWith("packages.lock.json", StringComparison.Ordinal)))
            Repository.Read(file).Contains("://", StringComparison.Ordinal).ShouldBeFalse(file);
        Repository.Files.ShouldNotContain(file => file.EndsWith("nuget.config", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Suppression_WhenThereIsOne_ThenItsLineGivesTheReason()
    {
        foreach (var file in Repository.Files.Where(file => Path.GetExtension(file) is ".cs" or ".razor"))
        {
            foreach (var line in Repository.Read(file).Split('\n').Where(line => line.TrimStart().StartsWith("#pragma warning disable", StringComparison.Ordinal)))
                line.Contains("//", StringComparison.Ordinal).ShouldBeTrue($"{file}: {line.Trim()}");
        }

        foreach (var (file, root) in Repository.Sources("src", "tests", "bench"))
        {
            foreach (var attribute in root.DescendantNodes().OfType<AttributeSyntax>().Where(attribute => attribute.Name.ToString().Contains("SuppressMessage", StringComparison.Ordinal)))
                attribute.ToString().ShouldContain("Justification", Case.Sensitive, file);
        }
    }

    // Mail is what it is.
    private static bool IsOurs(string file) => Path.GetExtension(file) is not (".mbox" or ".eml") && file != "LICENSE";
}
