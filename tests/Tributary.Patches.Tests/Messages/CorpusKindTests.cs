using System.Globalization;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace Tributary.Patches.Tests;

/// <summary>What holds for all of a year's real mail.</summary>
public sealed class CorpusKindTests(ITestOutputHelper output)
{
    // Mails whose diff their sender edited by hand, or whose mail program cut it.
    private const int MostEditedDiffs = 5;

    private static readonly Regex Numbered = new(@"^\s*\[[^\]]*\b0*[1-9]\d*/\d+[^\]]*\]", RegexOptions.None, TimeSpan.FromSeconds(5));

    private static readonly Regex Diffstat =
        new(@"^ (?<files>\d+) files? changed(?:, (?<added>\d+) insertions?\(\+\))?(?:, (?<removed>\d+) deletions?\(-\))?", RegexOptions.Multiline, TimeSpan.FromSeconds(5));

    [Fact]
    [Trait("Speed", "slow")]
    public void Corpus_WhenRead_ThenKindsAndDiffsAgreeWithTheMail()
    {
        if (SampleMail.Find(output) is not { } folder) return;
        var kinds = new SortedDictionary<MailKind, int>();
        List<string> wrong = [];
        List<string> edited = [];
        foreach (var (message, mail) in SampleMail.ReadCorpus(folder))
        {
            kinds[mail.Kind] = kinds.GetValueOrDefault(mail.Kind) + 1;
            if (PatchworkHints.Of(message) is { IsIgnored: true })
            {
                if (mail.Kind != MailKind.None) wrong.Add($"{message.Id}: a {mail.Kind} that asks to be ignored");
                continue;
            }

            if (mail.Kind == MailKind.Patch && (mail.Diff is null || mail.Files.IsEmpty || mail.DiffHash is null)) wrong.Add($"{message.Id}: a patch without a diff");
            if (mail.Kind is MailKind.None or MailKind.Reply or MailKind.CoverLetter && mail.Diff is not null) wrong.Add($"{message.Id}: a diff on a {mail.Kind}");
            if (Numbered.IsMatch(message.Subject) && mail.Kind != MailKind.Patch && HoldsDiff(message.Parts)) wrong.Add($"{message.Id}: {message.Subject} is a {mail.Kind}");
            if (mail.Kind == MailKind.Patch && SaysOtherwise(mail)) edited.Add($"{message.Id}: {message.Subject}");
        }

        output.WriteLine(string.Join(", ", kinds.Select(kind => $"{kind.Key} {kind.Value}")));
        output.WriteLine(string.Join('\n', edited));
        wrong.ShouldBeEmpty();
        edited.Count.ShouldBeLessThanOrEqualTo(MostEditedDiffs);
    }

    private static bool HoldsDiff(IEnumerable<Mail.MailPart> parts) => parts.Any(part => part.Text is { } text && DiffReader.Find(text, 0) >= 0);

    // git wrote the diffstat: it judges our reading of the diff.
    private static bool SaysOtherwise(PatchMail mail)
    {
        if (Diffstat.Matches(mail.Notes) is not [{ } stat]) return false;
        int[] said = [.. new[] { "files", "added", "removed" }.Select(group => stat.Groups[group] is { Success: true, Value: var number } ? int.Parse(number, CultureInfo.InvariantCulture) : 0)];
        return !said.SequenceEqual([mail.Files.Length, mail.Files.Sum(file => file.Added), mail.Files.Sum(file => file.Removed)]);
    }
}
