using System.Text;
using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>What the downloads read, on both databases.</summary>
public sealed class SubmissionQueriesTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Submissions_WhenRead_ThenRepliesTagsAndDelegateComeWithThemInTheOrderAskedFor(DatabaseKind kind)
    {
        await using var bench = await OpenAsync(kind);
        if (bench is null) return;
        var queries = new SubmissionQueries(bench.Database);
        var series = (await queries.FindSeriesAsync(new(1), CancellationToken.None)).ShouldNotBeNull();
        long[] messages = [.. series.Patches.Reverse().Select(patch => patch.Message)];

        var read = new List<Submission>();
        await foreach (var one in queries.StreamAsync(series.Project, [messages[0], 999, messages[1]], CancellationToken.None)) read.Add(one);

        series.Name.ShouldBe("gears: turn");
        series.Patches.Select(patch => patch.Number).ShouldBe([1, 2]);
        read.Select(one => one.Id.Value).ShouldBe(["2@x", "1@x"]);
        read[1].Number.ShouldBe(2);
        read[1].Submitter.ShouldBe(new("Ann Author", "ann@example.org"));
        read.Select(one => one.DelegateAddress).ShouldBe([null, "zoe@example.org"]);
        read.Select(one => one.Replies.Length).ShouldBe([0, 2]);
        Encoding.UTF8.GetString(read[1].Replies[0].Span).ShouldContain("<early@x>");
        read[0].TagsFromElsewhere.ShouldHaveSingleItem().ShouldBe(new("Acked-by", "Bob B <bob@example.org>"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Places_WhenAskedFor_ThenTheySayWhatStandsWhere(DatabaseKind kind)
    {
        await using var bench = await OpenAsync(kind);
        if (bench is null) return;
        var queries = new SubmissionQueries(bench.Database);

        var cover = (await queries.FindAsync(1, CancellationToken.None)).ShouldNotBeNull();
        var patch = (await queries.FindAsync(bench.Project, new("1@x"), CancellationToken.None)).ShouldNotBeNull();
        var reply = (await queries.FindAsync(bench.Project, new("early@x"), CancellationToken.None)).ShouldNotBeNull();

        (cover.IsCover, cover.Name, cover.Series).ShouldBe((true, "[0/2] gears: turn", new SeriesId(1)));
        (patch.IsPatch, patch.Name, patch.Target).ShouldBe((true, "[1/2] gears: one", patch.Id));
        (reply.IsPatch, reply.Target, reply.TargetKind).ShouldBe((false, patch.Id, Tributary.Patches.MailKind.Patch));
        (await queries.FindAsync(999, CancellationToken.None)).ShouldBeNull();
        (await queries.FindAsync(bench.Project + 1, new("1@x"), CancellationToken.None)).ShouldBeNull();
        (await queries.FindSeriesAsync(new(999), CancellationToken.None)).ShouldBeNull();
        (await queries.FindPersonAsync(1, CancellationToken.None)).ShouldBe("ann@example.org");
        (await queries.ListPatchesAsync([2, 999], CancellationToken.None)).ShouldHaveSingleItem().ShouldBe(new(2, new PatchStanding(patch.Message, PatchState.New)));
    }

    private static async Task<ImportBench?> OpenAsync(DatabaseKind kind)
    {
        var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return null;
        await GivenUser.AddAsync(bench, 7, "zoe", "zoe@example.org");
        string[] mails =
        [
            WebBench.Mail("0@x", "[PATCH 0/2] gears: turn", "Why."),
            WebBench.Patch("1@x", "[PATCH 1/2] gears: one", "In-Reply-To: <0@x>\nX-Patchwork-Delegate: zoe@example.org\n", hour: 1),
            WebBench.Patch("2@x", "[PATCH 2/2] gears: two", "In-Reply-To: <0@x>\n", hour: 1),
            WebBench.Mail("late@x", "Re: [PATCH 1/2] gears: one", "Reviewed-by: Bob B <bob@example.org>", "In-Reply-To: <1@x>\n", "Bob B <bob@example.org>", hour: 9),
            WebBench.Mail("early@x", "Re: [PATCH 1/2] gears: one", "Hm.", "In-Reply-To: <1@x>\n", "Bob B <bob@example.org>", hour: 8),
            WebBench.Mail("all@x", "Re: [PATCH 0/2] gears: turn", "Acked-by: Bob B <bob@example.org>", "In-Reply-To: <0@x>\n", "Bob B <bob@example.org>", hour: 10),
        ];
        await bench.ImportAsync(mails.Select(mail => NewMessage.Read(Encoding.UTF8.GetBytes(mail))));
        return bench;
    }
}
