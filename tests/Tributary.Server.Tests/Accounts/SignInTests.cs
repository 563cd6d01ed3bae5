using Tributary.Store;
using Tributary.Store.Tests;

namespace Tributary.Server.Tests;

public sealed class SignInTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Token_WhenMade_ThenItStandsForItsUserUntilRevoked(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        var (step, signIn, mara) = (new TokenStep(bench.Database), new SignIn(bench.Database), bench.Mara.User!);

        var (outcome, token) = await step.IssueAsync(mara.Id, "ci", bench.Mara, CancellationToken.None);
        outcome.ShouldBe(new WorkOutcome.Done(1));
        token!.Token.ShouldMatch("^[0-9a-f]{40}$");
        (await signIn.FindByTokenAsync(token.Token, WorkBench.Noon, CancellationToken.None))!.Maintains.ShouldBe([bench.Import.Project]);
        (await new TokenQueries(bench.Database).ListAsync(mara.Id, CancellationToken.None)).ShouldBe([new(1, "ci", WorkBench.Noon, new DateOnly(2026, 3, 2))]);
        (await bench.Import.QueryAsync<byte[]>("select hash from tokens")).Single().ShouldBe(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(token.Token)));

        (await step.RevokeAsync(1, bench.Rae, CancellationToken.None)).ShouldBe(new WorkOutcome.NotFound());
        (await step.RevokeAsync(1, bench.Root, CancellationToken.None)).ShouldBe(new WorkOutcome.Done(1));
        (await signIn.FindByTokenAsync(token.Token, WorkBench.Noon, CancellationToken.None)).ShouldBeNull();
        (await step.RevokeAsync(1, bench.Root, CancellationToken.None)).ShouldBe(new WorkOutcome.NotFound());
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000000000000000000000000000000000000000")]
    [InlineData("a\0b")]
    [InlineData("\ud800")]
    [InlineData("' or 1=1 --")]
    public async Task Token_WhenItIsNone_ThenNobody(string token)
    {
        await using var bench = await WorkBench.OpenAsync(DatabaseKind.Sqlite);

        (await new SignIn(bench!.Database).FindByTokenAsync(token, WorkBench.Noon, CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task User_WhenDisabled_ThenNeitherTokenNorPasswordHelps(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        var (accounts, signIn) = (new AccountStep(bench.Database), new SignIn(bench.Database));
        await accounts.ChangeAsync("mara", new() { Password = "correct horse" }, bench.Root, CancellationToken.None);
        var (_, token) = await new TokenStep(bench.Database).IssueAsync(bench.Mara.User!.Id, "", bench.Root, CancellationToken.None);
        (await signIn.FindByPasswordAsync("mara", "correct horse", CancellationToken.None))!.Username.ShouldBe("mara");
        (await signIn.FindByPasswordAsync("mara", "wrong horse", CancellationToken.None)).ShouldBeNull();
        (await signIn.FindByPasswordAsync("ada", "", CancellationToken.None)).ShouldBeNull();
        (await signIn.FindByPasswordAsync("nobody", "nobody's password", CancellationToken.None)).ShouldBeNull();
        (await signIn.FindByPasswordAsync("ada", "nobody's password", CancellationToken.None)).ShouldBeNull();

        await accounts.ChangeAsync("mara", new() { IsActive = false }, bench.Root, CancellationToken.None);

        (await signIn.FindByTokenAsync(token!.Token, WorkBench.Noon, CancellationToken.None)).ShouldBeNull();
        (await signIn.FindByPasswordAsync("mara", "correct horse", CancellationToken.None)).ShouldBeNull();
        (await new TokenStep(bench.Database).IssueAsync(bench.Mara.User.Id, "", bench.Root, CancellationToken.None)).Outcome.ShouldBeOfType<WorkOutcome.Conflict>();
    }
}
