using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Tributary.Mail;

namespace Tributary.Patches.Tests;

/// <summary>What persons say is an input of the cluster like the mail itself.</summary>
public sealed class RelinkTests
{
    private const double Day = 24;

    private static readonly ThreadMember[] Halves =
    [
        Sent.Cover("a0", "0/3", "bpf: Add a thing"), Sent.Patch("a1", "1/3", "bpf: one", 0.01, "a0"), Sent.Patch("a2", "2/3", "bpf: two", 0.02, "a0"),
        Sent.Patch("b1", "bpf", "bpf: three, sent from elsewhere", 40).From(Sent.Ben),
    ];

    [Fact]
    public void OneSeries_WhenAPersonSaysSo_ThenTheMessagesAreOne()
    {
        var cluster = Cluster.Build(Halves, [Say(1, RelinkKind.OneSeries, ["a0", "a1", "a2", "b1"])]);

        cluster.PatchesOf("a0").ShouldBe(["a1", "b1", "a2"], ignoreOrder: true);
        cluster.Series.ShouldHaveSingleItem();
    }

    [Fact]
    public void OneSeries_WhenALatePatchArrives_ThenItFindsItsPlace()
    {
        var late = Sent.Patch("a3", "3/3", "bpf: three", 0.03, "a0");

        Cluster.Build([.. Halves, late], [Say(1, RelinkKind.OneSeries, ["a0", "a1", "a2", "b1"])]).PatchesOf("a0").ShouldContain("a3");
    }

    [Fact]
    public void SplitOff_WhenAPersonSaysSo_ThenNoRuleJoinsTheParts()
    {
        var cluster = Cluster.Build(Halves, [Say(1, RelinkKind.SplitOff, ["a0", "a1", "b1"], ["a2"])]);

        cluster.PatchesOf("a0").ShouldNotContain("a2");
        cluster.PatchesOf("a2").ShouldBe(["a2"]);
    }

    [Fact]
    public void Words_WhenTheyContradict_ThenTheNewerHolds()
    {
        var joined = Say(1, RelinkKind.OneSeries, ["a0", "a1", "a2", "b1"]);
        var split = Say(2, RelinkKind.SplitOff, ["a0", "a1", "a2"], ["b1"]);

        Cluster.Build(Halves, [joined, split]).PatchesOf("b1").ShouldBe(["b1"]);
        Cluster.Build(Halves, [split with { Number = 1 }, joined with { Number = 2 }]).Series.ShouldHaveSingleItem();
    }

    [Fact]
    public void Versions_WhenAPersonLinksThem_ThenTheEarlierIsSupersededAndTheReasonNamesHim()
    {
        ThreadMember[] members = [Sent.Patch("old", "", "one title"), Sent.Patch("new", "v2", "quite another name", 3 * Day).From(Sent.Ben) with { Files = ["net/core/filter.c"] }];
        Cluster.Build(members).SeriesOf("old").SupersededBy.ShouldBeNull();

        var cluster = Cluster.Build(members, [Say(1, RelinkKind.Versions, ["new", "old"]) with { Reason = "Ben took it over" }]);

        cluster.SeriesOf("old").SupersededBy.ShouldBe(new MessageId("new"));
        var link = cluster.SeriesOf("new").Earlier.ShouldHaveSingleItem();
        (link.Evidence, link.Reason).ShouldBe(("person", "mara said so: Ben took it over"));
    }

    [Fact]
    public void NotVersions_WhenAPersonSaysSo_ThenNoEvidenceLinksThem()
    {
        ThreadMember[] members =
        [
            Sent.Patch("v1", "bpf", "bpf: Fix the thing"), Sent.Patch("v2", "bpf v2", "bpf: Fix the thing", 2 * Day), Sent.Patch("v3", "bpf v3", "bpf: Fix the thing", 9 * Day),
        ];

        var cluster = Cluster.Build(members, [Say(1, RelinkKind.NotVersions, ["v3", "v1"]), Say(2, RelinkKind.NotVersions, ["v2", "v1"])]);

        cluster.EarlierOf("v3").ShouldBe(["v2"]);
        cluster.EarlierOf("v2").ShouldBeEmpty();
        cluster.SeriesOf("v1").SupersededBy.ShouldBeNull();
        cluster.SeriesOf("v2").SupersededBy.ShouldBe(new MessageId("v3"));
    }

    [Fact]
    public void Words_WhenTheyNameWhatIsNotHere_ThenNothingChanges() => Clusters.Describe(Cluster.Build(Halves,
        [Say(1, RelinkKind.OneSeries, ["gone", "a0"]), Say(2, RelinkKind.Versions, ["gone", "a0"]), Say(3, RelinkKind.SplitOff, ["gone"], ["a1"])]))
        .ShouldBe(Clusters.Describe(Cluster.Build(Halves)));

