using Xunit.Abstractions;

namespace Tributary.Mail.Tests;

public sealed class SharedMailTests(ITestOutputHelper output)
{
    [Theory]
    [Trait("Speed", "slow")]
    [InlineData("mail-2019.mbox.gz", 1098)]
    [InlineData("mail-2020.mbox.gz", 1382)]
    [InlineData("mail-2021.mbox.gz", 1675)]
    [InlineData("mail-2022.mbox.gz", 3630)]
    [InlineData("mail-2023.mbox.gz", 3479)]
    [InlineData("mail-2024.mbox.gz", 7955)]
    public void Corpus_WhenRead_ThenEveryMessageHasAuthorIdAndDate(string file, int count)
    {
        if (SharedMail.Find(output) is not { } folder) return;
        var read = 0;
        List<string> wrong = [];
        foreach (var raw in SharedMail.Read(Path.Combine(folder, "corpus", file)))
        {
            read++;
            var message = MessageReader.Read(raw);
            if (message.Unreadable is not null) wrong.Add($"{read}: {message.Unreadable}");
            if (!message.From.Address.Contains('@', StringComparison.Ordinal)) wrong.Add($"{message.Id}: from {message.From}");
            if (message.Id.Value.EndsWith(".invalid", StringComparison.Ordinal)) wrong.Add($"{message.Id}: made");
            if (message.Date.Year is < 2017 or > 2026) wrong.Add($"{message.Id}: {message.Date}");
            if (message.Defects.Any(defect => defect.Code.StartsWith("date", StringComparison.Ordinal))) wrong.Add($"{message.Id}: {message.Defects[0]}");
        }

        wrong.ShouldBeEmpty();
        read.ShouldBe(count);
    }

    [Fact]
    public void Mailboxes_WhenRead_ThenNoneIsUnreadable()
    {
        if (SharedMail.Find(output) is not { } folder) return;
        foreach (var path in Directory.EnumerateFiles(Path.Combine(folder, "mailboxes"), "*.mbox", SearchOption.AllDirectories).Order())
        {
            var messages = SharedMail.Read(path).Select(raw => MessageReader.Read(raw)).ToList();
            messages.ShouldNotBeEmpty(path);
            messages.ShouldAllBe(message => message.Unreadable == null, path);
            foreach (var message in messages)
                output.WriteLine($"{Path.GetFileName(path)} {message.Id} {message.Date:u} {message.Subject} {string.Join(' ', message.Defects.Select(defect => defect.Code))}");
        }
    }
}
