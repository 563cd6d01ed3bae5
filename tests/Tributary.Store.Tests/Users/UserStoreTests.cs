namespace Tributary.Store.Tests;

public sealed class UserStoreTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task User_WhenStored_ThenIsFoundByEveryKeyAsItWas(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        var user = new User
        {
            Username = "mara", FirstName = "Mara", LastName = "M\0x", Email = "mara@example.org", Password = "hash", IsAdmin = true, IsActive = false, CreatedAt = Noon,
            SendEmail = true, ItemsPerPage = 50, ShowIds = true, Maintains = [3, 7],
        };
        var id = await AddAsync(test, user);
        var (queries, expected) = (new UserQueries(test.Database), user with { Id = id, LastName = "M\ufffdx" });

        ShouldBe(await queries.FindAsync(id, CancellationToken.None), expected);
        ShouldBe(await queries.FindByNameAsync("mara", CancellationToken.None), expected);
        ShouldBe(await queries.FindByEmailAsync("Mara@Example.org", CancellationToken.None), expected);
        ShouldBe((await queries.ListMaintainersAsync(7, CancellationToken.None)).Single(), expected);
        ShouldBe((await queries.ListAsync([id, 99], CancellationToken.None)).Single(), expected);
        (await queries.ListByNamesAsync(["mara", "nobody"], CancellationToken.None)).Keys.ShouldBe(["mara"]);
        (await queries.FindByNameAsync("MARA", CancellationToken.None)).ShouldBeNull();
        (await queries.FindByNameAsync("no\0body", CancellationToken.None)).ShouldBeNull();
        (await queries.ListMaintainersAsync(4, CancellationToken.None)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Users_WhenListedByPage_ThenEachComesOnce(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        for (var number = 0; number < 5; number++) await AddAsync(test, new() { Username = $"u{number}", Email = $"u{number}@example.org" });
        var queries = new UserQueries(test.Database);

        var first = await queries.ListPageAsync(0, 3, CancellationToken.None);
        var second = await queries.ListPageAsync(first[^1].Id, 3, CancellationToken.None);

        first.Concat(second).Select(user => user.Username).ShouldBe(["u0", "u1", "u2", "u3", "u4"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task User_WhenTwoChangeItAtOnce_ThenBothChangesStand(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        var id = await AddAsync(test, new() { Username = "mara", Email = "mara@example.org" });

        await Task.WhenAll(ChangeAsync(test, id, user => user with { FirstName = "Mara" }), ChangeAsync(test, id, user => user with { LastName = "M" }));

        (await new UserQueries(test.Database).FindAsync(id, CancellationToken.None))!.Name.ShouldBe("Mara M");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Token_WhenIssued_ThenOnlyItsHashIsStored(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        var id = await AddAsync(test, new() { Username = "mara", Email = "mara@example.org" });
        var (users, tokens) = (new UserQueries(test.Database), new TokenQueries(test.Database));
        var issued = await WriteAsync(test, write => new TokenStore(write).IssueAsync(id, "ci", Noon, CancellationToken.None));

        (await users.FindByTokenAsync(issued.Token, CancellationToken.None))!.Id.ShouldBe(id);
        (await users.FindByTokenAsync(issued.Token.ToUpperInvariant(), CancellationToken.None)).ShouldBeNull();
        (await tokens.ListAsync(id, CancellationToken.None)).ShouldBe([new(issued.Id, "ci", Noon, UsedOn: null)]);
        (await tokens.IsFirstUseAsync(issued.Token, Noon, CancellationToken.None)).ShouldBeTrue();
        await WriteAsync(test, async write =>
        {
            await new TokenStore(write).NoteUseAsync(issued.Token, Noon, CancellationToken.None);
            return 0;
        });
        (await tokens.IsFirstUseAsync(issued.Token, Noon.AddHours(11), CancellationToken.None)).ShouldBeFalse();
        (await tokens.IsFirstUseAsync(issued.Token, Noon.AddHours(12), CancellationToken.None)).ShouldBeTrue();
        (await WriteAsync(test, write => new TokenStore(write).RevokeAsync(issued.Id, CancellationToken.None))).ShouldBeTrue();
        (await users.FindByTokenAsync(issued.Token, CancellationToken.None)).ShouldBeNull();
        (await WriteAsync(test, write => new TokenStore(write).RevokeAsync(issued.Id, CancellationToken.None))).ShouldBeFalse();
    }

    // Lists in records are compared by reference.
    private static void ShouldBe(User? user, User expected)
    {
        (user.ShouldNotBeNull() with { Maintains = [], OtherAddresses = [] }).ShouldBe(expected with { Maintains = [], OtherAddresses = [] });
        user.Maintains.ShouldBe(expected.Maintains);
        user.OtherAddresses.ShouldBe(expected.OtherAddresses);
    }

    private static async Task<long> AddAsync(TestDatabase test, User user) => await WriteAsync(test, async write =>
    {
        var store = new UserStore(write);
        var added = user with { Id = await store.TakeIdAsync(CancellationToken.None) };
        await store.AddAsync(added, CancellationToken.None);
        foreach (var project in user.Maintains) await store.SetMaintainerAsync(project, added.Id, isMaintainer: true, CancellationToken.None);
        return added.Id;
    });

    private static Task<int> ChangeAsync(TestDatabase test, long id, Func<User, User> change) => WriteAsync(test, async write =>
    {
        var store = new UserStore(write);
        await store.SaveAsync(change((await store.FindAsync(id, CancellationToken.None))!), CancellationToken.None);
        return 0;
    });

    private static async Task<T> WriteAsync<T>(TestDatabase test, Func<WriteTransaction, Task<T>> work)
    {
        await using var write = await test.Database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None);
        var result = await work(write);
        await write.CommitAsideAsync(CancellationToken.None);
        return result;
    }
}
