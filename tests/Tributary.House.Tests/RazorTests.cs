using System.Text.RegularExpressions;

namespace Tributary.House.Tests;

/// <summary>What Razor does to pages without a word.</summary>
public sealed class RazorTests
{
    private static readonly Regex BlankBeforeCode = new(@"[^\s>;}] @(?:if|foreach|for|switch) \(", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    [Fact]
    public void Component_WhenTextStandsBeforeCode_ThenTheBlankBetweenThemIsKept()
    {
        // Razor leaves a blank away that stands beside code: "waiting @if (…) { <span>next …" becomes "waitingnext".
        foreach (var file in Repository.Files.Where(static file => file.EndsWith(".razor", StringComparison.Ordinal)))
        {
            var text = Repository.Read(file);
            if (!text.Contains("@preservewhitespace true", StringComparison.Ordinal)) BlankBeforeCode.Match(text).Value.ShouldBeEmpty($"{file} needs @preservewhitespace true");
        }
    }
}
