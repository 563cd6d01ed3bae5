using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>A change of the verifier's behaviour comes with selftests (REQ-5).</summary>
public sealed class VerifierSelftests() : Rule(new("verifier-selftests", new("REQ-5"), Severity.Error, "A change of the verifier comes without selftests"))
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (series.IsRfc || series.Touches(facts.Area("selftests"))) return;
        var verifier = facts.Area("verifier");
        SeriesPart? patch = null;
        foreach (var one in series.Patches)
        {
            if (patch is null && Changes(one, verifier)) patch = one;
        }

        if (patch is null || series.Letters.Any(part => Says(part.Mail.Content, Same)) || Says(patch.Mail.Subject.Title, Titles)) return;
        findings.Add(new(Info, patch.Id, $"It changes how the verifier behaves ({patch.Mail.Files.First(file => PathPattern.MatchesAny(verifier, file.Path)).Path}), and no selftest shows it")
        {
            Fix = $"Add a test in a patch of its own ({facts.Area("bpf-selftests").FirstOrDefault() ?? "the selftests"}): what no test tracks may change at any time; if nothing changes for programs, say \"no functional change\"",
        });
    }

    // Fewer lines of code than this are a check or a warning put right.
    private const int LeastLines = 3;

    private static readonly string[] Same = ["no functional change", "no change in functionality", "no functionality change", "no behavior change", "no behaviour change", "no change in behavior", "no change in behaviour"];

    private static readonly string[] Titles = ["refactor", "cleanup", "clean up", "clean-up", "typo", "simplify", "factor out", "move "];

    // Comments, declarations and renames change nothing for programs.
    private static bool Changes(SeriesPart patch, ImmutableArray<string> verifier)
    {
        if (patch.IsRevert) return false;
        var (code, decides) = (0, false);
        foreach (var line in patch.Diff.Added)
        {
            if (!PathPattern.MatchesAny(verifier, line.Path)) continue;
            if (IsCode(line.Text)) code++;
            decides |= IsDecision(line.Text);
        }

        return code >= LeastLines && decides;
    }

    private static bool IsCode(string line) => line.AsSpan().Trim() is { IsEmpty: false } text && !text.StartsWith("*") && !text.StartsWith("/*") && !text.StartsWith("//") && !text.StartsWith("{") && !text.StartsWith("}");

    private static bool IsDecision(string line) => line.Contains("if (", StringComparison.Ordinal) || line.Contains("verbose(", StringComparison.Ordinal) || line.Contains("return -E", StringComparison.Ordinal) || line.Contains("case ", StringComparison.Ordinal);

    private static bool Says(string text, string[] words) => Array.Exists(words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
