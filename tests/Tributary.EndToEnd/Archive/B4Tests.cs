namespace Tributary.EndToEnd;

/// <summary>b4 as Debian has it, with its midmask and searchmask set to us.</summary>
[Trait("Speed", "all")]
public sealed class B4Tests(B4Round round) : IClassFixture<B4Round>
{
    [Fact]
    public void Trailers_WhenTheAuthorTakesThem_ThenTheyAreFoundByTheChangeId()
    {
        if (!round.IsThere) return;

        round.Trailers.ShouldContain("Checking change-id");
        round.Trailers.ShouldContain("+ Reviewed-by: Rae Reviewer <rae@example.org>");
        round.Trailers.ShouldContain("Trailers updated.");
        var messages = round.Messages.Split("widget: Write five");
        messages[0].ShouldContain("Tested-by: Tom Tester <tom@example.org>");
        messages[0].ShouldNotContain("Reviewed-by");
        messages[1].ShouldContain("Reviewed-by: Rae Reviewer <rae@example.org>\nTested-by: Tom Tester <tom@example.org>\nSigned-off-by: Ada Author");
    }

    [Fact]
    public void Prep_WhenANewVersionBegins_ThenTheSentOneIsTakenFromTheArchive()
    {
        if (!round.IsThere) return;

        round.Reroll.ShouldContain("Tagging sent/turn-widgets-v1");
        round.Reroll.ShouldContain("Created new revision v2");
    }

    [Theory]
    [InlineData("all")]
    [InlineData("r")]
    [InlineData("bpf")]
    [InlineData("netdevbpf")]
    public void Mbox_WhenAskedFor_ThenItIsTheThread(string list)
    {
        if (!round.IsThere) return;
        var clone = round.Clone();
        round.Bench.Run(clone, "git", "config", "b4.midmask", $"{round.Address}/{list}/%s");

        var said = round.B4(clone, "mbox", "-C", "-o", ".", round.Covers[1]);

        said.ShouldContain("5 messages in the thread");
        var mails = File.ReadAllText(Path.Combine(round.Bench.Folder, clone, $"{round.Covers[1]}.mbx"));
        mails.ShouldContain("Version 1 works here.");
        mails.ShouldNotContain("Version 2 works here.");
    }

    [Fact]
    public void Mbox_WhenTheIdIsUnknown_ThenB4SaysSo()
    {
        if (!round.IsThere) return;

        var (status, said) = round.Bench.Try(round.Clone(), "b4", "-n", "--no-stdin", "mbox", "-C", "nobody@example.org");

        status.ShouldBe(1, said);
        said.ShouldContain("That message-id is not known.");
    }

    [Fact]
    public void Am_WhenANewerVersionExists_ThenItIsTakenWithItsTrailersAndCover()
    {
        if (!round.IsThere) return;
        var clone = round.Clone();

        var said = round.B4(clone, "am", "-C", "-c", "-t", "-l", "-o", ".", round.Covers[1]);

        said.ShouldContain("Checking for newer revisions");
        said.ShouldContain("Will use the latest revision: v2");
        said.ShouldContain("+ Reviewed-by: Sam Second <sam@example.org>");
        said.ShouldContain("Total patches: 2");
        said.ShouldContain($"Link: {round.Address}/r/{round.Covers[2]}");
        var files = Directory.GetFiles(Path.Combine(round.Bench.Folder, clone), "v2_*");
        File.ReadAllText(files.Single(file => file.EndsWith(".cover", StringComparison.Ordinal))).ShouldContain("This makes numbers easy to count with.");
        round.Bench.Run(clone, "git", "am", "-q", files.Single(file => file.EndsWith(".mbx", StringComparison.Ordinal)));
        round.Bench.Run(clone, "git", "log", "--format=%s", "-2").ShouldBe("gadget: Write seven as a digit\nwidget: Write five as a digit\n");
    }

    [Fact]
    public void Am_WhenTheOldVersionIsAskedFor_ThenItIsThat()
    {
        if (!round.IsThere) return;
        var clone = round.Clone();

        round.B4(clone, "am", "-C", "-v", "1", "-o", "-", round.Covers[1]).ShouldContain("Subject: [PATCH 1/2] widget: Write five as a digit");
    }

    [Fact]
    public void Shazam_WhenRun_ThenTheTreeHasTheSeries()
    {
        if (!round.IsThere) return;
        var clone = round.Clone();

        var said = round.B4(clone, "shazam", "-C", "-t", "-l", round.Covers[1]);

        said.ShouldContain("Applying: gadget: Write seven as a digit");
        File.ReadAllText(Path.Combine(round.Bench.Folder, clone, "src/gadget.c")).ShouldContain("\n07\n");
        var log = round.Bench.Run(clone, "git", "log", "--format=%an %cn%n%B", "-2");
        log.ShouldContain("Ada Author Mia Maintainer");
        log.ShouldContain("Reviewed-by: Rae Reviewer <rae@example.org>");
        log.ShouldContain("Reviewed-by: Sam Second <sam@example.org>");
        log.ShouldContain($"Link: {round.Address}/r/");
    }

    [Fact]
    public void Diff_WhenRun_ThenItComparesTheVersions()
    {
        if (!round.IsThere) return;

        var said = round.B4(round.Clone(), "diff", "-C", round.Covers[2]);

        said.ShouldContain("Added from v1: 3 patches");
        said.ShouldContain("Diffing v1 and v2");
        said.ShouldContain("gadget: Write seven as a digit");
    }

    [Fact]
    public void Thanks_WhenASeriesWasApplied_ThenTheLetterNamesItsCommits()
    {
        if (!round.IsThere) return;
        var clone = round.Clone();
        round.B4(clone, "shazam", "-C", round.Covers[2]);
        var head = round.Bench.Run(clone, "git", "rev-parse", "HEAD").Trim();

        var said = round.B4(clone, "ty", "--dry-run", "-o", ".", "-t", "all");

        said.ShouldContain("thank-you letters");
        var letter = File.ReadAllText(Directory.GetFiles(Path.Combine(round.Bench.Folder, clone), "*v2*.thanks").Single());
        letter.ShouldContain("Applied, thanks!");
        letter.ShouldContain($"commit: {head}");
        letter.ShouldContain($"In-Reply-To: <{round.Covers[2]}>");
    }

    [Fact]
    public void Thanks_WhenPatchworkIsConfigured_ThenThePatchesAreAccepted()
    {
        if (!round.IsThere) return;
        var clone = round.Clone();
        round.Trib.Run("user", "add", "mia", "--email", "mia@example.org", "--maintainer", "netdevbpf").ShouldSucceed();
        var token = round.Trib.Run("token", "add", "mia").ShouldSucceed().Output.Trim().Split('\n')[^1];
        foreach (var (key, value) in new[] { ("b4.pw-url", round.Address), ("b4.pw-key", token), ("b4.pw-project", "netdevbpf") }) round.Bench.Run(clone, "git", "config", key, value);
        round.B4(clone, "shazam", "-C", round.Covers[2]);

        var said = round.B4(clone, "ty", "-o", ".", "-a", "--pw-set-state", "accepted");

        said.ShouldContain("-> accepted : [v2,1/2] widget: Write five as a digit");
        said.ShouldContain("-> accepted : [v2,2/2] gadget: Write seven as a digit");
        round.Trib.Run("series", "list", "--json", "--state", "accepted").ShouldSucceed().Output.ShouldContain(round.Covers[2]);
        round.Trib.Run("events", "--json").ShouldSucceed().Output.ShouldContain("patch-state-changed");
    }
}
