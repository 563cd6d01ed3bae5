using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tributary.Mail;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

public sealed class SmtpTransportTests
{
    [Fact]
    public async Task Letter_WhenSent_ThenArrivesAsItIsWithDotsAndLettersBeyondAscii()
    {
        await using var server = new LoopbackMailServer();
        await using var desk = await OutboxDesk.OpenAsync(server);
        var id = await desk.PutAsync(".\n..\n.Grüße\n\n.\nQUIT\n", "ann@example.org", "bob@example.org");

        await desk.SendAsync();

        var taken = server.Taken.ShouldHaveSingleItem();
        taken.Sender.ShouldBe("MAIL FROM:<patches@example.org> BODY=8BITMIME");
        taken.Recipients.ShouldBe(["ann@example.org", "bob@example.org"]);
        var letter = await desk.FindAsync(id);
        taken.Text.ShouldBe(System.Text.Encoding.UTF8.GetString(letter.Content.Span));
        letter.Standing.State.ShouldBe(LetterState.Sent);
        letter.Standing.Recipients.ShouldAllBe(one => one.State == RecipientState.Sent && one.Said == "250 taken");
        letter.SentAt.ShouldBe(Given.Now);
        server.Heard.First().ShouldBe("EHLO example.org");
        await desk.SendForDaysAsync();
        server.Taken.Count.ShouldBe(1);
    }

    // Whatever happens at whatever step: the letter arrives at the next try, once.
    public static TheoryData<string, string> PassingFaults()
    {
        var faults = new TheoryData<string, string>();
        foreach (var step in (string[])["GREETING", "EHLO", "MAIL", "RCPT", "DATA", "BODY", "DOT"])
        {
            faults.Add(step, LoopbackMailServer.Cut);
            // The end of a letter is waited for ten times as long as all else.
            if (step != "DOT") faults.Add(step, LoopbackMailServer.Hang);
            if (step != "BODY") faults.Add(step, "421 4.3.0 closing");
            if (step != "BODY") faults.Add(step, "451-4.3.0 not\r\n451 now");
            if (step != "BODY") faults.Add(step, "what");
        }

        foreach (var step in (string[])["GREETING", "EHLO"]) faults.Add(step, "554 5.3.2 no service");
        return faults;
    }

    [Theory]
    [MemberData(nameof(PassingFaults))]
    [Trait("Speed", "slow")]
    public async Task Letter_WhenTheServerFailsForNow_ThenArrivesLaterOnce(string step, string fault)
    {
        await using var server = new LoopbackMailServer { Fault = (session, at, _) => session == 1 && at == step ? fault : null };
        await using var desk = await OutboxDesk.OpenAsync(server);
        var id = await desk.PutAsync("Hello\n", "ann@example.org");

        await desk.SendAsync();
        var between = await desk.FindAsync(id);
        await desk.SendForDaysAsync();

        between.Standing.State.ShouldBe(LetterState.Waiting);
        between.Standing.LastError.ShouldNotBeEmpty();
        between.Standing.DueAt.ShouldBeInRange(Given.Now.AddSeconds(48), Given.Now.AddSeconds(72));
        (await desk.StateAsync(id)).ShouldBe(LetterState.Sent);
        server.Taken.ShouldHaveSingleItem().Recipients.ShouldBe(["ann@example.org"]);
    }

