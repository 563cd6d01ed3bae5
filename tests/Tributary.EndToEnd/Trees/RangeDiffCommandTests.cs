using System.Text.Json;

namespace Tributary.EndToEnd;

/// <summary><c>trib series range-diff</c>: what changed since the last version, for people and as data.</summary>
public sealed class RangeDiffCommandTests
{
    [Fact]
    [Trait("Speed", "slow")]
    [Trait("Clause", "PFX-5")]
    public void RangeDiff_WhenAVersionFollowsAnother_ThenItSaysWhatBecameOfEachPatch()
    {
        using var bench = new Workbench();
        using var trib = new Trib();
        trib.Import(bench.Write("mail.mbox", Mail("[PATCH bpf-next]", "v1", "01", "thirty") + Mail("[PATCH bpf-next v2]", "v2", "02", "THIRTY")));

        var told = trib.Run("series", "range-diff", "2").ShouldSucceed().Output.Split('\n');
        told[0].ShouldBe("1 ! 1  bpf: Write thirty");
        told.ShouldContain("    -+thirty");
        told.ShouldContain("    ++THIRTY");
        using var json = JsonDocument.Parse(trib.Run("series", "range-diff", "v2@example.org", "--from", "v1@example.org", "--json").ShouldSucceed().Output);
        var patch = json.RootElement.GetProperty("patches")[0];
        patch.GetProperty("mark").GetString().ShouldBe("!");
        patch.GetProperty("old_message_id").GetString().ShouldBe("v1@example.org");

        trib.Run("series", "range-diff", "1").ShouldFail(1, "no earlier version");
        trib.Run("series", "range-diff", "1", "--from", "2").ShouldFail(1, "no earlier version 2");
    }

    private static string Mail(string prefix, string id, string day, string word) =>
        $"From x Mon Sep 17 00:00:00 2001\nFrom: Ann Author <ann@example.org>\nTo: bpf@vger.kernel.org\nSubject: {prefix} bpf: Write thirty\nDate: {day} May 2024 10:00:00 +0000\nMessage-ID: <{id}@example.org>\n\n"
        + $"Why.\n\nSigned-off-by: Ann Author <ann@example.org>\n---\ndiff --git a/kernel/bpf/a.c b/kernel/bpf/a.c\nindex 1111111..2222222 100644\n--- a/kernel/bpf/a.c\n+++ b/kernel/bpf/a.c\n@@ -27,7 +27,7 @@\n 27\n 28\n 29\n-30\n+{word}\n 31\n 32\n 33\n-- \n2.39.5\n\n";
}
