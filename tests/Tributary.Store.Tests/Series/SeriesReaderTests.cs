using Tributary.Mail;
using Tributary.Workflow;

namespace Tributary.Store.Tests;

public sealed class SeriesReaderTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Find_WhenThere_ThenPatchesTagsVersionsAndThread(DatabaseKind kind)
    {
        await using var test = await FillAsync(kind);
        if (test is null) return;

        var detail = (await new SeriesQueries(test.Database).FindAsync(new(20), CancellationToken.None)).ShouldNotBeNull();

        detail.Summary.Head.Value.ShouldBe("head-20@example.org");
        detail.Patches.Select(patch => (patch.Number, patch.Message.Value, patch.State)).ShouldBe([(1, "head-21@example.org", PatchState.New), (2, "head-22@example.org", PatchState.Accepted)]);
        detail.Patches[0].Tags.Select(tag => (tag.Trailer.Key, tag.Trailer.Value, tag.Source.Value)).ShouldBe([("Acked-by", "Ann", "head-23@example.org"), ("Tested-by", "Bob", "head-21@example.org")]);
        detail.Patches[1].CommitRef.ShouldBe("abc123");
        detail.Earlier.Select(link => (link.Id.Value, link.Evidence)).ShouldBe([(10L, "title"), (5L, "link")]);
        detail.Later.Select(link => (link.Id.Value, link.Reason)).ShouldBe([(30L, "The same change-id.")]);
        detail.Thread.Select(entry => (entry.Message.Value, entry.Depth)).ShouldBe(
            [("head-20@example.org", 0), ("head-21@example.org", 1), ("head-23@example.org", 2), ("head-22@example.org", 1)]);
        detail.Thread[2].Target!.Value.Value.ShouldBe("head-21@example.org");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Find_WhenItMoved_ThenTheOneThatStays(DatabaseKind kind)
    {
        await using var test = await FillAsync(kind);
        if (test is null) return;
        await test.InsertAsync("series_moves", new { id = 900L, moved_to = 901L }, new { id = 901L, moved_to = 20L }, new { id = 902L, moved_to = 903L }, new { id = 903L, moved_to = 902L });
        var queries = new SeriesQueries(test.Database);

        (await queries.FindAsync(new(900), CancellationToken.None))!.Summary.Id.Value.ShouldBe(20);
        (await queries.FindAsync(new(902), CancellationToken.None)).ShouldBeNull();
        (await queries.FindAsync(new(12345), CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task FindByMessage_WhenAnyMessageOfIt_ThenTheSeries(DatabaseKind kind)
    {
        await using var test = await FillAsync(kind);
        if (test is null) return;
        var queries = new SeriesQueries(test.Database);

        foreach (var message in new[] { 20, 21, 23 })
            (await queries.FindByMessageAsync(QueueRows.Project, new($"head-{message}@example.org"), CancellationToken.None))!.Summary.Id.Value.ShouldBe(20);
        (await queries.FindByMessageAsync(QueueRows.Project, new("head-24@example.org"), CancellationToken.None)).ShouldBeNull();
        (await queries.FindByMessageAsync(7, new("head-20@example.org"), CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task ListContents_WhenSome_ThenPatchesAndEarlierHeads(DatabaseKind kind)
    {
        await using var test = await FillAsync(kind);
        if (test is null) return;

        var contents = await new SeriesQueries(test.Database).ListContentsAsync([new(20), new(40)], CancellationToken.None);

        contents[new(20)].Patches.Select(patch => patch.Name).ShouldBe(["one", "two"]);
        contents[new(20)].Earlier.ShouldBe([new MessageId("head-10@example.org"), new MessageId("head-5@example.org")]);
        contents[new(40)].Patches.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Messages_WhenAsked_ThenBytesPlaceAndNeighbours(DatabaseKind kind)
    {
        await using var test = await FillAsync(kind);
        if (test is null) return;
        var messages = new MessageQueries(test.Database);

        var found = (await messages.FindAsync(QueueRows.Project, new("head-23@example.org"), CancellationToken.None)).ShouldNotBeNull();
        var beside = (await messages.FindNeighboursAsync(QueueRows.Project, new("head-21@example.org"), CancellationToken.None)).ShouldNotBeNull();

        found.Raw.ToArray().ShouldBe(Raw(23));
        (found.Parent, found.Target, found.Series).ShouldBe((new MessageId("head-21@example.org"), new MessageId("head-21@example.org"), new SeriesId(20)));
        beside.Parent!.Message.Value.ShouldBe("head-20@example.org");
        beside.Previous.ShouldBeNull();
        beside.Next!.Message.Value.ShouldBe("head-22@example.org");
        beside.Replies.ShouldHaveSingleItem().Message.Value.ShouldBe("head-23@example.org");
        (await messages.FindAsync(QueueRows.Project, new("head-99@example.org"), CancellationToken.None)).ShouldBeNull();
        (await messages.ListAsync(QueueRows.Project, [new("head-20@example.org"), new("no@where"), new("head-24@example.org")], CancellationToken.None)).Count.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Messages_WhenIgnoredOrQuarantined_ThenWithTheReason(DatabaseKind kind)
    {
        await using var test = await FillAsync(kind);
        if (test is null) return;
        await test.InsertAsync("quarantine", new { id = 1L, project = QueueRows.Project, source = 1L, digest = new byte[16], reason = "It is empty.", content = Array.Empty<byte>() });
        var messages = new MessageQueries(test.Database);

        var ignored = await messages.ListIgnoredAsync(QueueRows.Project, after: 0, 10, CancellationToken.None);
        ignored.ShouldHaveSingleItem().Id.Value.ShouldBe("head-24@example.org");
        ignored[0].Reason.ShouldNotBeNullOrWhiteSpace();
        (await messages.ListIgnoredAsync(QueueRows.Project, ignored[0].Number, 10, CancellationToken.None)).ShouldBeEmpty();
        (await messages.ListQuarantinedAsync(QueueRows.Project, after: 0, 10, CancellationToken.None)).ShouldHaveSingleItem().Reason.ShouldBe("It is empty.");
    }

    // Series 20 with the cover letter 20, the patches 21 and 22 and the reply 23 to 21; 24 is in no series; v1 is 5, v2 10, v4 30.
    private static async Task<TestDatabase?> FillAsync(DatabaseKind kind)
    {
        var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return null;
        await QueueRows.FillAsync(test, 40);
        var places = new (long Message, long? Parent, long? Target, long? Series)[] { (20, null, 20, 20), (21, 20, 21, 20), (22, 20, 22, 20), (23, 21, 21, 20), (24, null, null, null) };
        await test.InsertAsync("project_messages", places.Select(place => (object)new
        {
            project = QueueRows.Project, message = place.Message, arrival = place.Message, parent = place.Parent, target = place.Target, series = place.Series,
        }));
        await test.InsertAsync("message_raws", places.Select(place =>
        {
            var content = StoredContent.Of(Raw(place.Message));
            return (object)new { message = place.Message, encoding = content.Encoding, content = content.Bytes.ToArray() };
        }));
        await test.InsertAsync("series_patches", Patch(21, 1, "one", PatchState.New, null), Patch(22, 2, "two", PatchState.Accepted, "abc123"));
        await test.InsertAsync("patch_tags", Tag(0, "Acked-by", "Ann", 23), Tag(1, "Tested-by", "Bob", 21));
        await test.InsertAsync("series_links", Link(20, 10, 0, "title", "The same title."), Link(20, 5, 1, "link", "It says so."), Link(30, 20, 0, "change-id", "The same change-id."));
        return test;
    }

    private static byte[] Raw(long message) => System.Text.Encoding.UTF8.GetBytes($"Message-ID: <head-{message}@example.org>\nSubject: number {message}\n\n{new string('x', 2000)}\n");

    private static object Patch(long message, long number, string name, PatchState state, string? commit) =>
        new { series = 20L, message, number, name, state = (long)state, commit_ref = commit, acked = 0L, reviewed = 0L, tested = 0L };

    private static object Tag(long position, string key, string value, long source) => new { series = 20L, patch = 21L, position, key, value, source };

    private static object Link(long series, long earlier, long position, string evidence, string reason) => new { series, earlier, position, evidence, reason };
}
