using System.Net;
using System.Text;

namespace Tributary.Server.Tests;

public sealed class PatchworkDownloadTests
{
    private const string Cover = "0@example.org";

    private static readonly string[] Series =
    [
        WebBench.Mail(Cover, "[PATCH tree v2 0/2] gears: grind (faster)", "Why.\n\n-- \nme"),
        WebBench.Patch("1@example.org", "[PATCH tree v2 1/2] gears: oil / grease", $"In-Reply-To: <{Cover}>\n"),
        WebBench.Patch("2@example.org", "[PATCH tree v2 2/2] gears: turn", $"In-Reply-To: <{Cover}>\n", path: "src/b.c"),
        WebBench.Mail("r1@example.org", "Re: [PATCH tree v2 1/2] gears: oil / grease", "> Acked-by: Not He <not@example.org>\nAcked-by: Bob B <bob@example.org>\nthanks\nTESTED-BY: Bob B <bob@example.org>",
            "In-Reply-To: <1@example.org>\n", "Bob B <bob@example.org>", hour: 2),
        WebBench.Mail("r0@example.org", "Re: [PATCH tree v2 0/2] gears: grind (faster)", "For all:\n\nAcked-by: Bob B <bob@example.org>\nReviewed-by: Bob B <bob@example.org>",
            $"In-Reply-To: <{Cover}>\n", "Bob B <bob@example.org>", hour: 3),
    ];

    [Theory]
    [InlineData("/project/first/patch/1@example.org/mbox/", "text/plain; charset=utf-8", "tree-v2-1-2-gears-oil-grease.patch")]
    [InlineData("/project/FIRST/patch/1%40example.org/mbox", "text/plain; charset=utf-8", "tree-v2-1-2-gears-oil-grease.patch")]
    [InlineData("/project/first/patch/1@example.org/raw/", "text/x-patch", "tree-v2-1-2-gears-oil-grease.diff")]
    [InlineData("/project/first/cover/0@example.org/mbox/", "text/plain", "tree-v2-0-2-gears-grind-faster.mbox")]
    [InlineData("/project/first/patch/2@example.org/mbox/?series=*", "text/plain; charset=utf-8", "tree-v2-2-2-gears-turn.patch")]
    [InlineData("/series/1/mbox/", "text/plain", null)]
    public async Task Download_WhenTaken_ThenItBearsPatchworksNameAndType(string address, string type, string? name)
    {
        await using var bench = await WebBench.OpenAsync(Series);

        using var answer = await bench.Client.GetAsync(new Uri(address, UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        answer.Content.Headers.GetValues("Content-Type").ShouldHaveSingleItem().ShouldBe(type);
        var file = answer.Content.Headers.GetValues("Content-Disposition").ShouldHaveSingleItem();
        file.ShouldStartWith("attachment; filename=");
        if (name is not null) file.ShouldBe($"attachment; filename={name}");
    }

    [Fact]
    public async Task Download_WhenTheFirstPatchOfASeriesIsNotHere_ThenTheSeriesIsUntitledAsItIsInTheApi()
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch("2@example.org", "[PATCH tree v2 2/2] gears: turn"));

        using var answer = await bench.Client.GetAsync(new Uri("/series/1/mbox/", UriKind.Relative));

        answer.Content.Headers.GetValues("Content-Disposition").ShouldBe(["attachment; filename=Untitled-series-1.patch"]);
    }

