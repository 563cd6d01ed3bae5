using System.Text.Json;

namespace Tributary.EndToEnd;

/// <summary><c>trib route</c>, <c>trib report</c> and <c>trib send</c>, the built program.</summary>
public sealed class WritingCommandsTests
{
    private const string Maintainers = """
        BPF CORE
        M:	Ann Author <ann@example.com>
        L:	bpf@vger.kernel.org
        S:	Supported
        F:	kernel/bpf/

        """;

    private const string Patch = """
        From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001
        From: Bob Builder <bob@example.com>
        Date: Sun, 28 Apr 2024 10:00:00 +0000
        Subject: [PATCH bpf-next] bpf: Let the verifier see further
        Message-ID: <patch@example.com>
        To: bpf@vger.kernel.org

        It saw too little, so that good programs were refused. Look at the
        next instruction, too.

        Signed-off-by: Bob Builder <bob@example.com>
        ---
         kernel/bpf/helpers.c | 2 +-
         1 file changed, 1 insertion(+), 1 deletion(-)

        diff --git a/kernel/bpf/helpers.c b/kernel/bpf/helpers.c
        index 0123456789ab..ba9876543210 100644
        --- a/kernel/bpf/helpers.c
        +++ b/kernel/bpf/helpers.c
        @@ -1,3 +1,3 @@
         int a;
        -int b;
        +int c;
         int d;

        """;

    [Fact]
    [Trait("Clause", "PFX-2")]
    public void Route_WhenAskedOfAFile_ThenItSaysTreeReasonAndEvidence()
    {
        using var trib = new Trib();
        var patch = trib.Write("a.patch", Patch);

        trib.Run("route", patch).Output.ShouldStartWith("bpf-next (sure, ");
        using var answer = JsonDocument.Parse(trib.Run("route", "--json", patch).Output);
        answer.RootElement.GetProperty("tree").GetString().ShouldBe("bpf-next");
        answer.RootElement.GetProperty("reason").GetString().ShouldBe("The subject says bpf-next.");
        answer.RootElement.GetProperty("evidence").GetArrayLength().ShouldBePositive();
    }

    [Fact]
    public void Route_WhenAMaintainerSaysTheTree_ThenTheSeriesIsForItUntilHeTakesItBack()
    {
        using var trib = new Trib();
        trib.Import(trib.Write("a.mbox", Patch));

        trib.Run("route", "patch@example.com", "--set", "net-next").ExitCode.ShouldBe(0);
        trib.Run("series", "list", "--json").Output.ShouldContain("\"tree\":\"net-next\"");
        trib.Run("rebuild").ExitCode.ShouldBe(0);
        trib.Run("series", "list", "--json").Output.ShouldContain("\"tree\":\"net-next\"");
        trib.Run("events", "--json").Output.ShouldContain("series-tree-changed");
        trib.Run("route", "patch@example.com", "--set", "auto").ExitCode.ShouldBe(0);
        trib.Run("series", "list", "--json").Output.ShouldContain("\"tree\":\"bpf-next\"");
        trib.Run("route", "patch@example.com", "--set", "nowhere").ExitCode.ShouldBe(2);
    }

    [Fact]
    [Trait("Clause", "BUG-1")]
    [Trait("Clause", "BUG-2")]
    [Trait("Clause", "BUG-4")]
    public void Report_WhenALogIsGiven_ThenTheMailGoesToTheListAndTheMaintainers()
    {
        using var trib = new Trib();
        trib.Write("tree/MAINTAINERS", Maintainers);
        trib.Write("tree/kernel/bpf/core.c", "");
        var log = trib.Write("log", "[ 1.0] BUG: KASAN: use-after-free in bpf_prog_put+0x1/0x2\n[ 1.1] Call Trace:\n[ 1.2]  bpf_prog_put+0x1/0x2\n");
        var what = trib.Write("what", "It crashes. See https://bugzilla.kernel.org/1\n");

        var report = trib.Run("report", what, "--dmesg", log, "--tree", Path.Combine(trib.Folder, "tree"), "--from", "Bob <bob@example.com>");

        report.ExitCode.ShouldBe(0, report.Errors);
        report.Output.ShouldContain("To: bpf@vger.kernel.org\n");
        report.Output.ShouldContain("Cc: Ann Author <ann@example.com>\n");
        report.Output.ShouldContain("Subject: [BUG] bpf: KASAN: use-after-free in bpf_prog_put\n");
        report.Errors.ShouldContain("bugzilla.kernel.org");
        trib.Run("report").ExitCode.ShouldBe(2);
    }

    [Fact]
    [Trait("Clause", "SUB-1")]
    public void Send_WhenItIsADryRun_ThenEverythingIsShownAndNothingSent()
    {
        using var trib = new Trib();
        trib.Write("tree/MAINTAINERS", Maintainers);
        var tree = Path.Combine(trib.Folder, "tree");

        var shown = trib.Run("send", "--dry-run", "--tree", tree, trib.Write("a.patch", Patch));
        shown.Output.ShouldContain("To: bpf@vger.kernel.org");
        shown.Output.ShouldContain("Cc: Ann Author <ann@example.com>");
        shown.Output.ShouldContain("Tree: bpf-next (sure)");

        var refused = trib.Run("send", "--tree", tree, trib.Write("b.patch", Patch.Replace("Signed-off-by: Bob Builder <bob@example.com>\n", "", StringComparison.Ordinal)));
        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldContain("--force");
    }
}
