using System.Globalization;
using System.Text;
using System.Text.Json;
using Tributary.Store;

namespace Tributary.EndToEnd;

/// <summary>A Friday of a maintainer by commands: a staged series, a pull request with its counts, which comes back by the list, is pulled, and is seen to be.</summary>
[Trait("Clause", "TREE-3")]
[Trait("Clause", "TREE-4")]
[Trait("Clause", "TREE-6")]
[Trait("Speed", "slow")]
public sealed class FridayTests
{
    private const string Mara = "Mara Maintainer <mara@example.org>";

    [Fact]
    public async Task Friday_WhenASeriesIsStaged_ThenItsPullRequestIsCountedPulledAndSeen()
    {
        using var bench = new Workbench();
        using var trib = new Trib();
        MakeRepositories(bench);
        foreach (var tree in (string[])["mainline", "net-next", "bpf-next"])
        {
            var repository = Path.Combine(bench.Folder, tree + ".git");
            trib.Run("tree", "add", tree, repository, "--branch", "master", "--push-url", repository).ShouldSucceed();
        }

        trib.Run("tree", "fetch").ShouldSucceed();
        trib.Import(trib.Write("series.mbox", MakeSeries(bench)));
        trib.Run("apply", "1", "--push", "--signer", Mara).ShouldSucceed();

        var file = Path.Combine(trib.Folder, "pull.eml");
        trib.Run("pull-request", "bpf-next", "--to", "net-next", "--from", Mara, "--output", file).ShouldSucceed();
        var mail = await File.ReadAllTextAsync(file);
        mail.ShouldContain("for your *net-next* tree.");
        mail.ShouldContain("We've added 2 non-merge commits during the last 1 day(s) which contain\na total of 2 files changed, 2 insertions(+), 2 deletions(-).");
        mail.ShouldContain("1) bpf: Write numbers as words, from Ann Author.");

        trib.Import(trib.Write("pull.mbox", $"From x Mon Sep 17 00:00:00 2001\n{mail}\n"));
        trib.Run("tree", "fetch").ShouldSucceed();
        var pull = Show(trib, "2").GetProperty("pull");
        pull.GetProperty("differences").GetArrayLength().ShouldBe(0);
        (pull.GetProperty("pulled").GetBoolean(), pull.GetProperty("counted").GetProperty("commits").GetInt32()).ShouldBe((false, 2));
        pull.GetProperty("commits").EnumerateArray().Select(static one => one.GetProperty("patch").GetString()).ShouldBe(["s-1@example.org", "s-2@example.org"]);

        bench.Run("net", "git", "pull", "--quiet", "--no-ff", "--no-edit", Path.Combine(bench.Folder, "bpf-next.git"), "master");
        bench.Run("net", "git", "push", "--quiet", "origin", "HEAD:master");
        trib.Run("tree", "fetch").ShouldSucceed();

        var series = Show(trib, "2");
        (series.GetProperty("state").GetString(), series.GetProperty("pull").GetProperty("pulled_into").GetString()).ShouldBe(("accepted", "net-next"));
        trib.Run("pull-request", "bpf-next", "--to", "net-next", "--from", Mara).ExitCode.ShouldBe(1);
        await using var database = await Database.OpenAsync(trib.Data, null, CancellationToken.None);
        (await new PullStore(database).ListAsync("bpf-next", 10, CancellationToken.None)).ShouldHaveSingleItem().PulledAt.ShouldNotBeNull();
        var letters = await new OutboxQueries(database).ListAsync(new(), null, 10, CancellationToken.None);
        letters.Select(static letter => letter.Series!.Value.Value).Order().ShouldBe([1, 2]);
        var told = await new OutboxQueries(database).FindAsync(letters.Single(static letter => letter.Series!.Value.Value == 2).Id, CancellationToken.None);
        Encoding.UTF8.GetString(told!.Content.Span).ShouldContain("by Nat Networker <nat@example.org>:");
    }

    private static JsonElement Show(Trib trib, string series) => JsonDocument.Parse(trib.Run("series", "show", series, "--json").ShouldSucceed().Output).RootElement;

    private static void MakeRepositories(Workbench bench)
    {
        bench.Run("", "git", "init", "--quiet", "--bare", "--initial-branch=master", "mainline.git");
        bench.Run("", "git", "clone", "--quiet", "mainline.git", "dev");
        foreach (var file in (string[])["a", "b"]) bench.Write($"dev/kernel/bpf/{file}.c", string.Concat(Enumerable.Range(1, 20).Select(static line => $"{line}\n")));
        Name(bench, "dev", "Ann Author", "ann@example.org");
        bench.Run("dev", "git", "add", ".");
        bench.Run("dev", "git", "commit", "--quiet", "-m", "start");
        bench.Run("dev", "git", "push", "--quiet", "origin", "HEAD:master");
        foreach (var tree in (string[])["bpf-next.git", "net-next.git"]) bench.Run("", "git", "clone", "--quiet", "--bare", "mainline.git", tree);
        bench.Run("", "git", "clone", "--quiet", "net-next.git", "net");
        Name(bench, "net", "Nat Networker", "nat@example.org");
    }

    private static void Name(Workbench bench, string folder, string name, string address)
    {
        bench.Run(folder, "git", "config", "user.name", name);
        bench.Run(folder, "git", "config", "user.email", address);
    }

    private static string MakeSeries(Workbench bench)
    {
        var mails = new StringBuilder();
        Append("s-0", "[PATCH bpf-next 0/2] bpf: Write numbers as words", "They read better.\n", null);
        foreach (var (number, file) in ((int, string)[])[(1, "a"), (2, "b")])
        {
            bench.Edit($"dev/kernel/bpf/{file}.c", "\n7\n", "\nseven\n");
            var diff = bench.Run("dev", "git", "diff", "--full-index");
            bench.Run("dev", "git", "commit", "--quiet", "-am", "x");
            Append($"s-{number}", $"[PATCH bpf-next {number}/2] bpf: Write seven in {file}", $"Why.\n\nSigned-off-by: Ann Author <ann@example.org>\n---\n{diff}-- \n2.39.5\n", "s-0");
        }

        return mails.ToString();

        void Append(string id, string subject, string text, string? parent) => mails.Append(CultureInfo.InvariantCulture,
            $"From x Mon Sep 17 00:00:00 2001\nFrom: Ann Author <ann@example.org>\nTo: bpf@vger.kernel.org\nSubject: {subject}\nDate: {TimeProvider.System.GetUtcNow().AddHours(-1):ddd, dd MMM yyyy HH:mm:ss} +0000\nMessage-ID: <{id}@example.org>\n{(parent is null ? "" : $"In-Reply-To: <{parent}@example.org>\n")}\n{text}\n");
    }
}
