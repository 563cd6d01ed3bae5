namespace Tributary.Store.Tests;

public sealed class AccountStoresTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Session_WhenBegun_ThenItIsFoundByItsSecretUntilItEnds(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        var user = await AddUserAsync(test, "mara");
        var sessions = new SessionQueries(test.Database);
        var secret = await WriteAsync(test, write => new SessionStore(write).BeginAsync(user, "192.0.2.1", new string('x', 1000) + "\0", Noon, CancellationToken.None));
        var other = await WriteAsync(test, write => new SessionStore(write).BeginAsync(user, "", "", Noon, CancellationToken.None));

        var (session, found) = (await sessions.FindAsync(secret, Noon, CancellationToken.None))!.Value;
        (session.User, session.Origin, session.Program.Length, session.CreatedAt, found.Username).ShouldBe((user, "192.0.2.1", 300, Noon, "mara"));
        (await sessions.FindAsync(secret.ToUpperInvariant(), Noon, CancellationToken.None)).ShouldBeNull();
        (await sessions.FindAsync(secret, Noon + SessionStore.IdleLife, CancellationToken.None)).ShouldBeNull();
        (await sessions.ListAsync(user, Noon, CancellationToken.None)).Count.ShouldBe(2);
        (await WriteAsync(test, write => new SessionStore(write).EndAsync(session.Id, user + 1, CancellationToken.None))).ShouldBeFalse();
        (await WriteAsync(test, write => new SessionStore(write).EndAllAsync(user, session.Id, CancellationToken.None))).ShouldBe(1);
        (await sessions.FindAsync(other, Noon, CancellationToken.None)).ShouldBeNull();
        (await WriteAsync(test, write => new SessionStore(write).EndAsync(session.Id, user, CancellationToken.None))).ShouldBeTrue();
        (await sessions.FindAsync(secret, Noon, CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Confirmation_WhenTwoTakeItAtOnce_ThenOneHasIt(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        var secret = await WriteAsync(test, write => new ConfirmationStore(write).AddAsync(new(ConfirmationPurpose.Register, null, "a@example.org"), Noon, CancellationToken.None));
        var queries = new ConfirmationQueries(test.Database);

        (await queries.FindAsync(secret, ConfirmationPurpose.Register, Noon, CancellationToken.None)).ShouldBe(new(ConfirmationPurpose.Register, null, "a@example.org"));
        (await queries.FindAsync(secret, ConfirmationPurpose.Reset, Noon, CancellationToken.None)).ShouldBeNull();
        (await queries.FindAsync(secret, ConfirmationPurpose.Register, Noon + ConfirmationStore.Life, CancellationToken.None)).ShouldBeNull();
        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            WriteAsync(test, write => new ConfirmationStore(write).TakeAsync(secret, ConfirmationPurpose.Register, Noon, CancellationToken.None))));

        taken.Count(one => one is not null).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Address_WhenAddedAndMadeTheFirst_ThenItsOwnerIsFoundByEach(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        var id = await AddUserAsync(test, "mara");
        var users = new UserQueries(test.Database);
        await WriteAsync(test, async write =>
        {
            await new AddressStore(write).LockAsync(CancellationToken.None);
            await new AddressStore(write).AddAsync(id, "mara@work.example.org", Noon, CancellationToken.None);
            return 0;
        });

        var user = (await users.FindByEmailAsync("Mara@Work.example.org", CancellationToken.None))!;
        (await WriteAsync(test, write => new AddressStore(write).MakeFirstAsync(user, "mara@work.example.org", Noon, CancellationToken.None))).ShouldBeTrue();
        user = (await users.FindByEmailAsync("mara@example.org", CancellationToken.None))!;

        (user.Email, user.OtherAddresses.Single(), user.Owns("mara@example.org"), user.Owns("eve@example.org"), user.Owns(null)).ShouldBe(
            ("mara@work.example.org", "mara@example.org", true, false, false));
        (await WriteAsync(test, write => new PeopleStore(write).FindUsersAsync(["mara@example.org", "mara@work.example.org", "x@example.org"], CancellationToken.None)))
            .ShouldBe(new Dictionary<string, string> { ["mara@example.org"] = "mara", ["mara@work.example.org"] = "mara" }, ignoreOrder: true);
        (await WriteAsync(test, write => new UserStore(write).FindClashAsync(new() { Id = id + 1, Username = "eve", Email = "mara@example.org" }, CancellationToken.None))).ShouldBe(new("mara", IsEmail: true));
        (await WriteAsync(test, write => new AddressStore(write).FindOwnerAsync("mara@example.org", CancellationToken.None))).ShouldBe("mara");
        (await WriteAsync(test, write => new AddressStore(write).RemoveAsync(id, "mara@work.example.org", CancellationToken.None))).ShouldBeFalse();
    }

    private static Task<long> AddUserAsync(TestDatabase test, string name) => WriteAsync(test, async write =>
    {
        var store = new UserStore(write);
        var id = await store.TakeIdAsync(CancellationToken.None);
        await store.AddAsync(new() { Id = id, Username = name, Email = $"{name}@example.org", CreatedAt = Noon }, CancellationToken.None);
        return id;
    });

    private static async Task<T> WriteAsync<T>(TestDatabase test, Func<WriteTransaction, Task<T>> work)
    {
        await using var write = await test.Database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None);
        var result = await work(write);
        await write.CommitAsideAsync(CancellationToken.None);
        return result;
    }
}
