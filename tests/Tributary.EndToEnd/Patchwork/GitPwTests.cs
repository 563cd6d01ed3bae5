using System.Text.Json;

namespace Tributary.EndToEnd;

/// <summary>git-pw as Debian has it, against the built program: what it prints, and what it changes.</summary>
[Trait("Speed", "all")]
public sealed class GitPwTests(GitPwRound round) : IClassFixture<GitPwRound>
{
    private const string Ack = "Acked-by: Rae Reviewer <rae@example.org>";

    [Fact]
    public void Series_WhenListed_ThenOrderPagesAndSearchAreGitPws()
    {
        if (!round.IsThere) return;

        var all = round.Table("series", "list", "--sort", "id", "--limit", "100");
        all[0].ShouldBe(["ID", "Date", "Name", "Version", "Submitter"]);
        all.Length.ShouldBeGreaterThan(20, "the samples hold some thirty series");
        all.Skip(1).Select(line => int.Parse(line[0], System.Globalization.CultureInfo.InvariantCulture)).ShouldBeInOrder();
        round.Table("series", "list", "--sort", "id", "--limit", "5", "--page", "2").Skip(1).ShouldBe(all.Skip(6).Take(5));
        var found = round.Table("series", "list", "oil: Mark two words").ShouldBe2Lines();
        found[2].ShouldBe("oil: Mark two words");
        found[4].ShouldBe("Axel \u00c5uthor (axel@example.org)");
        round.Table("series", "list", "--submitter", "axel@example.org").Length.ShouldBe(3);
        round.Table("series", "list", "--submitter", "Axel").Length.ShouldBe(3);
        round.Pw("", "series", "list", "--limit", "2").ShouldContain("| ");
    }

    [Fact]
    public void Series_WhenShownDownloadedAndApplied_ThenTheTreeIsTheAuthors()
    {
        if (!round.IsThere) return;
        var id = IdOf("turn");
        var clone = round.Clone();

        var shown = round.Table("series", "show", id);
        GitPwRound.Value(shown, "Received").ShouldBe("2 of 2");
        GitPwRound.Value(shown, "Complete").ShouldBe("True");
        GitPwRound.Value(shown, "Cover").ShouldContain("[bpf-next,0/2] turn: Mark two words");
        GitPwRound.Value(shown, "URL").ShouldBe($"{round.Address}/project/netdevbpf/list/?series={id}");
        round.Pw(clone, "series", "download", id, "series.mbox").ShouldContain("Downloaded series to series.mbox");
        var mailbox = File.ReadAllText(Path.Combine(round.Bench.Folder, clone, "series.mbox"));
        mailbox.Split("From patchwork ").Length.ShouldBe(3);
        round.Pw(clone, "series", "apply", id).ShouldContain("Applying: turn: Mark three");
        round.Bench.Run(clone, "git", "diff", "--exit-code", "HEAD", "origin/HEAD", "--", "src/gadget.c");
        round.Bench.Run(clone, "git", "log", "-2", "--format=%an%n%B").ShouldBe(
            "Axel \u00c5uthor\nturn: Mark three\n\nSo that it is seen.\n\nSigned-off-by: Axel \u00c5uthor <axel@example.org>\n\n"
            + $"Axel \u00c5uthor\nturn: Mark two\n\nSo that it is seen.\n\nSigned-off-by: Axel \u00c5uthor <axel@example.org>\n{Ack}\n\n");
    }

