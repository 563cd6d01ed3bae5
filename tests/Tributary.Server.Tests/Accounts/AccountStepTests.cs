using System.Collections.Immutable;
using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

public sealed class AccountStepTests
{
    private static readonly WorkActor Root = new(User: null, Door.CommandLine, WorkBench.Noon);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Account_WhenMadeAndChanged_ThenAllOfItIsKept(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        var (step, users) = (new AccountStep(bench.Database), new UserQueries(bench.Database));
        var edit = new AccountEdit { Email = "Mara@Example.org", FirstName = "Mara", LastName = "Müller", IsAdmin = true, Maintains = [bench.Project], Password = "correct horse" };

        (await step.AddAsync("mara", edit, Root, CancellationToken.None)).ShouldBe(new WorkOutcome.Done(1));
        var made = (await users.FindByNameAsync("mara", CancellationToken.None))!;
        (made.Email, made.Name, made.IsAdmin, made.IsActive, made.CreatedAt).ShouldBe(("mara@example.org", "Mara Müller", true, true, WorkBench.Noon));
        made.Maintains.ShouldBe([bench.Project]);
        made.Password!.ShouldNotContain("horse");

        await step.ChangeAsync("mara", new() { IsAdmin = false, IsActive = false, Leaves = [bench.Project] }, Root, CancellationToken.None);
        var changed = (await users.FindByEmailAsync("MARA@example.org", CancellationToken.None))!;
        (changed.FirstName, changed.IsAdmin, changed.IsActive, changed.Password).ShouldBe(("Mara", false, false, made.Password));
        changed.Maintains.ShouldBeEmpty();
        (await bench.QueryAsync<(long, string?, string?)>("select category, before, after from events order by id")).ShouldBe(
            [((long)EventCategory.MaintainerChanged, null, "mara"), ((long)EventCategory.MaintainerChanged, "mara", null)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("nul\0")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("m\u0430ra")]
    [InlineData("mara\u200b")]
    [InlineData("../root")]
    [InlineData("..")]
    [InlineData("a\nb")]
    [InlineData("a:b")]
    public async Task Account_WhenTheNameIsHostile_ThenInvalid(string name)
    {
        await using var bench = await ImportBench.OpenAsync(DatabaseKind.Sqlite);

        (await new AccountStep(bench!.Database).AddAsync(name, new() { Email = "x@example.org" }, Root, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Invalid>().Field.ShouldBe("username");
    }

    [Fact]
    public void Name_WhenItIsAsLongAsMayBe_ThenRight()
    {
        AccountRules.FindFaultInName(new('a', 150)).ShouldBeNull();
        AccountRules.FindFaultInName(new('a', 151)).ShouldNotBeNull();
        AccountRules.FindFaultInName("Mara.M+x@y-z_1").ShouldBeNull();
    }

    [Theory]
    [InlineData("", "email")]
    [InlineData("nobody", "email")]
    [InlineData("a@b@c", "email")]
    [InlineData("a b@c.org", "email")]
    [InlineData("<a@c.org>", "email")]
    [InlineData("\u0430@c.org", "email")]
    [InlineData("a@c.org\0", "email")]
    [InlineData("@c.org", "email")]
    public async Task Account_WhenTheAddressIsWrong_ThenInvalid(string email, string field)
    {
        await using var bench = await ImportBench.OpenAsync(DatabaseKind.Sqlite);

        (await new AccountStep(bench!.Database).AddAsync("x", new() { Email = email }, Root, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Invalid>().Field.ShouldBe(field);
        AccountRules.FindFaultInEmail($"{new string('a', 255)}@example.org").ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Account_WhenAnotherHasTheNameOrTheAddress_ThenInvalid(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        var step = new AccountStep(bench.Database);
        await step.AddAsync("mara", new() { Email = "mara@example.org" }, Root, CancellationToken.None);
        await step.AddAsync("rae", new() { Email = "rae@example.org" }, Root, CancellationToken.None);

        (await step.AddAsync("MARA", new() { Email = "x@example.org" }, Root, CancellationToken.None)).ShouldBe(new WorkOutcome.Invalid("username", "there is a user mara already"));
        (await step.AddAsync("x", new() { Email = "MARA@example.org" }, Root, CancellationToken.None)).ShouldBe(new WorkOutcome.Invalid("email", "mara@example.org is the address of mara"));
        (await step.ChangeAsync("rae", new() { Email = "mara@example.org" }, Root, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Invalid>();
        (await step.ChangeAsync("nobody", new(), Root, CancellationToken.None)).ShouldBe(new WorkOutcome.NotFound());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Account_WhenSeveralMakeTheSameAtOnce_ThenOneIsMade(DatabaseKind kind)
    {
        await using var bench = await ImportBench.OpenAsync(kind);
        if (bench is null) return;
        var step = new AccountStep(bench.Database);
        string[] names = ["mara", "Mara", "mara", "MARA"];

        var outcomes = await Task.WhenAll(names.Select((name, index) => step.AddAsync(name, new() { Email = $"{index}@example.org" }, Root, CancellationToken.None)));

        outcomes.Count(outcome => outcome is WorkOutcome.Done).ShouldBe(1);
        outcomes.Count(outcome => outcome is WorkOutcome.Invalid).ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Account_WhenSomebodyElseAsks_ThenOnlyAdministratorsMay(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        var step = new AccountStep(bench.Database);

        (await step.AddAsync("x", new() { Email = "x@example.org" }, bench.Mara, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Refused>();
        (await step.ChangeAsync("mara", new() { IsAdmin = true }, bench.Mara, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Refused>();
        (await step.AddAsync("x", new() { Email = "x@example.org" }, bench.Root, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Done>();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task User_WhenHeChangesHimself_ThenDoneAndNobodyElseMay(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        var (step, id) = (new UserStep(bench.Database), bench.Rae.User!.Id);

        (await step.ChangeAsync(id, new() { FirstName = "Rae", ItemsPerPage = 50, ShowIds = true }, bench.Rae, CancellationToken.None)).ShouldBe(new WorkOutcome.Done(id));
        (await step.ChangeAsync(id, new() { LastName = "R." }, bench.Root, CancellationToken.None)).ShouldBe(new WorkOutcome.Done(id));
        (await step.ChangeAsync(id, new() { LastName = "X" }, bench.Mara, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Refused>();
        (await step.ChangeAsync(id, new() { LastName = "X" }, WorkBench.Stranger, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Refused>();
        (await step.ChangeAsync(id, new() { FirstName = "a\u202eb" }, bench.Rae, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Invalid>();
        (await step.ChangeAsync(id, new() { ItemsPerPage = -1 }, bench.Rae, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Invalid>();
        (await step.ChangeAsync(99, new(), bench.Root, CancellationToken.None)).ShouldBe(new WorkOutcome.NotFound());

        var user = (await new UserQueries(bench.Database).FindAsync(id, CancellationToken.None))!;
        (user.Name, user.ItemsPerPage, user.ShowIds).ShouldBe(("Rae R.", 50, true));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Project_WhenItsMaintainerChangesIt_ThenKeptWithAnEvent(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        var (step, project) = (new ProjectStep(bench.Database), bench.Import.Project);
        var values = ImmutableSortedDictionary<string, string>.Empty.Add("web_url", "https://example.org/");

        (await step.ChangeAsync(project, values, bench.Ada, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Refused>();
        (await step.ChangeAsync(project, values, bench.Mara, CancellationToken.None)).ShouldBe(new WorkOutcome.Done(project));
        (await step.ChangeAsync(project, values.SetItem("web_url", "a\0"), bench.Mara, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Invalid>();
        (await step.ChangeAsync(99, values, bench.Root, CancellationToken.None)).ShouldBe(new WorkOutcome.NotFound());

        (await new ProjectSettings(bench.Database).ListAsync(CancellationToken.None))[project]["web_url"].ShouldBe("https://example.org/");
        (await bench.EventsAsync()).Select(one => (one.Category, one.Before, one.After)).ShouldBe([("project-changed", null, "web_url: https://example.org/")]);
    }
}