    [Fact]
    public void Cluster_WhenMailAndWordsComeInAnyOrder_ThenIsTheSame()
    {
        var sets = from members in Gen.ListOf(Members)
                   from relinks in Gen.ListOf(Words)
                   let distinct = members.DistinctBy(member => member.Id).ToArray()
                   let said = relinks.Take(6).Index().Select(pair => pair.Item with { Number = pair.Index }).ToArray()
                   from shuffled in Gen.Shuffle(distinct)
                   from heard in Gen.Shuffle(said)
                   select (distinct, said, shuffled, heard);

        Check.QuickThrowOnFailure(Prop.ForAll(sets.ToArbitrary(), one =>
        {
            var cluster = Cluster.Build(one.distinct, one.said);
            var again = Cluster.Build(one.shuffled, one.heard);
            var inSeries = cluster.Series.SelectMany(series => series.Patches.Select(patch => patch.Message).Concat(series.Cover is { } cover ? [cover] : []).Concat(series.OtherCovers));
            var submitted = one.distinct.Where(member => member.Kind is MailKind.Patch or MailKind.CoverLetter or MailKind.PullRequest).Select(member => member.Id);
            return Clusters.Describe(cluster) == Clusters.Describe(again) && inSeries.Order().SequenceEqual(submitted.Order())
                && cluster.Series.All(series => series.Earlier.All(earlier => earlier.Head != series.Head) && series.SupersededBy != series.Head) && NewestHolds(cluster, one.said, one.distinct);
        }));
    }

    // The newest of all words is not overruled by any rule.
    private static bool NewestHolds(Cluster cluster, Relink[] said, ThreadMember[] members)
    {
        if (said.Length == 0) return true;
        var newest = said[^1];
        var submitted = members.Where(member => member.Kind is MailKind.Patch or MailKind.CoverLetter or MailKind.PullRequest).Select(member => member.Id).ToHashSet();
        int[] Of(ImmutableArray<MessageId> ids) => [.. ids.Where(submitted.Contains).Select(id => OwnerOf(cluster, id)).Distinct()];
        var (stays, off) = (Of(newest.Messages), Of(newest.SplitOff));
        return newest.Kind switch
        {
            RelinkKind.OneSeries => stays.Length <= 1,
            RelinkKind.SplitOff => stays.Length <= 1 && off.Length <= 1 && !stays.Intersect(off).Any(),
            _ => true,
        };
    }

    private static int OwnerOf(Cluster cluster, MessageId id) =>
        cluster.Series.Index().First(pair => pair.Item.Cover == id || pair.Item.Head == id || pair.Item.OtherCovers.Contains(id) || pair.Item.Patches.Any(patch => patch.Message == id)).Index;

    private static readonly Gen<ThreadMember> Members =
        from id in Gen.Choose(0, 14)
        from kind in Gen.Elements(MailKind.Patch, MailKind.Patch, MailKind.CoverLetter, MailKind.Reply, MailKind.PullRequest)
        from words in Gen.Elements("", "v2", "0/2", "1/2", "2/2", "v2 0/2", "v2 1/2", "v2.1 2/2")
        from title in Gen.Elements("bpf: Fix the thing for good", "net: Add a helper")
        from hours in Gen.Elements(0.0, 0.01, 5, 30, 400)
        from answers in Gen.ListOf(Gen.Choose(0, 16))
        let member = Sent.Patch($"m{id}", words, title, hours, [.. answers.Take(3).Select(answer => $"m{answer}")])
        select member with { Kind = kind, Subject = member.Subject with { IsReply = kind == MailKind.Reply } };

    private static readonly Gen<Relink> Words =
        from kind in Gen.Elements(Enum.GetValues<RelinkKind>())
        from names in Gen.ListOf(Gen.Choose(0, 14))
        let ids = names.Distinct().Take(6).Select(id => new MessageId($"m{id}")).ToImmutableArray()
        select new Relink(0, kind)
        {
            By = "mara", Messages = kind is RelinkKind.SplitOff ? [.. ids.Take(ids.Length / 2)] : kind is RelinkKind.OneSeries ? ids : [.. ids.Take(2)],
            SplitOff = kind is RelinkKind.SplitOff ? [.. ids.Skip(ids.Length / 2)] : [],
        };

    private static Relink Say(long number, RelinkKind kind, string[] messages, string[]? splitOff = null) => new(number, kind)
    {
        By = "mara", Messages = [.. messages.Select(id => new MessageId(id))], SplitOff = [.. (splitOff ?? []).Select(id => new MessageId(id))],
    };
}
