using System.Text.Json;
using Xunit.Abstractions;

namespace Tributary.Patches.Tests;

/// <summary>What mailboxes/expected.json says of single messages.</summary>
public sealed class ExpectedMailTests(ITestOutputHelper output)
{
    [Trait("Clause", "SUB-1")]
    [Fact]
    public void Mail_WhenExpectedJsonNamesIt_ThenKindAndDiffAreAsItSays()
    {
        if (SampleMail.Find(output) is not { } folder) return;
        foreach (var (file, expected) in Entries(folder, "mail/"))
        {
            var (_, mail) = SampleMail.Read(Path.Combine(folder, "mailboxes", file)).ShouldHaveSingleItem(file);
            mail.Kind.ShouldBe(expected.GetProperty("kind").GetString() == "patch" ? MailKind.Patch : MailKind.PullRequest, file);
            if (expected.TryGetProperty("pull_url", out var url)) mail.PullUrl.ShouldBe(url.GetString(), file);
            if (mail.Kind == MailKind.PullRequest) mail.PullUrl.ShouldNotBeNull(file);
            if (expected.TryGetProperty("diff_starts", out var starts)) mail.Diff.ShouldNotBeNull(file).ShouldStartWith(starts.GetString()!, Case.Sensitive, file);
            if (expected.TryGetProperty("diff_lacks", out var lacks)) mail.Diff.ShouldNotBeNull(file).ShouldNotContain(lacks.GetString()!, Case.Sensitive, file);
            if (!expected.TryGetProperty("diff_counts", out var counts)) continue;
            foreach (var count in counts.EnumerateObject()) mail.Diff.ShouldNotBeNull(file).Split(count.Name).Length.ShouldBe(count.Value.GetInt32() + 1, $"{file} {count.Name}");
        }
    }

    [Fact]
    public void SeriesMailbox_WhenRead_ThenCoversPatchesAndRepliesAreAsManyAsItSays()
    {
        if (SampleMail.Find(output) is not { } folder) return;
        var files = 0;
        foreach (var (file, expected) in Entries(folder, "series/"))
        {
            files++;
            var mails = SampleMail.Read(Path.Combine(folder, "mailboxes", file)).Select(read => read.Mail).ToList();
            int[] counts = [.. new[] { MailKind.CoverLetter, MailKind.Patch, MailKind.Reply }.Select(kind => mails.Count(mail => mail.Kind == kind))];
            counts.ShouldBe([.. expected.GetProperty("counts").EnumerateArray().Select(count => count.GetInt32())], $"{file}: {string.Join(", ", mails.Select(mail => mail.Subject.Raw))}");
        }

        Figure.Tell("expected mailboxes", $"{files} of {files}");
    }

    [Fact]
    public void DiffHash_WhenPatchworkAnsweredForTheDiff_ThenItIsTheSame()
    {
        if (SampleMail.Find(output) is not { } folder) return;
        var files = Directory.GetFiles(Path.Combine(folder, "peers", "patchwork-answers"), "patch-*.json");
        files.ShouldNotBeEmpty();
        foreach (var file in files)
        {
            using var answer = JsonDocument.Parse(File.ReadAllText(file));
            DiffHash.Of(answer.RootElement.GetProperty("diff").GetString()!).ShouldBe(answer.RootElement.GetProperty("hash").GetString(), file);
            var subject = answer.RootElement.GetProperty("headers").GetProperty("Subject").GetString()!.ReplaceLineEndings("");
            PatchSubject.Parse(subject).Name.ShouldBe(answer.RootElement.GetProperty("name").GetString());
        }
    }

    private static IEnumerable<(string File, JsonElement Expected)> Entries(string folder, string under)
    {
        using var all = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "mailboxes", "expected.json")));
        foreach (var entry in all.RootElement.EnumerateObject().Where(entry => entry.Name.StartsWith(under, StringComparison.Ordinal)))
            yield return (entry.Name, entry.Value);
    }
}
