using Tributary.Mail;
using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

public sealed class OutboxTests
{
    private static readonly MailIdentity Us = new(new Mailbox("Patches", "patches@example.org"));

    [Fact]
    public async Task Letter_WhenPut_ThenIsKeptWithItsMailAndItsRecipientsOnce()
    {
        await using var test = (await TestDatabase.OpenAsync(DatabaseKind.Sqlite))!;
        var added = await PutAsync(test, Letter with
        {
            To = [Given.Ann, new("", "ANN@example.org"), new("", "bücher@bücher.example")], Cc = [new("", "no\r\nbody"), new("List", "list@example.org")],
            Project = 1, Series = new(2), User = 3, FromName = "Patches of Widgets",
        });

        var letter = (await new OutboxQueries(test.Database).FindAsync(new(1), CancellationToken.None))!;
        var mail = MessageReader.Read(letter.Content);

        added.ShouldBeTrue();
        letter.Sender.ShouldBe("patches@example.org");
        letter.Waiting.ShouldBe(["ann@example.org", "bücher@xn--bcher-kva.example", "list@example.org"]);
        letter.Standing.Recipients.Single(one => one.State == RecipientState.Failed).Said.ShouldBe("this is no address that mail can be sent to");
        letter.MessageId.ShouldBe(mail.Id);
        letter.MessageId.Value.ShouldMatch("^20240506070809\\.[0-9a-f]{24}@example\\.org$");
        mail.From.ShouldBe(new("Patches of Widgets", "patches@example.org"));
        mail.ListIds.ShouldBe(["notices.tributary.example.org"]);
        mail.Date.ShouldBe(Given.Now);
    }

    [Fact]
    public async Task Letter_WhenItsCauseComesAgain_ThenIsNotPutTwice()
    {
        await using var test = (await TestDatabase.OpenAsync(DatabaseKind.Sqlite))!;

        (await PutAsync(test, Letter)).ShouldBeTrue();
        (await PutAsync(test, Letter with { Subject = "Again" })).ShouldBeFalse();
    }

    private static OutgoingLetter Letter { get; } = new() { Key = "word/1", To = [Given.Ann], Subject = "Word", Text = "Hello\n" };

    private static async Task<bool> PutAsync(TestDatabase test, OutgoingLetter letter)
    {
        await using var write = await test.Database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None);
        var added = await new Outbox(Us, new FixedClock()).PutAsync(write, letter, CancellationToken.None);
        await write.CommitAsideAsync(CancellationToken.None);
        return added;
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Given.Now;
    }
}