    [Theory]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    [InlineData("DOT")]
    public async Task Letter_WhenItIsRefusedForGood_ThenHasFailedAndIsSeen(string step)
    {
        await using var server = new LoopbackMailServer { Fault = (_, at, _) => at == step ? "550 5.7.1 never" : null };
        await using var desk = await OutboxDesk.OpenAsync(server);
        var id = await desk.PutAsync("Hello\n", "ann@example.org");

        await desk.SendForDaysAsync();

        var letter = await desk.FindAsync(id);
        (letter.Standing.State, letter.Standing.LastError, letter.Standing.Attempts).ShouldBe((LetterState.Failed, "550 5.7.1 never", 1));
        server.Taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task Recipients_WhenTheyAreAnsweredDifferently_ThenEachIsTreatedForHimself()
    {
        await using var server = new LoopbackMailServer
        {
            Fault = (session, at, line) => at != "RCPT" ? null : line.Contains("no@", StringComparison.Ordinal) ? "550 no such" : line.Contains("late@", StringComparison.Ordinal) && session < 3 ? "450 later" : null,
        };
        await using var desk = await OutboxDesk.OpenAsync(server);
        var id = await desk.PutAsync("Hello\n", "ann@example.org", "no@example.org", "late@example.org");

        await desk.SendForDaysAsync();

        server.Taken.Select(taken => string.Join(' ', taken.Recipients)).ShouldBe(["ann@example.org", "late@example.org"]);
        var letter = await desk.FindAsync(id);
        letter.Standing.State.ShouldBe(LetterState.Failed);
        letter.Standing.Recipients.Select(one => (one.State, one.Said)).ShouldBe(
            [(RecipientState.Sent, "250 taken"), (RecipientState.Failed, "550 no such"), (RecipientState.Sent, "250 taken")]);
    }

    [Fact]
    public async Task Letter_WhenTheAnswerToItsEndIsLost_ThenIsSentAgainAsTheSameMessage()
    {
        await using var server = new LoopbackMailServer { Fault = (session, at, _) => session == 1 && at == "DOT" ? LoopbackMailServer.TakeAndCut : null };
        await using var desk = await OutboxDesk.OpenAsync(server);
        await desk.PutAsync("Hello\n", "ann@example.org");

        await desk.SendForDaysAsync();

        server.Taken.Count.ShouldBe(2);
        server.Taken.Select(taken => taken.Text).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Letter_WhenNothingListens_ThenIsGivenUpAfterDays()
    {
        var server = new LoopbackMailServer();
        await using var desk = await OutboxDesk.OpenAsync(server);
        await server.DisposeAsync();
        var id = await desk.PutAsync("Hello\n", "ann@example.org");

        await desk.SendForDaysAsync();
        (await desk.StateAsync(id)).ShouldBe(LetterState.Waiting);
        desk.Clock.Now += TimeSpan.FromDays(5);
        await desk.SendAsync();

        var letter = await desk.FindAsync(id);
        letter.Standing.State.ShouldBe(LetterState.Failed);
        letter.Standing.LastError.ShouldStartWith("given up after 4 attempts: the mail server 127.0.0.1:");
    }

    [Fact]
    public async Task Letter_WhenTheServerIsOld_ThenIsSentIn7Bit()
    {
        await using var server = new LoopbackMailServer { Offers = [], Fault = (_, at, _) => at == "EHLO" ? "502 what" : null };
        await using var desk = await OutboxDesk.OpenAsync(server);
        await desk.PutAsync("Grüße\n", "ann@example.org");

        await desk.SendAsync();

        var taken = server.Taken.ShouldHaveSingleItem();
        taken.Sender.ShouldBe("MAIL FROM:<patches@example.org>");
        taken.Text.ShouldContain("Gr=C3=BC=C3=9Fe");
        server.Heard.ShouldContain("HELO example.org");
    }

    [Fact]
    public async Task Letter_WhenItIsMoreThanTheServerTakes_ThenHasFailed()
    {
        await using var server = new LoopbackMailServer { Offers = ["SIZE 400"] };
        await using var desk = await OutboxDesk.OpenAsync(server);
        var large = await desk.PutAsync(string.Concat(Enumerable.Repeat("Hello\n", 100)), "ann@example.org");
        var foreign = await desk.PutAsync("x\n", "jörg@example.org");

        await desk.SendAsync();

        (await desk.FindAsync(large)).Standing.LastError.ShouldContain("larger");
        (await desk.FindAsync(foreign)).Standing.LastError.ShouldContain("beyond ASCII");
        server.Taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task Address_WhenItIsBeyondAscii_ThenTheServerIsAskedForIt()
    {
        await using var server = new LoopbackMailServer();
        await using var desk = await OutboxDesk.OpenAsync(server);
        await desk.PutAsync("x\n", "jörg@example.org");

        await desk.SendAsync();

        server.Taken.ShouldHaveSingleItem().Sender.ShouldEndWith(" SMTPUTF8");
        server.Heard.ShouldContain("RCPT TO:<jörg@example.org>");
    }

    [Theory]
    [InlineData("PLAIN", "AUTH PLAIN AGFubgBzZSBjcmV0")]
    [InlineData("LOGIN", "AUTH LOGIN|YW5u|c2UgY3JldA==")]
    public async Task Server_WhenItWantsAUser_ThenIsToldHimOnAnEncryptedLine(string way, string said)
    {
        using var certificate = NewCertificate();
        await using var server = new LoopbackMailServer
        {
            Certificate = certificate, Offers = ["STARTTLS", $"AUTH {way}"],
            Fault = (_, at, _) => at == "AUTH" && way == "LOGIN" || at == "YW5u" ? "334 more" : at == "c2UgY3JldA==" ? "235 in" : null,
        };
        await using var desk = await OutboxDesk.OpenAsync($"smtp://ann:se%20cret@127.0.0.1:{server.Port}?tls=offered&timeout=1");
        await desk.PutAsync("x\n", "bob@example.org");

        await desk.SendAsync();

        server.Taken.Count.ShouldBe(1);
        string.Join('|', server.Heard).ShouldContain($"STARTTLS|EHLO example.org|{said}|MAIL FROM");
    }

    [Fact]
    public async Task Password_WhenTheLineIsNotEncryptedOrTheCertificateDoesNotHold_ThenIsNotSaid()
    {
        using var certificate = NewCertificate();
        await using var plain = new LoopbackMailServer { Offers = ["AUTH PLAIN"] };
        await using var forged = new LoopbackMailServer { Certificate = certificate, Offers = ["STARTTLS", "AUTH PLAIN"] };
        foreach (var (server, words) in ((LoopbackMailServer, string)[])[(plain, "STARTTLS"), (forged, "certificate")])
        {
            await using var desk = await OutboxDesk.OpenAsync($"smtp://ann:secret@127.0.0.1:{server.Port}?timeout=1");
            var id = await desk.PutAsync("x\n", "bob@example.org");

            await desk.SendAsync();

            server.Heard.ShouldNotContain(line => line.StartsWith("AUTH", StringComparison.Ordinal));
            var standing = (await desk.FindAsync(id)).Standing;
            standing.State.ShouldBe(LetterState.Waiting);
            standing.LastError.ShouldContain(words);
            standing.LastError.ShouldNotContain("secret");
        }
    }

    [Fact]
    public async Task Answers_WhenTheyComeBeforeTheEncryption_ThenAreNotTakenAsSaidWithinIt()
    {
        using var certificate = NewCertificate();
        await using var server = new LoopbackMailServer
        {
            Certificate = certificate, Offers = ["STARTTLS"], Fault = (_, at, _) => at == "STARTTLS" ? "220 go on\r\n250 injected" : null,
        };
        await using var desk = await OutboxDesk.OpenAsync(server);
        var id = await desk.PutAsync("x\n", "bob@example.org");

        await desk.SendAsync();

        (await desk.FindAsync(id)).Standing.LastError.ShouldContain("before the encryption");
        server.Taken.ShouldBeEmpty();
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(Given.Now.AddYears(-1), Given.Now.AddYears(50));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), password: null);
    }
}
