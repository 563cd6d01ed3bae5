using Tributary.Workflow;

namespace Tributary.Store.Tests;

public sealed class OutboxStoreTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Letter_WhenAdded_ThenIsFoundAsItWas(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        var queries = new OutboxQueries(test.Database);
        var id = await AddAsync(test, Given("a") with { Project = 3, Series = new(4), User = 5 });

        var letter = (await queries.FindAsync(id!.Value, CancellationToken.None))!;

        (letter.Key, letter.MessageId, letter.Sender, letter.Subject, letter.WrittenAt).ShouldBe(("a", new("a@x"), "us@example.org", "Word", Noon));
        (letter.Project, letter.Series, letter.User).ShouldBe((3, new SeriesId(4), 5));
        letter.Content.ToArray().ShouldBe("mail\r\n"u8.ToArray());
        letter.Waiting.ShouldBe(["ann@example.org", "bob@example.org"]);
        (letter.Standing.State, letter.Standing.Attempts, letter.Standing.DueAt, letter.SentAt, letter.HandedAt).ShouldBe((LetterState.Waiting, 0, Noon, null, null));
        (await queries.ListAsync(new(), before: null, 10, CancellationToken.None)).Single().Content.IsEmpty.ShouldBeTrue();
        (await queries.FindAsync(new(99), CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Letter_WhenItsCauseComesAgain_ThenThereIsStillOne(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;

        var added = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => AddAsync(test, Given("a") with { MessageId = new($"{number}@x") })));

        added.Count(id => id is not null).ShouldBe(1);
        (await new OutboxQueries(test.Database).ListAsync(new(), before: null, 10, CancellationToken.None)).Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Letter_WhenItsCauseIsUndone_ThenThereIsNone(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        await using (var write = await test.Database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None))
            await new OutboxStore(write).AddAsync(Given("a"), CancellationToken.None);

        (await new OutboxQueries(test.Database).ListAsync(new(), before: null, 10, CancellationToken.None)).ShouldBeEmpty();
        (await AddAsync(test, Given("a"))).ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Letter_WhenNobodyCanBeSentTo_ThenHasFailedAtOnce(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        var queries = new OutboxQueries(test.Database);
        var refused = (await AddAsync(test, Given("a") with { Recipients = [new("x y", RecipientState.Failed, "no address")] }))!.Value;
        var nobody = (await AddAsync(test, Given("b") with { Recipients = [] }))!.Value;

        var first = (await queries.FindAsync(refused, CancellationToken.None))!.Standing;
        var second = (await queries.FindAsync(nobody, CancellationToken.None))!.Standing;

        (first.State, first.LastError).ShouldBe((LetterState.Failed, "no address"));
        (second.State, second.LastError).ShouldBe((LetterState.Failed, "there is nobody to send it to"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Letter_WhenCancelled_ThenWaitsNoMoreUntilItIsPutBack(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        var id = (await AddAsync(test, Given("a")))!.Value;
        var queries = new OutboxQueries(test.Database);

        (await WriteAsync(test, store => store.CancelAsync(id, CancellationToken.None))).ShouldBeTrue();
        (await WriteAsync(test, store => store.CancelAsync(id, CancellationToken.None))).ShouldBeFalse();
        (await queries.CountAsync(new(), CancellationToken.None)).ShouldBe(new Dictionary<LetterState, long> { [LetterState.Cancelled] = 1 });
        (await WriteAsync(test, store => store.RetryAsync(id, Noon.AddHours(1), CancellationToken.None))).ShouldBeTrue();
        (await queries.FindAsync(id, CancellationToken.None))!.Standing.DueAt.ShouldBe(Noon.AddHours(1));
        (await WriteAsync(test, store => store.RetryAsync(new(99), Noon, CancellationToken.None))).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Letters_WhenFiltered_ThenStateProjectAndPageChoose(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        for (var number = 0; number < 5; number++) await AddAsync(test, Given($"k{number}") with { Project = number % 2 == 0 ? null : 7 });
        var queries = new OutboxQueries(test.Database);

        (await ListAsync(queries, new())).ShouldBe(["k4", "k3", "k2", "k1", "k0"]);
        (await ListAsync(queries, new() { Projects = [7, 8] })).ShouldBe(["k3", "k1"]);
        (await ListAsync(queries, new() { Projects = [] })).ShouldBeEmpty();
        (await ListAsync(queries, new() { State = LetterState.Sent })).ShouldBeEmpty();
        (await ListAsync(queries, new() { State = LetterState.Waiting, Projects = [7] })).ShouldBe(["k3", "k1"]);
        (await queries.ListAsync(new(), before: new(4), 2, CancellationToken.None)).Select(letter => letter.Key).ShouldBe(["k2", "k1"]);
        (await queries.CountAsync(new() { Projects = [7], State = LetterState.Sent }, CancellationToken.None))[LetterState.Waiting].ShouldBe(2);
    }

    internal static NewLetter Given(string key) => new(key, new($"{key}@x"), "mail\r\n"u8.ToArray())
    {
        Sender = "us@example.org", Subject = "Word", WrittenAt = Noon,
        Recipients = [new("ann@example.org", RecipientState.Waiting, ""), new("bob@example.org", RecipientState.Waiting, "")],
    };

    internal static Task<LetterId?> AddAsync(TestDatabase test, NewLetter letter) => WriteAsync(test, store => store.AddAsync(letter, CancellationToken.None));

    internal static async Task<T> WriteAsync<T>(TestDatabase test, Func<OutboxStore, Task<T>> work)
    {
        await using var write = await test.Database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None);
        var result = await work(new(write));
        await write.CommitAsideAsync(CancellationToken.None);
        return result;
    }

    private static async Task<IEnumerable<string>> ListAsync(OutboxQueries queries, OutboxFilter filter) =>
        (await queries.ListAsync(filter, before: null, 10, CancellationToken.None)).Select(letter => letter.Key);
}
