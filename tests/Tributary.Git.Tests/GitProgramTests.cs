using Tributary.Git;

namespace Tributary.Git.Tests;

public sealed class GitProgramTests
{
    [Fact]
    public async Task Git_WhenTheCallerHasSettings_ThenSeesNoneOfThem()
    {
        using var inbox = new TestInbox();
        Environment.SetEnvironmentVariable("GIT_DIR", "/nowhere");
        try
        {
            var result = await GitProgram.RunAsync(inbox.Repository, ["config", "--list", "--show-origin"], CancellationToken.None);

            result.IsSuccess.ShouldBeTrue(result.Error);
            result.Text.Split('\n').ShouldAllBe(static line => line.StartsWith("command line:") || line.Contains("config\t"));
            result.Text.ShouldNotContain(".gitconfig");
        }
        finally
        {
            Environment.SetEnvironmentVariable("GIT_DIR", null);
        }
    }

    [Fact]
    public async Task Git_WhenTheRepositoryBelongsToSomebodyElse_ThenReadsIt()
    {
        using var inbox = new TestInbox();
        inbox.Add(TestInbox.Mail(1));
        if (!Environment.IsPrivilegedProcess)
        {
            Console.WriteLine("Only root can give a repository away: not tried.");
            return;
        }

        Chown(inbox.Repository);

        var (items, _) = await InboxReaderTests.ReadAsync(inbox.Repository, InboxPosition.Start);
        var epochs = await new InboxMirror(Path.Combine(inbox.Root, "mirrors")).UpdateAsync("file://" + inbox.Repository, CancellationToken.None);

        items.Length.ShouldBe(1);
        epochs.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Git_WhenItFails_ThenTheErrorQuotesItsLastWords()
    {
        using var inbox = new TestInbox();

        var result = await GitProgram.RunAsync(inbox.Repository, ["rev-parse", "--verify", "nothing"], CancellationToken.None);

        Should.Throw<GitException>(() => result.OrThrow("a look")).Message.ShouldBe(
            "a look failed: fatal: Needed a single revision (git rev-parse --verify nothing, exit status 128)");
    }

    [Fact]
    public async Task Git_WhenCancelled_ThenIsKilled()
    {
        using var cancel = new CancellationTokenSource();
        using var inbox = new TestInbox();
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => GitProgram.RunAsync(inbox.Repository, ["cat-file", "--batch"], cancel.Token));
    }

    [Theory]
    [InlineData("git version 2.39.5", "2.39.5")]
    [InlineData("git version 2.50.0.rc1", "2.50.0")]
    [InlineData("git version 2.39.5 (Apple Git-154)", "2.39.5")]
    [InlineData("git version 2.46-dirty", "2.46.0")]
    public void Version_WhenGitSaysIt_ThenIsRead(string line, string expected)
    {
        GitVersion.TryParse(line, out var version).ShouldBeTrue();
        version.ShouldBe(Version.Parse(expected));
    }

    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "lchown", CharSet = System.Runtime.InteropServices.CharSet.Ansi)]
    private static extern int ChangeOwner(string path, uint owner, uint group);

    private static void Chown(string folder)
    {
        const uint Nobody = 65534;
        _ = ChangeOwner(folder, Nobody, Nobody);
        foreach (var entry in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)) _ = ChangeOwner(entry, Nobody, Nobody);
    }
}
