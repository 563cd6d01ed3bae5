using System.Text;
using Tributary.Git;

namespace Tributary.Git.Tests;

public sealed class DamagedInboxTests
{
    [Theory]
    [InlineData("master~2:m")]
    [InlineData("master~2^{tree}")]
    [InlineData("master~2")]
    public async Task Inbox_WhenAnObjectIsMissing_ThenTheRestIsReadAndTheGapIsTriedAgain(string missing)
    {
        using var inbox = new TestInbox();
        foreach (var number in Enumerable.Range(1, 5)) inbox.Add(TestInbox.Mail(number));
        var lost = inbox.Git(inbox.Repository, "rev-parse", "master~2");
        var (file, away) = (inbox.FileOf(missing), Path.Combine(inbox.Root, "away"));
        File.Move(file, away);

        var (damaged, position) = await InboxReaderTests.ReadAsync(inbox.Repository, InboxPosition.Start);
        var (still, later) = await InboxReaderTests.ReadAsync(inbox.Repository, position);
        File.Move(away, file);
        var (mended, end) = await InboxReaderTests.ReadAsync(inbox.Repository, later);

        damaged.Select(static item => item.Text).ShouldBe(((int[])[1, 2, 4, 5]).Select(static number => TestInbox.Mail(number)));
        position.Of("").Gaps.ShouldHaveSingleItem().Commit.ShouldBe(lost);
        still.ShouldBeEmpty();
        mended.Select(static item => item.Text).ShouldBe([TestInbox.Mail(3)]);
        end.Of("").Gaps.ShouldBeEmpty();
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Inbox_WhenAnObjectIsCorrupt_ThenTheRestIsReadAndTheGapNamesIt()
    {
        using var inbox = new TestInbox();
        foreach (var number in Enumerable.Range(1, 100)) inbox.Add(TestInbox.Mail(number));
        foreach (var name in (string[])["master~50:m", "master~49:m", "master:m"])
        {
            var file = inbox.FileOf(name);
            File.Delete(file);
            File.WriteAllBytes(file, Encoding.ASCII.GetBytes("no object"));
        }

        var (items, position) = await InboxReaderTests.ReadAsync(inbox.Repository, InboxPosition.Start);

        items.Select(static item => item.Text).ShouldBe(Enumerable.Range(1, 100).Except([50, 51, 100]).Select(static number => TestInbox.Mail(number)));
        position.Of("").Gaps.Length.ShouldBe(3);
        var blob = inbox.Git(inbox.Repository, "rev-parse", "master~50:m");
        position.Of("").Gaps.ShouldContain(gap => gap.Reason.Contains(blob));
    }

    [Fact]
    public async Task Inbox_WhenDamagedAndADeletionIsRead_ThenItStillDeletes()
    {
        using var inbox = new TestInbox();
        inbox.Add(TestInbox.Mail(1));
        inbox.Add(TestInbox.Mail(2));
        inbox.Delete(TestInbox.Mail(1));
        inbox.Add(TestInbox.Mail(3));
        File.Delete(inbox.FileOf("master~2^{tree}"));

        var (items, _) = await InboxReaderTests.ReadAsync(inbox.Repository, InboxPosition.Start);

        items.Select(static item => (item.Kind, item.Text)).ShouldBe(
        [
            (InboxItemKind.Added, TestInbox.Mail(1)), (InboxItemKind.Deleted, TestInbox.Mail(1)), (InboxItemKind.Added, TestInbox.Mail(3)),
        ]);
    }
}
