using System.Text;
using System.Text.Json;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Server;
using Tributary.Store;

namespace Tributary.Cli.Tests;

public sealed class PatchShowTests
{
    private const string Mail = """
        Message-ID: <one@example.org>
        From: Ann Example <ann@example.org>
        Subject: [PATCH bpf 1/2] one
        Date: Tue, 2 Jan 2024 03:04:05 +0000
        X-Twice: a
        X-Twice: b

        Why it is so.

        Signed-off-by: Ann Example <ann@example.org>
        ---
         a.c | 2 +-

        diff --git a/a.c b/a.c
        --- a/a.c
        +++ b/a.c
        @@ -1 +1 @@
        -old
        +new
        """;

    // Scripts rely on these; more may follow.
    private static readonly string[] Contract =
        ["message_id", "kind", "name", "date", "submitter", "headers", "content", "diff", "pull_url", "trailers", "series", "number", "state", "commit_ref"];

    [Fact]
    public void From_WhenAPatchOfASeries_ThenTheFieldsOfTheContract()
    {
        var patch = Show(SampleSeries.Detail);

        var line = JsonDocument.Parse(JsonSerializer.Serialize(patch, ViewJson.Options)).RootElement;

        line.EnumerateObject().Select(field => field.Name).Take(Contract.Length).ShouldBe(Contract, ignoreOrder: true);
        line.GetProperty("series").GetInt64().ShouldBe(42);
        line.GetProperty("number").GetInt32().ShouldBe(1);
        line.GetProperty("headers").GetProperty("X-Twice").GetArrayLength().ShouldBe(2);
        line.GetProperty("trailers")[0].GetProperty("key").GetString().ShouldBe("Acked-by");
        line.GetProperty("diff").GetString()!.ShouldStartWith("diff --git");
    }

    [Fact]
    public void From_WhenInNoSeries_ThenItsOwnTrailersAndNoState()
    {
        var patch = Show(series: null);

        patch.Trailers.ShouldHaveSingleItem().Value.ShouldBe("Ann Example <ann@example.org>");
        patch.State.ShouldBeNull();
        patch.Name.ShouldBe("[bpf,1/2] one");
    }

    private static MailView Show(SeriesDetail? series) => MailView.From(MailModel.Of(
        new(1, "bpf", "bpf"), new(new("one@example.org"), MailKind.Patch, Encoding.UTF8.GetBytes(Mail), Parent: null, Target: null, series?.Summary.Id),
        series, DateTimeOffset.UnixEpoch));
}