    [Theory]
    [InlineData("/project/first/patch/none@example.org/mbox/")]
    [InlineData("/project/none/patch/1@example.org/mbox/")]
    [InlineData("/project/first/patch/r1@example.org/mbox/")]
    [InlineData("/project/first/cover/0@example.org/raw/")]
    [InlineData("/project/first/patch/1@example.org/mbox/?series=999")]
    [InlineData("/project/first/patch/1@example.org/mbox/?series='")]
    [InlineData("/project/first/patch/1@example.org/mbox/?series=99999999999999999999")]
    [InlineData("/series/999/mbox/")]
    [InlineData("/series/99999999999999999999/mbox/")]
    [InlineData("/patch/999/mbox/")]
    [InlineData("/cover/0/")]
    [InlineData("/comment/-1/")]
    public async Task Download_WhenItIsNotThere_ThenA404SaysSo(string address)
    {
        await using var bench = await WebBench.OpenAsync(Series);

        using var answer = await bench.Client.GetAsync(new Uri(address, UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
    }

    [Fact]
    public async Task Mbox_WhenPeopleGaveTags_ThenTheyStandBehindTheMessageThoseOfTheCoverLetterToo()
    {
        await using var bench = await WebBench.OpenAsync(Series);

        var mbox = await bench.Client.GetStringAsync(new Uri("/project/first/patch/1@example.org/mbox/", UriKind.Relative));

        mbox.ShouldStartWith("From patchwork Mon May  6 00:00:00 2024\nContent-Type: text/plain; charset=\"utf-8\"\nMIME-Version: 1.0\n"
            + "Content-Transfer-Encoding: 7bit\nX-Patchwork-Submitter: Ann Author <ann@example.org>\nX-Patchwork-Id: 2\nFrom: ");
        mbox.ShouldContain("\n\nWhy it is so.\n\nSigned-off-by: Ann Author <ann@example.org>\nAcked-by: Bob B <bob@example.org>\nTESTED-BY: Bob B <bob@example.org>\n"
            + "Reviewed-by: Bob B <bob@example.org>\n---\n src/a.c | 2 +-\n\ndiff --git a/src/a.c b/src/a.c\n");
        mbox.ShouldEndWith("-old\n+new\n");
    }

    [Fact]
    public async Task Mbox_WhenOfASeries_ThenItsPatchesFollowEachOtherAndADependentOneComesLast()
    {
        await using var bench = await WebBench.OpenAsync([.. Series.Reverse()]);

        var series = await bench.Client.GetStringAsync(new Uri("/series/1/mbox/", UriKind.Relative));
        var patch = await bench.Client.GetStringAsync(new Uri("/project/first/patch/2@example.org/mbox/?series=1", UriKind.Relative));
        var alone = await bench.Client.GetStringAsync(new Uri("/project/first/patch/2@example.org/mbox/?series=", UriKind.Relative));

        series.ShouldBe(patch);
        series.ShouldContain("+new\n\nFrom patchwork ");
        series.ShouldEndWith(alone);
        series.Length.ShouldBeGreaterThan(alone.Length);
    }

    [Theory]
    [InlineData("/patch/2/mbox/?series=*", "/project/first/patch/1@example.org/mbox/?series=*")]
    [InlineData("/patch/2/raw/", "/project/first/patch/1@example.org/raw/")]
    [InlineData("/cover/1/mbox/", "/project/first/cover/0@example.org/mbox/")]
    [InlineData("/patch/2/", "/patch/1@example.org")]
    [InlineData("/patch/2", "/patch/1@example.org")]
    [InlineData("/patch/1/", "/series/1")]
    [InlineData("/cover/1/", "/series/1")]
    [InlineData("/comment/4/", "/patch/1@example.org#m")]
    [InlineData("/comment/5/", "/series/1#m")]
    [InlineData("/project/first/patch/1@example.org/", "/patch/1@example.org")]
    [InlineData("/project/first/cover/0@example.org/", "/series/1")]
    [InlineData("/project/first/patch/0@example.org/", "/series/1")]
    public async Task Address_WhenItIsPatchworks_ThenItLeadsToOurs(string old, string ours)
    {
        await using var bench = await WebBench.OpenAsync(Series);

        using var answer = await bench.Client.GetAsync(new Uri(old, UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, old);
        answer.Headers.Location!.OriginalString.ShouldStartWith(ours);
    }

    [Theory]
    [InlineData("a/b@example.org", "a/b@example.org")]
    [InlineData("a/b@example.org", "a%2Fb@example.org")]
    [InlineData("a/b@example.org", "a%252Fb@example.org")]
    [InlineData("a%2Fb@example.org", "a%252Fb@example.org")]
    public async Task Mbox_WhenTheIdHoldsASlash_ThenItIsFoundHoweverItIsWritten(string id, string written)
    {
        await using var bench = await WebBench.OpenAsync(WebBench.Patch(id, "[PATCH] x"));

        (await bench.Client.GetStringAsync(new Uri($"/project/first/patch/{written}/mbox/", UriKind.Relative))).ShouldContain($"Message-ID: <{id}>\n");
    }

    [Fact]
    public async Task Mbox_WhenAListRewroteTheSender_ThenTheAuthorIsRestored()
    {
        var list = Tributary.Policy.BuiltInProfiles.Find(Tributary.Policy.BuiltInProfiles.Default)!.Lists[0].Address;
        var mail = WebBench.Patch("a@example.org", "[PATCH] x", "Reply-To: Zo\u00eb Q. <zoe@example.org>\n")
            .Replace("From: Ann Author <ann@example.org>", $"From: \"Zo\u00eb Q. via list\" <{list}>", StringComparison.Ordinal);
        await using var bench = await WebBench.OpenAsync(mail);

        var lines = Encoding.UTF8.GetString(await bench.Client.GetByteArrayAsync(new Uri("/project/first/patch/a@example.org/mbox/", UriKind.Relative))).Split('\n');

        var submitter = lines.ShouldHaveSingleItemOf("X-Patchwork-Submitter: ");
        submitter.ShouldBe("=?utf-8?b?Wm/DqyBRLg==?= <zoe@example.org>");
        lines.ShouldHaveSingleItemOf("From: ").ShouldBe(submitter);
        lines.ShouldHaveSingleItemOf("X-Patchwork-Original-From: ").ShouldContain(list);
    }
}

/// <summary>What tests ask of the lines of an mbox.</summary>
internal static class MboxLines
{
    /// <summary>What follows this in the one line that begins with it.</summary>
    public static string ShouldHaveSingleItemOf(this IEnumerable<string> lines, string start) =>
        lines.Where(line => line.StartsWith(start, StringComparison.Ordinal)).ShouldHaveSingleItem()[start.Length..];
}
