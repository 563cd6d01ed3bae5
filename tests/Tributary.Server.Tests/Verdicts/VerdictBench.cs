using System.Text;
using Tributary.Mail;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Store.Tests;

namespace Tributary.Server.Tests;

/// <summary>A server with mail and the follower that judges it, run by the test.</summary>
internal sealed class VerdictBench : IAsyncDisposable
{
    public const string Site = "https://patches.example.org";

    private VerdictBench(AccountBench server) => Server = server;

    public AccountBench Server { get; }

    public Database Database => Server.Database;

    public VerdictQueries Verdicts => new(Database);

    /// <summary>A server that holds these mails; null where there is no such database.</summary>
    public static async Task<VerdictBench?> OpenAsync(DatabaseKind kind, params string[] mails)
    {
        if (kind == DatabaseKind.Postgres && await ImportBench.OpenAsync(kind) is not { } _) return null;
        return new(await AccountBench.OpenAsync(kind, mails: mails));
    }

    /// <summary>A patch of BPF.</summary>
    /// <param name="id">Its Message-Id before the at sign.</param>
    /// <param name="subject">Its subject.</param>
    /// <param name="message">The commit message, without sign-off where it holds none.</param>
    /// <param name="added">The added line.</param>
    /// <param name="day">The day of May 2024.</param>
    /// <param name="headers">More header fields.</param>
    public static string Patch(string id, string subject, string message = "Why.\n\nSigned-off-by: Ann Author <ann@example.org>", string added = "\tint new;", int day = 6, string headers = "") => $"""
        From: Ann Author <ann@example.org>
        To: bpf@vger.kernel.org
        Subject: {subject}
        Date: {day:00} May 2024 05:00:00 +0000
        Message-ID: <{id}@example.org>
        {headers}{(headers.Length > 0 ? "\n" : "")}
        {message}
        ---
         kernel/bpf/core.c | 2 +-

        diff --git a/kernel/bpf/core.c b/kernel/bpf/core.c
        index 1111111..2222222 100644
        --- a/kernel/bpf/core.c
        +++ b/kernel/bpf/core.c
        @@ -10,3 +10,3 @@ int f(void)
         {"{"}
        -	int old;
        +{added}
         {"}"}

        """.ReplaceLineEndings("\n");

    public Task ImportAsync(params string[] mails) => Server.Import.ImportAsync(mails.Select(mail => NewMessage.Read(Encoding.UTF8.GetBytes(mail))));

    /// <summary>Lets the follower judge what waits.</summary>
    /// <returns>How many rounds it took.</returns>
    public async Task<int> JudgeAsync(string trees = "")
    {
        var follower = new VerdictFollower(Database, new(MailIdentity.Unset, Server.Clock), Site, Server.Clock, (static _ => BuiltInProfiles.Find(BuiltInProfiles.Default), trees));
        var rounds = 0;
        while (await follower.RunOnceAsync(CancellationToken.None)) rounds++;
        return rounds;
    }

    /// <summary>What the checks of a patch say, newest of each context: context, state, description.</summary>
    public async Task<IReadOnlyList<CheckListed>> ChecksAsync(string id)
    {
        var number = (await Server.Import.QueryAsync<long>("select p.id from patches p join messages m on m.id = p.message where m.message_id = @id", new { id = $"{id}@example.org" })).Single();
        return await new CheckQueries(Database).ListNewestAsync(number, CancellationToken.None);
    }

    /// <summary>What all checks of a patch come to.</summary>
    public async Task<long> CombinedAsync(string id) =>
        (await Server.Import.QueryAsync<long>("select p.checks from patches p join messages m on m.id = p.message where m.message_id = @id", new { id = $"{id}@example.org" })).Single();

    public async Task<StoredVerdict?> FindAsync(long series) => await Verdicts.FindAsync(new(series), CancellationToken.None);

    public async Task<Message?> LetterAsync() => await Server.LettersAsync() is [var newest, ..] ? MessageReader.Read(newest.Mail) : null;

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
