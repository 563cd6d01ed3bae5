using System.Diagnostics;
using Tributary.Mail;
using Tributary.Server.Tests;
using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;
using Xunit.Abstractions;

namespace Tributary.EndToEnd;

/// <summary>Servers that are killed as they send: each letter arrives once, and none is lost.</summary>
[Trait("Speed", "all")]
public sealed class OutboxKillTests(ITestOutputHelper output)
{
    private const int Letters = 60;
    private const int Moments = 20;

    [Theory]
    [InlineData("smtp", 1, false)]
    [InlineData("smtp", 2, true)]
    [InlineData("folder", 1, false)]
    [InlineData("sendmail", 1, false)]
    [InlineData("sendmail", 2, true)]
    public async Task Letters_WhenServersAreKilledInMidSend_ThenEachArrivesOnce(string way, int nodes, bool isPostgres)
    {
        if (isPostgres && !PostgresServer.IsThere) return;
        await using var mail = new LoopbackMailServer();
        using var trib = new Trib { DatabaseUrl = isPostgres ? PostgresServer.Create() : null };
        var spoken = Path.Combine(trib.Folder, "spoken");
        var program = trib.Write("sendmail", $"#!/bin/sh\nmail=$(cat)\nsleep 0.02\necho \"$mail\" | grep -i '^Message-ID' >>'{spoken}'\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        var address = way switch { "smtp" => $"smtp://127.0.0.1:{mail.Port}", "folder" => $"folder:{trib.Folder}/out", _ => $"sendmail:{program}" };
        var ids = await PutAsync(trib);
        var random = new Random(nodes);

        for (var moment = 0; moment < Moments; moment++)
        {
            await KillAsync(trib, nodes, address, TimeSpan.FromMilliseconds(random.Next(200)));
            if (moment == Moments / 2) ids = [.. ids, .. await PutAsync(trib)];
        }

        await FinishAsync(trib, address);
        var arrived = way switch
        {
            "smtp" => [.. mail.Taken.Select(letter => letter.Text)],
            "folder" => [.. Directory.GetFiles(Path.Combine(trib.Folder, "out"), "*.eml").Select(File.ReadAllText)],
            _ => await File.ReadAllLinesAsync(spoken),
        };
        var counts = ids.Select(id => arrived.Count(text => text.Contains(id, StringComparison.Ordinal))).ToList();
        output.WriteLine($"{way}: {arrived.Length} mails of {ids.Count} letters");
        counts.ShouldAllBe(count => count > 0, "a letter was lost");

        // SMTP cannot be asked whether a mail whose answer nobody heard was taken: such a letter comes again as the same message, and receivers know it.
        if (way != "smtp") counts.ShouldAllBe(count => count == 1, "a letter came twice");
        counts.Sum(count => count - 1).ShouldBeLessThanOrEqualTo(Moments * nodes * 3);
    }

    /// <summary>Commands that come by LMTP while the server is killed: each is one event, and the answers to them arrive once each.</summary>
    [Fact]
    public async Task Commands_WhenTheServerIsKilledAsTheyCome_ThenEachIsTakenAndAnsweredOnce()
    {
        using var trib = new Trib();
        var (socket, address) = (Path.Combine(trib.Folder, "lmtp"), $"folder:{trib.Folder}/out");
        trib.Import(trib.Write("a.mbox", EndToEnd.Letters.Mbox(EndToEnd.Letters.Series("one", 1))));
        // Each from somebody else, for after ten answers a day nobody gets more.
        var ids = Enumerable.Range(0, Moments).Select(static number => $"c{number}").ToList();
        var mails = new Queue<string>(ids.Select(static id => EndToEnd.Letters.Mail(id, "Re: [PATCH] one", "pw-bot: banana", "one.1").Replace("A <a@example.org>", $"{id} <{id}@example.org>", StringComparison.Ordinal)));
        var random = new Random(7);

        while (mails.Count > 0)
        {
            using var server = trib.Start("serve", "--urls", "http://127.0.0.1:0", "--lmtp", socket, "--mail-out", address, "--mail-from", "patches@example.org", "--mail-retry", "1s");
            (await server.StandardOutput.ReadLineAsync())!.ShouldStartWith("Listening on");
            var delivery = Task.Run(() =>
            {
                while (!LmtpCaller.TryDeliver(socket, mails) && !server.HasExited) Thread.Yield();
            });
            // Killed in the middle of the next one, after some were acknowledged.
            var left = Math.Max(0, mails.Count - random.Next(4));
            while (mails.Count > left) await Task.Yield();
            await Task.Delay(random.Next(60));
            server.Kill();
            await server.WaitForExitAsync();
            await delivery;
        }

        await FinishAsync(trib, address);
        var arrived = Directory.GetFiles(Path.Combine(trib.Folder, "out"), "*.eml").Select(File.ReadAllText).ToList();
        ids.ShouldAllBe(id => arrived.Count(text => text.Contains($"In-Reply-To: <{id}@example.org>", StringComparison.Ordinal)) == 1, "an answer was lost or came twice");
        trib.Run("events", "--category", "command", "--json").ShouldSucceed().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(Moments);
    }

    // Starts servers, and kills them a while after the first letter moved.
    private static async Task KillAsync(Trib trib, int nodes, string address, TimeSpan after)
    {
        var servers = Enumerable.Range(0, nodes).Select(_ => Serve(trib, address)).ToList();
        foreach (var server in servers) (await server.StandardOutput.ReadLineAsync())!.ShouldStartWith("Listening on");
        await Task.Delay(after);
        foreach (var server in servers)
        {
            server.Kill();
            await server.WaitForExitAsync();
            server.Dispose();
        }
    }

    private static async Task FinishAsync(Trib trib, string address)
    {
        using var server = Serve(trib, address);
        await using (var database = await Database.OpenAsync(trib.Data, trib.DatabaseUrl, CancellationToken.None))
        {
            var queries = new OutboxQueries(database);
            while ((await queries.CountAsync(new(), CancellationToken.None)).Any(pair => pair.Key is LetterState.Waiting or LetterState.Sending)) server.HasExited.ShouldBeFalse();
        }

        server.Kill();
        await server.WaitForExitAsync();
    }

    private static Process Serve(Trib trib, string address) =>
        trib.Start("serve", "--urls", "http://127.0.0.1:0", "--mail-out", address, "--mail-from", "patches@example.org", "--mail-retry", "1s");

    private static async Task<IReadOnlyList<string>> PutAsync(Trib trib)
    {
        await using var database = await Database.OpenAsync(trib.Data, trib.DatabaseUrl, CancellationToken.None);
        var (now, to) = (TimeProvider.System.GetUtcNow(), new Mailbox("", "ann@example.org"));
        var ids = Enumerable.Range(0, Letters).Select(_ => $"{Guid.NewGuid()}@example.org").ToList();
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None);
        foreach (var id in ids)
        {
            var mail = LetterWriter.Write(new() { From = new("", "patches@example.org"), To = [to], Subject = "Word", Text = "Hello\n" }, new(id), now);
            await new OutboxStore(write).AddAsync(
                new(id, new(id), mail) { Sender = "patches@example.org", Recipients = [new(to.Address, RecipientState.Waiting, "")], Subject = "Word", WrittenAt = now }, CancellationToken.None);
        }

        await write.CommitAsideAsync(CancellationToken.None);
        return ids;
    }
}
