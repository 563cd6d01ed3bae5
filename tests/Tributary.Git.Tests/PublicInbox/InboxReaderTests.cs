using System.Collections.Immutable;
using System.Text;
using Tributary.Git;

namespace Tributary.Git.Tests;

public sealed class InboxReaderTests
{
    [Fact]
    [Trait("Speed", "slow")]
    public async Task Inbox_WhenReadFromTheStart_ThenGivesWhatGitShowsOldestFirst()
    {
        using var inbox = new TestInbox();
        foreach (var number in Enumerable.Range(1, 70)) inbox.Add(TestInbox.Mail(number, new string('x', number * number * 20)));

        var (items, position) = await ReadAsync(inbox.Repository, InboxPosition.Start);

        var commits = inbox.Git(inbox.Repository, "rev-list", "--reverse", "master").Split('\n');
        items.Select(static item => item.Commit).ShouldBe(commits);
        items.Select(static item => item.Text.TrimEnd('\n')).ShouldBe(commits.Select(commit => inbox.Git(inbox.Repository, "cat-file", "blob", commit + ":m")));
        position.Of("").Head.ShouldBe(commits[^1]);
    }

    [Fact]
    public async Task Inbox_WhenReadAgain_ThenGivesOnlyWhatIsNew()
    {
        using var inbox = new TestInbox();
        inbox.Add(TestInbox.Mail(1));
        var (_, first) = await ReadAsync(inbox.Repository, InboxPosition.Start);
        inbox.Add(TestInbox.Mail(2));

        var (second, position) = await ReadAsync(inbox.Repository, InboxPosition.FromJson(first.ToJson()));
        var (third, _) = await ReadAsync(inbox.Repository, position);

        second.Select(static item => item.Text).ShouldBe([TestInbox.Mail(2)]);
        third.ShouldBeEmpty();
    }

    [Fact]
    public async Task Inbox_WhenACommitDeletes_ThenSaysWhichMail()
    {
        using var inbox = new TestInbox();
        inbox.Add(TestInbox.Mail(1));
        inbox.Delete(TestInbox.Mail(1));
        inbox.Add(TestInbox.Mail(2));

        var (items, _) = await ReadAsync(inbox.Repository, InboxPosition.Start);

        items.Select(static item => (item.Kind, item.Text)).ShouldBe(
        [
            (InboxItemKind.Added, TestInbox.Mail(1)), (InboxItemKind.Deleted, TestInbox.Mail(1)), (InboxItemKind.Added, TestInbox.Mail(2)),
        ]);
    }

    [Fact]
    public async Task Inbox_WhenItsHistoryWasWrittenAgain_ThenGivesOnlyWhatDiffers()
    {
        using var inbox = new TestInbox();
        var shared = inbox.Add(TestInbox.Mail(1));
        foreach (var number in (int[])[2, 3, 4]) inbox.Add(TestInbox.Mail(number));
        var (_, position) = await ReadAsync(inbox.Repository, InboxPosition.Start);
        inbox.Add(TestInbox.Mail(2, "edited"), parent: shared);
        inbox.Add(TestInbox.Mail(4));
        var tip = inbox.Add(TestInbox.Mail(5));

        var (items, after) = await ReadAsync(inbox.Repository, position);

        items.Select(static item => (item.Kind, item.Text)).ShouldBe(
        [
            (InboxItemKind.Deleted, TestInbox.Mail(2)), (InboxItemKind.Deleted, TestInbox.Mail(3)),
            (InboxItemKind.Added, TestInbox.Mail(2, "edited")), (InboxItemKind.Added, TestInbox.Mail(5)),
        ]);
        after.Of("").Head.ShouldBe(tip);
    }

