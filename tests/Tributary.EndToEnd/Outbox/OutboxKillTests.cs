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
