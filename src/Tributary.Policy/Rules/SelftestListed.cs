using Tributary.Patches;

namespace Tributary.Policy;

/// <summary>A new test outside of the BPF selftests, which find theirs themselves, is named in the Makefile of its folder.</summary>
public sealed class SelftestListed() : Rule(new("selftest-listed", Clause.General, Severity.Warning, "A new selftest is in no Makefile"))
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var patch in series.Patches)
        {
            foreach (var file in patch.Mail.Files)
            {
                if (file.Change != DiffChange.Added || !PathPattern.MatchesAny(facts.Area("selftests"), file.Path) || PathPattern.MatchesAny(facts.Area("bpf-selftests"), file.Path) || !IsTest(file.Path)) continue;
                var folder = file.Path[..file.Path.LastIndexOf('/')];
                if (series.Patches.Any(other => other.Mail.Files.Any(changed => changed.Path.EndsWith("/Makefile", StringComparison.Ordinal) && folder.StartsWith(changed.Path[..^9], StringComparison.Ordinal)))) continue;
                findings.Add(new(Info, patch.Id, $"{file.Path} is new, and no Makefile of the series names it")
                {
                    Place = FindingPlace.Subject with { Path = file.Path },
                    Fix = $"Add it to {folder}/Makefile (TEST_PROGS, TEST_GEN_FILES …), and what is built of it to .gitignore",
                });
            }
        }
    }

    private static bool IsTest(string path) => (path.EndsWith(".sh", StringComparison.Ordinal) || path.EndsWith(".py", StringComparison.Ordinal) || (path.EndsWith(".c", StringComparison.Ordinal) && !path.EndsWith(".bpf.c", StringComparison.Ordinal)))
        && !path.Contains("/lib/", StringComparison.Ordinal);
}