    [Fact]
    public async Task Inbox_WhenTheLastCommitSeenIsGone_ThenIsReadFromTheStart()
    {
        using var inbox = new TestInbox();
        inbox.Add(TestInbox.Mail(1));
        var position = InboxPosition.Start.With(new() { Name = "", Head = new string('a', 40) });

        var (items, _) = await ReadAsync(inbox.Repository, position);

        items.Select(static item => item.Text).ShouldBe([TestInbox.Mail(1)]);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Inbox_WhenTheLastCommitSeenIsGone_ThenSaysThatAllIsReadAgainUntilItsEnd()
    {
        using var inbox = new TestInbox();
        foreach (var number in Enumerable.Range(1, 150)) inbox.Add(TestInbox.Mail(number));
        var lost = InboxPosition.Start.With(new() { Name = "", Head = new string('a', 40) });
        using var reader = await InboxReader.OpenAsync(InboxLocation.FindEpochs(inbox.Repository), lost, CancellationToken.None);
        (reader.IsAnew, reader.BeginsAnew).ShouldBe((true, true));
        for (var i = 0; i < 100; i++)
        {
            reader.TryRead(out var item).ShouldBeTrue();
            reader.TryReadContent(new byte[item.Size]).ShouldBeTrue();
        }


        var midway = InboxPosition.FromJson(reader.Position.ToJson());
        using var next = await InboxReader.OpenAsync(InboxLocation.FindEpochs(inbox.Repository), midway, CancellationToken.None);
        (next.IsAnew, next.BeginsAnew).ShouldBe((true, false));
        var (_, end) = await ReadAsync(inbox.Repository, midway);

        midway.IsAnew.ShouldBeTrue();
        end.IsAnew.ShouldBeFalse();
    }

    [Fact]
    public async Task Inbox_WhenOfVersionOne_ThenEditsReplaceAndRemovalsDelete()
    {
        using var inbox = new TestInbox();
        var (one, two) = ("ab/" + new string('1', 38), "cd/" + new string('2', 38));
        inbox.Put(one, TestInbox.Mail(1));
        inbox.Put(two, TestInbox.Mail(2));
        inbox.Put(one, TestInbox.Mail(1, "edited"));
        inbox.Remove(two);

        var (items, _) = await ReadAsync(inbox.Repository, InboxPosition.Start);

        items.Select(static item => (item.Kind, item.Text)).ShouldBe(
        [
            (InboxItemKind.Added, TestInbox.Mail(1)), (InboxItemKind.Added, TestInbox.Mail(2)),
            (InboxItemKind.Deleted, TestInbox.Mail(1)), (InboxItemKind.Added, TestInbox.Mail(1, "edited")),
            (InboxItemKind.Deleted, TestInbox.Mail(2)),
        ]);
    }

    [Fact]
    public async Task Inbox_WhenEmpty_ThenGivesNothing()
    {
        using var inbox = new TestInbox();

        var (items, position) = await ReadAsync(inbox.Repository, InboxPosition.Start);

        items.ShouldBeEmpty();
        position.Of("").Head.ShouldBeNull();
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Inbox_WhenStoppedMidway_ThenItsPositionMissesNothing()
    {
        using var inbox = new TestInbox();
        foreach (var number in Enumerable.Range(1, 150)) inbox.Add(TestInbox.Mail(number));
        using var reader = await InboxReader.OpenAsync(InboxLocation.FindEpochs(inbox.Repository), InboxPosition.Start, CancellationToken.None);
        var read = new List<string>();
        for (var i = 0; i < 100; i++)
        {
            reader.TryRead(out var item).ShouldBeTrue();
            var content = new byte[item.Size];
            reader.TryReadContent(content).ShouldBeTrue();
            read.Add(Encoding.UTF8.GetString(content));
        }

        var (rest, _) = await ReadAsync(inbox.Repository, reader.Position);

        rest.Length.ShouldBeLessThan(150);
        read.Concat(rest.Select(static item => item.Text)).Distinct().Count().ShouldBe(150);
    }

    internal static async Task<(ImmutableArray<ReadItem> Items, InboxPosition Position)> ReadAsync(string location, InboxPosition from)
    {
        using var reader = await InboxReader.OpenAsync(InboxLocation.FindEpochs(location), from, CancellationToken.None);
        var items = new List<ReadItem>();
        while (reader.TryRead(out var item))
        {
            var content = new byte[item.Size];
            if (reader.TryReadContent(content)) items.Add(new(item.Kind, item.Commit, Encoding.UTF8.GetString(content), item.Number));
        }

        return ([.. items.OrderBy(static item => item.Number)], reader.Position);
    }

    internal sealed record ReadItem(InboxItemKind Kind, string Commit, string Text, long Number);
}
