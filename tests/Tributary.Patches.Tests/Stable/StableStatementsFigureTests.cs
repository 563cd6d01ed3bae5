using System.Text.RegularExpressions;
using Shouldly;
using Xunit.Abstractions;

namespace Tributary.Patches.Tests;

[Trait("Clause", "STB-1")]
public sealed class StableStatementsFigureTests(ITestOutputHelper output)
{
    // Independent of the reader: whole lines of unquoted text, in the manner of grep.
    private static readonly Regex Line = new(
        @"^[ \t]*(?:\[ *Upstream commit (?<commit>[0-9a-f]{7,40})\b.*|\[? *commit (?<commit>[0-9a-f]{7,40}) upstream\b.*|\(?cherry[- ]picked from commit (?<commit>[0-9a-f]{7,40})\b.*)$",
        RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    // Looked at by hand: statements in other words than the expression above.
    private static readonly string[] SeenByHand = [];

    [Fact]
    [Trait("Speed", "slow")]
    public void Corpus_WhenItsPatchesStateTheirCommit_ThenNearlyAllAreFoundAndNoneIsInvented()
    {
        if (SampleMail.Find(output) is not { } folder) return;
        var (found, missed, invented) = (0, new List<string>(), new List<string>());
        foreach (var (message, read) in SampleMail.ReadCorpus(folder))
        {
            // Stable mails ask trackers to pass over them; they are patches all the same.
            if (read.Subject.IsReply || StableMail.Unhidden(message) is not { Diff: not null } mail) continue;
            var text = string.Concat(message.Parts.Select(static part => part.ContentType.StartsWith("text/", StringComparison.Ordinal) ? part.DecodeText() + "\n" : "")).ReplaceLineEndings("\n");
            var diff = text.IndexOf("\ndiff --git ", StringComparison.Ordinal);
            var truth = Line.Matches(diff < 0 ? text : text[..diff]).Select(static match => match.Groups["commit"].Value.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
            var said = UpstreamStatements.Of(mail).Select(static one => one.Hex).ToHashSet(StringComparer.Ordinal);
            found += truth.Count(said.Contains);
            missed.AddRange(truth.Where(one => !said.Contains(one)).Select(one => $"missed {one} in {message.Id} {message.Subject}"));
            invented.AddRange(said.Where(one => !truth.Contains(one) && !SeenByHand.Contains(one)).Select(one => $"invented {one} in {message.Id} {message.Subject}"));
        }

        foreach (var line in missed.Concat(invented)) output.WriteLine(line);
        Figure.Tell("stable statements", $"{found} of {found + missed.Count}");
        output.WriteLine($"{found} of {found + missed.Count}");
        found.ShouldBeGreaterThan(300);
        missed.Count.ShouldBeLessThanOrEqualTo((found + missed.Count) / 100);
        invented.ShouldBeEmpty();
    }
}
