using Tributary.Git;

namespace Tributary.Git.Tests;

public sealed class InboxMirrorTests
{
    [Fact]
    public async Task Mirror_WhenOfAFileUrl_ThenClonesAndLaterFetches()
    {
        using var inbox = new TestInbox();
        inbox.Add(TestInbox.Mail(1));
        var mirror = new InboxMirror(Path.Combine(inbox.Root, "mirrors"));
        var url = "file://" + inbox.Repository;

        var epochs = await mirror.UpdateAsync(url, CancellationToken.None);
        var (first, position) = await InboxReaderTests.ReadAsync(epochs[0].Repository, InboxPosition.Start);
        inbox.Add(TestInbox.Mail(2));
        await mirror.UpdateAsync(url, CancellationToken.None);
        var (second, _) = await InboxReaderTests.ReadAsync(epochs[0].Repository, position);

        first.Select(static item => item.Text).ShouldBe([TestInbox.Mail(1)]);
        second.Select(static item => item.Text).ShouldBe([TestInbox.Mail(2)]);
    }

    [Fact]
    public async Task Mirror_WhenTheUrlHoldsEpochs_ThenClonesEach()
    {
        using var inbox = new TestInbox();
        inbox.Add(TestInbox.Mail(1));
        inbox.MoveTo("list/git/0.git");
        var mirror = new InboxMirror(Path.Combine(inbox.Root, "mirrors"));

        var epochs = await mirror.UpdateAsync($"file://{inbox.Root}/list", CancellationToken.None);

        epochs.Select(static epoch => epoch.Name).ShouldBe(["0"]);
    }

    [Fact]
    public async Task Mirror_WhenOfABundle_ThenClonesIt()
    {
        using var inbox = new TestInbox();
        inbox.Add(TestInbox.Mail(1));
        var bundle = Path.Combine(inbox.Root, "inbox.bundle");
        inbox.Git(inbox.Repository, "bundle", "create", "--quiet", bundle, "HEAD", "master");

        var epochs = await new InboxMirror(Path.Combine(inbox.Root, "mirrors")).UpdateAsync(bundle, CancellationToken.None);
        var (items, _) = await InboxReaderTests.ReadAsync(epochs[0].Repository, InboxPosition.Start);

        InboxLocation.IsBundle(bundle).ShouldBeTrue();
        items.Select(static item => item.Text).ShouldBe([TestInbox.Mail(1)]);
    }

    [Fact]
    public async Task Mirror_WhenNothingIsThere_ThenSaysSoInOneLine()
    {
        using var inbox = new TestInbox();
        var mirror = new InboxMirror(Path.Combine(inbox.Root, "mirrors"));

        var failure = await Should.ThrowAsync<GitException>(() => mirror.UpdateAsync($"file://{inbox.Root}/nowhere", CancellationToken.None));

        failure.Message.ShouldContain("nowhere");
        failure.Message.ShouldNotContain("\n");
    }

    [Fact]
    public void Location_WhenAFolderOfEpochs_ThenOrdersThemByNumber()
    {
        using var inbox = new TestInbox();
        foreach (var name in (string[])["list/10.git", "list/2.git", "list/all.git", "list/junk.git"]) inbox.Git(null, "init", "--quiet", "--bare", Path.Combine(inbox.Root, name));

        InboxLocation.FindEpochs(Path.Combine(inbox.Root, "list")).Select(static epoch => epoch.Name).ShouldBe(["2", "10"]);
    }
}
