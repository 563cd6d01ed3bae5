using Shouldly;
using Tributary.Workflow;

namespace Tributary.Store.Tests;

/// <summary>What the rows of the lists carry, on an archive of two series, the second of which says that it depends on the first.</summary>
public class ListedRowsTests
{
    private const long Time = 1_700_000_000_000_000;

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Patch_WhenListed_ThenAllOfItIsThere(DatabaseKind kind)
    {
        await using var test = await OpenAsync(kind);
        if (test is null) return;
        var patch = (await new PatchQueries(test.Database).ListAsync(new() { MessageId = "p1@example.org" }, new(), CancellationToken.None)).Rows.ShouldHaveSingleItem();
        patch.Submitter.ShouldBe(new PersonListed(1, "Ann", "ann@example.org"));
        patch.DelegateUser.ShouldBe(new UserListed(7, "kuba", "K", "", "ann@example.org"));
        patch.Series.ShouldBe(new SeriesMention(1, 1, "first", 2, Micros.ToTime(Time)));
        patch.Related.Select(related => related.Id).ShouldBe([22]);
        (patch.Check, patch.CommitRef, patch.IsArchived).ShouldBe((CheckState.Warning, "abc", true));
        (await new PatchQueries(test.Database).FindAsync(22, CancellationToken.None))!.Delegate.ShouldBeNull();
        (await new PatchQueries(test.Database).FindAsync(23, CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Series_WhenListed_ThenCoverPatchesAndDependenciesAreThere(DatabaseKind kind)
    {
        await using var test = await OpenAsync(kind);
        if (test is null) return;
        var queries = new SeriesApiQueries(test.Database);
        var listed = (await queries.ListAsync(new() { Submitters = [1], Words = "fir" }, new() { Order = [new("name", IsDescending: true)] }, CancellationToken.None)).Rows.ShouldHaveSingleItem();
        listed.Cover!.Id.ShouldBe(20);
        listed.Patches.Select(patch => patch.MessageId).ShouldBe(["p1@example.org"]);
        listed.Dependents.ShouldBe([2]);
        var second = (await queries.FindAsync(3, CancellationToken.None))!;
        (second.Id, second.Dependencies.ShouldHaveSingleItem(), second.Cover).ShouldBe((2L, 1L, null));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Comments_WhenListed_ThenThoseOnThatThingAlone(DatabaseKind kind)
    {
        await using var test = await OpenAsync(kind);
        if (test is null) return;
        var queries = new CommentQueries(test.Database);
        var found = await queries.ListAsync(new() { Target = 21 }, new() { Order = [new("date", IsDescending: true)] }, CancellationToken.None);
        found.Rows.Select(row => (row.Id, row.IsAddressed, row.Target)).ShouldBe([(32L, true, 21L), (31L, (bool?)null, 21L)]);
        (await queries.ListAsync(new() { Target = 21, Words = "secOND" }, new(), CancellationToken.None)).Rows.ShouldHaveSingleItem().Id.ShouldBe(32);
        (await queries.FindAsync(22, 31, CancellationToken.None)).ShouldBeNull();
        (await queries.FindAsync(21, 31, CancellationToken.None))!.MessageId.ShouldBe("c1@example.org");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Checks_WhenAskedForTheNewest_ThenOneByUserAndContext(DatabaseKind kind)
    {
        await using var test = await OpenAsync(kind);
        if (test is null) return;
        var queries = new CheckQueries(test.Database);
        (await queries.ListNewestAsync(21, CancellationToken.None)).Select(check => check.Id).ShouldBe([2, 3]);
        var listed = await queries.ListAsync(new() { Patch = 21, Context = "build", States = [CheckState.Fail] }, new(), CancellationToken.None);
        listed.Rows.ShouldHaveSingleItem().User.Username.ShouldBe("kuba");
        (await queries.FindAsync(22, 1, CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Bundles_WhenAnotherLooks_ThenOnlyPublicOnes(DatabaseKind kind)
    {
        await using var test = await OpenAsync(kind);
        if (test is null) return;
        var queries = new BundleQueries(test.Database);
        (await queries.ListAsync(new() { Viewer = 7 }, new(), CancellationToken.None)).Rows.Select(bundle => bundle.Id).ShouldBe([1, 2]);
        var seen = (await queries.ListAsync(new() { Viewer = 8 }, new(), CancellationToken.None)).Rows.ShouldHaveSingleItem();
        (seen.Id, seen.Owner.Username).ShouldBe((2, "kuba"));
        seen.Patches.Select(patch => patch.Id).ShouldBe([22, 21]);
        (await queries.FindAsync(1, 8, CancellationToken.None)).ShouldBeNull();
        (await queries.FindByNameAsync("kuba", "mine", 7, CancellationToken.None))!.Id.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task PeopleAndUsers_WhenSearched_ThenByAnyPart(DatabaseKind kind)
    {
        await using var test = await OpenAsync(kind);
        if (test is null) return;
        var people = new PersonQueries(test.Database);
        (await people.ListAsync("ANN, example", new(), CancellationToken.None)).Rows.ShouldHaveSingleItem().User!.Username.ShouldBe("kuba");
        (await people.FindByAddressAsync("Ann@Example.ORG", CancellationToken.None))!.Id.ShouldBe(1);
        (await new UserListQueries(test.Database).FindByNameAsync("KUBA", CancellationToken.None))!.Id.ShouldBe(7);
        (await new UserListQueries(test.Database).ListAsync("nobody", new(), CancellationToken.None)).Total.ShouldBe(0);
    }

    private static async Task<TestDatabase?> OpenAsync(DatabaseKind kind)
    {
        if (await TestDatabase.OpenAsync(kind) is not { } test) return null;
        await test.InsertAsync("projects", new { id = 1L, name = "one", profile = "bpf" });
        await test.InsertAsync("people", [Person(1, "Ann", "ann@example.org"), Person(2, "Bob", "bob@example.org")]);
        await test.InsertAsync("users", new
        {
            id = 7L, username = "kuba", first_name = "K", last_name = "", email = "ann@example.org", is_admin = 0L, is_active = 1L, created_at = 0L, send_email = 0L,
            items_per_page = 30L, show_ids = 0L,
        });
        await test.InsertAsync("messages", [Message(1, "cover@example.org"), Message(2, "p1@example.org"), Message(3, "p2@example.org"), Message(4, "c1@example.org"), Message(5, "c2@example.org", "Re: second")]);
        await test.InsertAsync("project_messages", [Place(1, 20, 1, 1), Place(2, 21, 2, 1), Place(3, 22, 3, 2), Place(4, 31, 2, 1), Place(5, 32, 2, 1)]);
        await AddSeriesAsync(test);
        await test.InsertAsync("series_moves", new { id = 3L, moved_to = 2L });
        await test.InsertAsync("patch_relations", [new { patch = 21L, relation = 5L }, new { patch = 22L, relation = 5L }]);
        await test.InsertAsync("comment_marks", new { project = 1L, message = 5L, addressed = 1L });
        await test.InsertAsync("checks", [Made(1, 10, CheckState.Fail, "build"), Made(2, 20, CheckState.Success, "build"), Made(3, 5, CheckState.Warning, "test")]);
        await test.InsertAsync("bundles", [new { id = 1L, project = 1L, owner = 7L, name = "mine", is_public = 0L }, new { id = 2L, project = 1L, owner = 7L, name = "ours", is_public = 1L }]);
        await test.InsertAsync("bundle_patches", [new { bundle = 2L, position = 0L, patch = 22L }, new { bundle = 2L, position = 1L, patch = 21L }]);
        return test;
    }

    private static async Task AddSeriesAsync(TestDatabase test)
    {
        await using var write = await test.Database.Writer.BeginAsync(WritePriority.Bulk, CancellationToken.None);
        var store = new SeriesStore(write, 1, new());
        (SeriesRow, SeriesParts)[] series = [(Series(1, "first", cover: 1), new([], [], [])), (Series(2, "second", cover: null), new([], [], ["p1@example.org"]))];
        await store.SaveAsync(new Dictionary<SeriesId, SeriesRow>(), series, CancellationToken.None);
        await new PatchStore(write, 1).SaveAsync([new(null, Patch(21, 2, 1, "kuba")), new(null, Patch(22, 3, 2, null))], [new(null, new(20, 1, new(1), "[0/1] first", Time, 1))], CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
    }

    private static SeriesRow Series(long id, string name, long? cover) => new()
    {
        Id = new(id), Name = name, Version = 2, Total = 1, Received = 1, IsComplete = true, IsPullRequest = false, SentAt = Time, ActiveAt = Time, Submitter = 1, Head = id, Cover = cover,
        State = PatchState.New, Tree = null, TreeReason = "", Delegate = null, SupersededBy = null, Replies = 0, Tags = new(0, 0, 0), Parts = id,
    };

    private static PatchRow Patch(long id, long message, long series, string? owner) => new()
    {
        Id = id, Message = message, Series = new(series), Name = "[1/1] a patch", SentAt = Time, Submitter = 1, State = PatchState.New, Delegate = owner, IsArchived = true, Hash = null,
        CommitRef = "abc", PullUrl = null, Checks = CheckState.Warning,
    };

    private static object Person(long id, string name, string address) => new { id, address, name, named_at = 0L, named_in = "x", written = address, words = "" };

    private static object Message(long id, string messageId, string subject = "Re: first") =>
        new { id, message_id = messageId, digest = new byte[16], sent_at = Time + id, person = 1L, kind = 1L, subject, size = 1L, member = Array.Empty<byte>() };

    private static object Place(long message, long arrival, long target, long series) => new { project = 1L, message, arrival, target, series };

    private static object Made(long id, long at, CheckState state, string context) => new { id, patch = 21L, user_id = 7L, at, state = (long)state, context };
}