    [Fact]
    public void Patch_WhenAppliedOrDownloaded_ThenItBringsWhatItDependsOn()
    {
        if (!round.IsThere) return;
        var (first, second) = PatchesOf("turn");
        var clone = round.Clone();

        round.Pw(clone, "patch", "apply", second).ShouldContain("Applying: turn: Mark two");
        round.Bench.Run(clone, "git", "rev-list", "--count", "HEAD").Trim().ShouldBe("3");
        round.Bench.Run(clone, "git", "reset", "-q", "--hard", "origin/HEAD");
        round.Pw(clone, "patch", "apply", first, "--no-deps", "--signoff").ShouldContain("Applying: turn: Mark two");
        round.Bench.Run(clone, "git", "rev-list", "--count", "HEAD").Trim().ShouldBe("2");
        round.Pw(clone, "patch", "download", first, "-").ShouldContain(Ack);
        var path = round.Pw(clone, "patch", "download", first, "--diff").Split("Downloaded patch to ")[1].Trim();
        Path.GetFileName(path).ShouldBe("bpf-next-1-2-turn-Mark-two.diff");
        File.ReadAllText(path).ShouldStartWith("diff --git a/src/widget.c b/src/widget.c\n");
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public async Task Patch_WhenUpdated_ThenTheSeriesThePageAndTheEventsSaySo()
    {
        if (!round.IsThere) return;
        var (first, second) = PatchesOf("oil");

        // With several patches git-pw 2.0 looks the delegate of the second one up by his number, and stumbles.
        round.Table("patch", "update", first, "--state", "under-review", "--delegate", "mia@example.org", "--archived", "true");
        var shown = round.Table("patch", "update", second, "--state", "under-review", "--delegate", "mia", "--archived", "true");
        GitPwRound.Value(shown, "State").ShouldBe("under-review");
        GitPwRound.Value(shown, "Delegate").ShouldBe("mia");
        GitPwRound.Value(shown, "Archived").ShouldBe("True");
        round.Table("patch", "list", "--state", "under-review", "--delegate", "mia", "oil").Length.ShouldBe(1, "archived ones are not asked for");
        round.Table("patch", "list", "--state", "under-review", "--delegate", "mia@example.org", "--archived", "oil").Skip(1)
            .Select(line => $"{line[2]} {line[4]} {line[5]} {line[6]}").ShouldBe(
                ["[bpf-next,2/2] oil: Mark six under-review yes mia", "[bpf-next,1/2] oil: Mark five under-review yes mia"], ignoreOrder: true);

        round.Table("patch", "update", first, second, "--state", "changes-requested", "--archived", "false");
        round.Table("patch", "update", first, "--commit-ref", "1234567890abcdef1234567890abcdef12345678");
        GitPwRound.Value(round.Table("patch", "show", first), "Commit Ref").ShouldBe("1234567890abcdef1234567890abcdef12345678");

        using var client = new HttpClient();
        var page = JsonDocument.Parse(await client.GetStringAsync(new Uri($"{round.Address}/series/{IdOf("oil")}.json"))).RootElement;
        page.GetProperty("state").GetString().ShouldBe("changes-requested");
        page.GetProperty("delegate").GetString().ShouldBe("mia");
        (await client.GetStringAsync(new Uri($"{round.Address}/series/{IdOf("oil")}"))).ShouldContain("Changes Requested");
        var events = JsonDocument.Parse(await client.GetStringAsync(new Uri($"{round.Address}/api/1.2/events/?patch={first}&category=patch-state-changed&order=date"))).RootElement;
        events.EnumerateArray().Select(entry => $"{entry.GetProperty("actor").GetProperty("username")} {entry.GetProperty("payload").GetProperty("previous_state")} {entry.GetProperty("payload").GetProperty("current_state")}")
            .ShouldBe(["mia new under-review", "mia under-review changes-requested"]);
    }

    [Fact]
    public void Patch_WhenUpdatedByOneWhoMayNot_ThenGitPwIsTold()
    {
        if (!round.IsThere) return;
        var (first, _) = PatchesOf("turn");

        var (status, said) = round.Bench.Try("", "git-pw", "--token", round.TokenOf("eve"), "patch", "update", first, "--state", "accepted");
        var (wrong, complaint) = round.Bench.Try("", "git-pw", "--token", "guessed", "patch", "update", first, "--state", "accepted");

        status.ShouldBe(1);
        said.ShouldContain("You do not have permission to perform this action.");
        wrong.ShouldBe(1);
        complaint.ShouldContain("Invalid token.");
        GitPwRound.Value(round.Table("patch", "show", first), "State").ShouldBe("new");
    }

    [Fact]
    public void Bundle_WhenMadeChangedAppliedAndDeleted_ThenItHoldsWhatGitPwSays()
    {
        if (!round.IsThere) return;
        var (first, second) = PatchesOf("turn");
        var (other, _) = PatchesOf("oil");
        var clone = round.Clone();

        var made = round.Table("bundle", "create", "for-next", first, "--public");
        var id = GitPwRound.Value(made, "ID");
        GitPwRound.Value(made, "Owner").ShouldBe("mia");
        GitPwRound.Value(made, "URL").ShouldBe($"{round.Address}/bundle/mia/for-next/");
        Names(round.Table("bundle", "add", id, second, other)).ShouldBe(["[bpf-next,2/2] turn: Mark three", "[bpf-next,1/2] oil: Mark five", "[bpf-next,1/2] turn: Mark two"]);
        Names(round.Table("bundle", "remove", id, other)).ShouldBe(["[bpf-next,2/2] turn: Mark three", "[bpf-next,1/2] turn: Mark two"]);
        var changed = round.Table("bundle", "update", id, "--name", "later", "--private", "--patch", first, "--patch", second);
        GitPwRound.Value(changed, "Public").ShouldBe("False");
        Names(changed).ShouldBe(["[bpf-next,1/2] turn: Mark two", "[bpf-next,2/2] turn: Mark three"]);
        round.Table("bundle", "list", "later").ShouldBe2Lines().ShouldBe([id, "later", "mia", "no"]);
        round.Bench.Try("", "git-pw", "--token", round.TokenOf("eve"), "bundle", "show", id).Said.ShouldContain("Resource not found");
        round.Pw(clone, "bundle", "download", "later", "later.mbox").ShouldContain("Downloaded bundle to later.mbox");
        round.Pw(clone, "bundle", "apply", "later").ShouldContain("Applying: turn: Mark three");
        round.Bench.Run(clone, "git", "rev-list", "--count", "HEAD").Trim().ShouldBe("3");
        round.Pw("", "bundle", "delete", id);
        round.Table("bundle", "list").Length.ShouldBe(1);
    }

    private static string[] Names(string[][] shown) =>
        [.. shown.SkipWhile(line => line[0] != "Patches").Select(line => line[1][line[1].IndexOf('[', StringComparison.Ordinal)..])];

    private string IdOf(string name) => round.Table("series", "list", $"{name}: Mark two words").ShouldBe2Lines()[0];

    private (string First, string Second) PatchesOf(string name)
    {
        string[] ids = [.. round.Table("series", "show", IdOf(name)).SkipWhile(line => line[0] != "Patches").Select(line => line[1].Split(' ')[0])];
        ids.Length.ShouldBe(2);
        return (ids[0], ids[1]);
    }
}

/// <summary>What tests ask of git-pw's tables.</summary>
internal static class GitPwTables
{
    /// <summary>The one line below the head.</summary>
    public static string[] ShouldBe2Lines(this string[][] table)
    {
        table.Length.ShouldBe(2);
        return table[1];
    }
}
