using FsCheck;
using FsCheck.Fluent;
using Tributary.Mail;
using Xunit.Abstractions;

namespace Tributary.Patches.Tests;

/// <summary>A cluster is a function of the set of its members, for any mail.</summary>
public sealed class ClusterPropertyTests(Corpus corpus, ITestOutputHelper output) : IClassFixture<Corpus>
{
    private static readonly string[] Titles = ["bpf: Fix the thing for good", "bpf: Fix the thing", "net: Add a helper", "selftests: Try the helper", "x"];
    private static readonly string[] Words = ["", "v2", "v3", "RFC", "0/2", "1/2", "2/2", "v2 0/2", "v2 1/2", "v2 2/2", "v2.1 2/2", "bpf 1/3", "bpf 3/3", "RESEND 1/2", "1/1"];

    /// <summary>Members that quote, answer, repeat and contradict each other as mail never should.</summary>
    private static readonly Gen<ThreadMember> Members =
        from id in Gen.Choose(0, 30)
        from kind in Gen.Elements(MailKind.Patch, MailKind.Patch, MailKind.CoverLetter, MailKind.Reply, MailKind.PullRequest, MailKind.None)
        from words in Gen.Elements(Words)
        from title in Gen.Elements(Titles)
        from hours in Gen.Elements(0.0, 0.01, 0.5, 5, 30, 400, 9000)
        from answers in Gen.ListOf(Gen.Choose(0, 35))
        from link in Gen.Choose(0, 60)
        from ben in Gen.Elements(false, false, true)
        from lines in Gen.ListOf(Gen.Choose(0, 40))
        let member = Sent.Patch($"m{id}", words, title, hours, [.. answers.Take(4).Select(answer => $"m{answer}")])
        select member with
        {
            Kind = kind,
            From = ben ? Sent.Ben : Sent.Ann,
            Sketch = [.. lines.Select(line => (uint)line).Distinct().Order()],
            Links = link < 35 ? [new MailLink(new MessageId($"m{link}"), "previous version")] : [],
            Subject = member.Subject with { IsReply = kind == MailKind.Reply },
        };

    private static readonly Gen<ThreadMember[]> Sets =
        Gen.ListOf(Members).Select(list => list.DistinctBy(member => member.Id).ToArray());

    [Fact]
    public void Cluster_WhenMembersComeInAnyOrder_ThenIsTheSame()
    {
        var orders = from members in Sets
                     from shuffled in Gen.Shuffle(members)
                     select (members, shuffled);

        Check.QuickThrowOnFailure(Prop.ForAll(orders.ToArbitrary(), pair =>
            Clusters.Describe(Cluster.Build(pair.members)) == Clusters.Describe(Cluster.Build(pair.shuffled))));
    }

    [Fact]
    public void Cluster_WhenMembersComeTwice_ThenIsTheSame() => Check.QuickThrowOnFailure(Prop.ForAll(Sets.ToArbitrary(), members =>
        Clusters.Describe(Cluster.Build(members)) == Clusters.Describe(Cluster.Build([.. members, .. members]))));

    [Fact]
    public void Cluster_WhenBuilt_ThenEachPatchIsInOneSeriesAndEachMessageHasAPlace() => Check.QuickThrowOnFailure(Prop.ForAll(Sets.ToArbitrary(), members =>
    {
        var cluster = Cluster.Build(members);
        var inSeries = cluster.Series.SelectMany(series => series.Patches.Select(patch => patch.Message).Concat(series.Cover is { } cover ? [cover] : []));
        var submitted = members.Where(member => member.Kind is MailKind.Patch or MailKind.CoverLetter or MailKind.PullRequest).Select(member => member.Id);
        return inSeries.Order().SequenceEqual(submitted.Order()) && cluster.Places.Select(place => place.Message).Order().SequenceEqual(members.Select(member => member.Id).Order());
    }));

    [Fact]
    public void Cluster_WhenBuilt_ThenVersionsAndParentsHaveNoCircles() => Check.QuickThrowOnFailure(Prop.ForAll(Sets.ToArbitrary(), members =>
    {
        var cluster = Cluster.Build(members);
        var parents = cluster.Places.ToDictionary(place => place.Message, place => place.Parent);
        return cluster.Series.All(series => series.Earlier.All(earlier => earlier.Head != series.Head) && series.SupersededBy != series.Head)
            && cluster.Places.All(place => Depth(parents, place.Message) <= members.Length);
    }));

    [Fact]
    public void Cluster_WhenAStrangerIsAdded_ThenNothingElseChanges() => Check.QuickThrowOnFailure(Prop.ForAll(Sets.ToArbitrary(), members =>
    {
        var stranger = Sent.Patch("stranger", "v2", "Quite another matter", 7).From(new Mailbox("Cleo Stranger", "cleo@example.net")) with { Files = ["README"] };
        var with = Cluster.Build([.. members, stranger]);
        var others = new Cluster([.. with.Series.Where(series => series.Head != stranger.Id)], [.. with.Places.Where(place => place.Message != stranger.Id)]);
        return Clusters.Describe(others) == Clusters.Describe(Cluster.Build(members));
    }));

    [Fact]
    [Trait("Speed", "slow")]
    public void Clusters_WhenRealMailIsShuffled_ThenAreTheSame()
    {
        if (!Corpus.IsHere(output)) return;
        var random = new Random(5);
        foreach (var cluster in Clusters.Close(corpus.Members).OrderByDescending(cluster => cluster.Count).Take(60))
        {
            var shuffled = cluster.ToArray();
            random.Shuffle(shuffled);
            Clusters.Describe(Cluster.Build(shuffled)).ShouldBe(Clusters.Describe(Cluster.Build(cluster)));
        }
    }

    private static int Depth(Dictionary<MessageId, MessageId?> parents, MessageId message)
    {
        var depth = 0;
        for (MessageId? at = message; at is { } here && depth <= parents.Count; at = parents[here]) depth++;
        return depth;
    }
}
