using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

public sealed class OutboxSenderTests
{
    [Fact]
    public async Task Letter_WhenNoWayOutIsConfigured_ThenIsKeptUntilItIsPutBack()
    {
        await using var desk = await OutboxDesk.OpenAsync("dry-run");
        var id = await desk.PutAsync("x\n", "ann@example.org");

        await desk.SendForDaysAsync();

        (await desk.StateAsync(id)).ShouldBe(LetterState.DryRun);
        (await new LetterStep(desk.Database, desk.Clock).RetryAsync(id, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Done>();
        (await desk.StateAsync(id)).ShouldBe(LetterState.Waiting);
    }

    [Fact]
    public async Task Letter_WhenTheWayIsAFolder_ThenIsAWholeFileThere()
    {
        await using var desk = await OutboxDesk.OpenAsync("folder:{folder}/out");
        var id = await desk.PutAsync("Grüße\n", "ann@example.org");

        await desk.SendAsync();

        var letter = await desk.FindAsync(id);
        letter.Standing.State.ShouldBe(LetterState.Sent);
        var file = Directory.GetFiles(Path.Combine(desk.Folder, "out")).ShouldHaveSingleItem();
        Path.GetFileName(file).ShouldBe($"{letter.MessageId}.eml");
        (await File.ReadAllBytesAsync(file)).ShouldBe(letter.Content.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Letter_WhenAServerDiedAsItHandedItToAFolder_ThenIsThereOnce(bool isInFolder)
    {
        await using var desk = await OutboxDesk.OpenAsync("folder:{folder}/out");
        var id = await desk.PutAsync("x\n", "ann@example.org");
        await DieAsync(desk, id, isHandedOver: true);
        if (isInFolder)
        {
            Directory.CreateDirectory(Path.Combine(desk.Folder, "out"));
            await File.WriteAllTextAsync(Path.Combine(desk.Folder, "out", $"{(await desk.FindAsync(id)).MessageId}.eml"), "here already");
        }

        await desk.SendForDaysAsync();

        (await desk.StateAsync(id)).ShouldBe(LetterState.Sent);
        var file = Directory.GetFiles(Path.Combine(desk.Folder, "out")).ShouldHaveSingleItem();
        (await File.ReadAllTextAsync(file) == "here already").ShouldBe(isInFolder);
    }

    [Fact]
    public async Task Letter_WhenAServerDiedBeforeItHandedItOver_ThenIsSentOnce()
    {
        await using var server = new LoopbackMailServer();
        await using var desk = await OutboxDesk.OpenAsync(server);
        var id = await desk.PutAsync("x\n", "ann@example.org");
        await DieAsync(desk, id, isHandedOver: false);

        await desk.SendAsync();
        server.Taken.ShouldBeEmpty();
        await desk.SendForDaysAsync();

        server.Taken.Count.ShouldBe(1);
        (await desk.StateAsync(id)).ShouldBe(LetterState.Sent);
    }

    [Theory]
    [InlineData(0, LetterState.Sent)]
    [InlineData(67, LetterState.Failed)]
    [InlineData(75, LetterState.Waiting)]
    [InlineData(127, LetterState.Waiting)]
    public async Task Letter_WhenTheWayIsAProgram_ThenItsExitStatusSaysWhatBecameOfIt(int status, LetterState expected)
    {
        await using var desk = await OutboxDesk.OpenAsync("sendmail:{folder}/sendmail");
        var program = Path.Combine(desk.Folder, "sendmail");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\nfor word; do echo \"$word\"; done >'{program}.words'\ncat >>'{program}.mail'\necho \"user unknown\"\nexit {status}\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        var id = await desk.PutAsync("Hello\n", "-oQ/tmp/x@example.org", "bob@example.org");

        await desk.SendAsync();

        var letter = await desk.FindAsync(id);
        letter.Standing.State.ShouldBe(expected);
        (await File.ReadAllLinesAsync($"{program}.words")).ShouldBe(["-i", "-f", "patches@example.org", "--", "-oQ/tmp/x@example.org", "bob@example.org"]);
        (await File.ReadAllTextAsync($"{program}.mail")).ShouldBe(System.Text.Encoding.UTF8.GetString(letter.Content.Span).Replace("\r\n", "\n", StringComparison.Ordinal));
        Directory.GetFiles(Path.Combine(desk.Folder, "spool")).ShouldBeEmpty();
        if (status != 0) letter.Standing.LastError.ShouldBe($"exit status {status} user unknown");
    }

    [Fact]
    public async Task Letter_WhenAServerDiedAsTheProgramRan_ThenTheProgramsEndCounts()
    {
        await using var desk = await OutboxDesk.OpenAsync("sendmail:/nowhere/sendmail");
        var id = await desk.PutAsync("x\n", "ann@example.org");
        await DieAsync(desk, id, isHandedOver: true);
        var mail = Path.Combine(desk.Folder, "spool", id.ToString());
        Directory.CreateDirectory(Path.GetDirectoryName(mail)!);
        await File.WriteAllTextAsync(mail, "x");
        await File.WriteAllTextAsync(mail + ".status", "0\n");

        await desk.SendForDaysAsync();

        (await desk.StateAsync(id)).ShouldBe(LetterState.Sent);
        File.Exists(mail).ShouldBeFalse();
    }

    [Fact]
    public async Task Letter_WhenAServerDiedAfterItHeardTheAnswer_ThenTheAnswerCounts()
    {
        await using var server = new LoopbackMailServer();
        await using var desk = await OutboxDesk.OpenAsync(server);
        var id = await desk.PutAsync("x\n", "ann@example.org", "bob@example.org");
        var claims = new OutboxClaims(desk.Database);
        var letter = (await claims.ClaimAsync("elsewhere", desk.Clock.Now, desk.Clock.Now.AddMinutes(1), CancellationToken.None))!;
        await desk.Mail.Transport.SendAsync(letter, () => claims.HandOverAsync(id, "elsewhere", desk.Clock.Now, CancellationToken.None), CancellationToken.None);

        await desk.SendForDaysAsync();

        server.Taken.Count.ShouldBe(1);
        (await desk.FindAsync(id)).Standing.Recipients.ShouldAllBe(one => one.State == RecipientState.Sent && one.Said == "250 taken");
        Directory.GetFiles(Path.Combine(desk.Folder, "spool")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Letters_WhenSeveralServersSendThem_ThenEachArrivesOnce(DatabaseKind kind)
    {
        if (kind == DatabaseKind.Postgres && !PostgresServer.IsThere) return;
        await using var server = new LoopbackMailServer();
        await using var desk = await OutboxDesk.OpenAsync($"smtp://127.0.0.1:{server.Port}", kind);
        for (var number = 0; number < 60; number++) await desk.PutAsync($"{number}\n", "ann@example.org");

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(desk.SendAsync)));

        server.Taken.Count.ShouldBe(60);
        server.Taken.Select(taken => taken.Text).Distinct().Count().ShouldBe(60);
        (await desk.Queries.CountAsync(new(), CancellationToken.None)).ShouldBe(new Dictionary<LetterState, long> { [LetterState.Sent] = 60 });
    }

    [Fact]
    public async Task Letter_WhenAnotherServerTookItOver_ThenIsNotHandedOver()
    {
        await using var server = new LoopbackMailServer();
        await using var desk = await OutboxDesk.OpenAsync(server);
        var id = await desk.PutAsync("x\n", "ann@example.org");
        var claims = new OutboxClaims(desk.Database);
        var letter = (await claims.ClaimAsync("slow", desk.Clock.Now, desk.Clock.Now, CancellationToken.None))!;
        await claims.ClaimAsync("quick", desk.Clock.Now, desk.Clock.Now.AddHours(1), CancellationToken.None);

        var outcome = await desk.Mail.Transport.SendAsync(letter, () => claims.HandOverAsync(id, "slow", desk.Clock.Now, CancellationToken.None), CancellationToken.None);

        outcome.ShouldBeOfType<SendOutcome.Postponed>();
        server.Taken.ShouldBeEmpty();
        (await claims.SettleAsync(id, "slow", letter.Standing.After(outcome, RetryPlan.Mail, desk.Clock.Now, 0), desk.Clock.Now, CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task Claim_WhenItsProcessHasEnded_ThenLapsesAtOnce()
    {
        await using var server = new LoopbackMailServer();
        await using var desk = await OutboxDesk.OpenAsync(server);
        var id = await desk.PutAsync("x\n", "ann@example.org");
        var ours = ClaimHolder.NewClaim().Split(' ');
        await new OutboxClaims(desk.Database).ClaimAsync(string.Join(' ', [.. ours[..4], "1", ours[5]]), desk.Clock.Now, desk.Clock.Now.AddHours(1), CancellationToken.None);

        await desk.SendAsync();

        (await desk.StateAsync(id)).ShouldBe(LetterState.Sent);
        ClaimHolder.IsGone(ClaimHolder.NewClaim()).ShouldBeFalse();
        ClaimHolder.IsGone("elsewhere boot pid 1 2 3").ShouldBeFalse();
    }

    [Fact]
    public async Task Letter_WhenItWasWrittenBeforeAnAddressWasConfigured_ThenIsNotSentInANameThatIsNobodys()
    {
        await using var server = new LoopbackMailServer();
        await using var desk = await OutboxDesk.OpenAsync(server);
        await using (var write = await desk.Database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None))
        {
            await new Outbox(MailIdentity.Unset, desk.Clock).PutAsync(write, new() { Key = "k", To = [Given.Ann], Subject = "s", Text = "t" }, CancellationToken.None);
            await new OutboxStore(write).SetSenderAsync(new("Patches", "patches@example.org"), "https://patches.example.org", CancellationToken.None);
            await new Outbox(MailIdentity.Unset, desk.Clock).PutAsync(write, new() { Key = "l", To = [Given.Ann], Subject = "s", Text = "t" }, CancellationToken.None);
            await write.CommitAsideAsync(CancellationToken.None);
        }

        await desk.SendAsync();

        (await desk.Queries.FindByKeyAsync("k", CancellationToken.None))!.Standing.LastError.ShouldContain("--mail-from");
        server.Taken.ShouldHaveSingleItem().Sender.ShouldBe("MAIL FROM:<patches@example.org>");
        (await desk.Queries.FindSiteAsync(CancellationToken.None)).ShouldBe("https://patches.example.org");
    }

    // As a server leaves a letter that is killed: claimed, and perhaps handed over.
    private static async Task DieAsync(OutboxDesk desk, LetterId id, bool isHandedOver)
    {
        var claims = new OutboxClaims(desk.Database);
        (await claims.ClaimAsync("elsewhere", desk.Clock.Now, desk.Clock.Now.AddMinutes(1), CancellationToken.None))!.Id.ShouldBe(id);
        if (isHandedOver) await claims.HandOverAsync(id, "elsewhere", desk.Clock.Now, CancellationToken.None);
    }
}
