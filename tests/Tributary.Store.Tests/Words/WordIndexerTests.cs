using System.Text;
using Dapper;
using Tributary.Mail;

namespace Tributary.Store.Tests;

public sealed class WordIndexerTests
{
    private static readonly string[] Mails =
    [
        Mail("one@example.org", "Ann Example <ann@example.org>", "[PATCH bpf] bpf: Fix bpf_probe_read", "Call bpf_map_lookup in kernel/bpf/verifier.c now.\n"),
        Mail("two@example.org", "=?utf-8?q?Bj=C3=B6rn?= Tester <bjorn@example.net>", "Re: something else", "I like kernel trees, and the sockmap.\n"),
        Mail("three/x@example.org", "Ann Example <ann@example.org>", "[PATCH] net: a third", "Nothing.\n---\n a.c | 2 +-\n\ndiff --git a/net/core/sock.c b/net/core/sock.c\n--- a/net/core/sock.c\n+++ b/net/core/sock.c\n@@ -1,2 +1,2 @@\n untouched_context\n-removed_line\n+added_line\n"),
    ];

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Search_WhenIndexed_ThenMessagesAreFoundNewestFirst(DatabaseKind kind)
    {
        await using var test = await FillAsync(kind);
        if (test is null) return;

        (await IndexAsync(test)).ShouldBe(3);
        foreach (var (query, expected) in new[]
        {
            ("bpf_probe_read", "1"), ("probe", "1"), ("BPF", "1"), ("kernel", "2 1"), ("\"kernel bpf verifier\"", "1"), ("kernel/bpf/verifier.c", "1"), ("\"bpf kernel\"", ""),
            ("kern*", "2 1"), ("bjorn", "2"), ("Björn", "2"), ("from:ann", "3 1"), ("from:ann@example.org", "3 1"), ("from:kernel", ""), ("subject:third", "3"), ("subject:kernel", ""),
            ("ann sock.c", "3"), ("added_line", "3"), ("removed", "3"), ("untouched_context", ""), ("net/core/sock.c", "3"), ("one@example.org", "1"), ("<three/x@example.org>", "3"),
            ("https://lore.kernel.org/r/three%2Fx@example.org/", "3"), ("nowhere@example.org", ""), ("kernel zzz", ""), ("example", "3 2 1"), ("", ""), ("***", ""),
        })
            (await SearchAsync(test, query)).ShouldBe(expected, query);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Search_WhenPaged_ThenTheNextPageGoesOn(DatabaseKind kind)
    {
        await using var test = await FillAsync(kind);
        if (test is null) return;
        await IndexAsync(test);
        var search = new SearchQueries(test.Database);

        var first = (await search.SearchAsync(1, "example", before: null, 2, CancellationToken.None))!;
        var second = (await search.SearchAsync(1, "example", first[^1].Message, 2, CancellationToken.None))!;

        first.Concat(second).Select(hit => hit.Message.Value).ShouldBe(["three/x@example.org", "two@example.org", "one@example.org"]);
        (await search.SearchAsync(2, "example", before: null, 2, CancellationToken.None))!.ShouldBeEmpty();
        (await search.SearchAsync(1, "example", new MessageId("nobody@sent.this"), 2, CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task RunOnce_WhenBytesChangeOrGo_ThenTheIndexFollows(DatabaseKind kind)
    {
        await using var test = await FillAsync(kind);
        if (test is null) return;
        await IndexAsync(test);
        await using (var connection = await test.OpenWriteAsync())
        {
            await connection.ExecuteAsync("update message_raws set content = @content where message = 1", new { content = Encoding.UTF8.GetBytes(Mails[0].Replace("verifier", "replacement", StringComparison.Ordinal)) });
            await connection.ExecuteAsync("update messages set digest = @digest where id = 1", new { digest = new byte[] { 9 } });
            await connection.ExecuteAsync("delete from messages where id = 2");
        }

        (await new WordIndexer(test.Database).GetPositionAsync(CancellationToken.None)).IsCurrent.ShouldBeFalse();
        (await IndexAsync(test)).ShouldBe(2);

        (await SearchAsync(test, "verifier")).ShouldBe("");
        (await SearchAsync(test, "replacement")).ShouldBe("1");
        (await SearchAsync(test, "sockmap")).ShouldBe("");
        (await new WordIndexer(test.Database).GetPositionAsync(CancellationToken.None)).ShouldBe(new WordPosition(3, 3, 0));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Clear_WhenIndexedAgain_ThenTheSameIsFound(DatabaseKind kind)
    {
        await using var test = await FillAsync(kind);
        if (test is null) return;
        await IndexAsync(test);

        await new WordIndexer(test.Database).ClearAsync(CancellationToken.None);
        (await SearchAsync(test, "kernel")).ShouldBe("");
        (await IndexAsync(test)).ShouldBe(3);

        (await SearchAsync(test, "kernel")).ShouldBe("2 1");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Search_WhenTheQueryIsHostile_ThenItIsOnlyText(DatabaseKind kind)
    {
        await using var test = await FillAsync(kind);
        if (test is null) return;
        await IndexAsync(test);

        foreach (var query in new[] { "\"", "'", "a\" OR \"b", "NEAR(a b)", "*", "-kernel", "kernel:*", "a & b | !c", "\0", "\ud800@\udc00", "<->", "from:from:x", "((((", new string('x', 100_000), string.Concat(Enumerable.Repeat("bpf ", 5000)), "NOT AND OR", "http://", "https:///@", "<@>", "sender : x", "{a b}:c", "^kernel", "kernel + bpf" })
            await SearchAsync(test, query);
        var random = new Random(3);
        const string letters = "ab_ \"'*:()-+^&|!<>@\\/.,{}~\0\ud83d\ude00\u0301ß转%;";
        for (var i = 0; i < 300; i++) await SearchAsync(test, string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => letters[random.Next(letters.Length)])));
    }

    private static string Mail(string id, string from, string subject, string text) => $"""
        Message-ID: <{id}>
        From: {from}
        Subject: {subject}
        Date: Mon, 1 Jan 2024 00:00:00 +0000
        Content-Type: text/plain; charset=utf-8

        {text}
        """;

    private static async Task<TestDatabase?> FillAsync(DatabaseKind kind)
    {
        var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return null;
        await test.InsertAsync("people", new { id = 1L, address = "ann@example.org", name = "Ann Example", named_at = 0L, named_in = "x" });
        for (var i = 1; i <= Mails.Length; i++)
        {
            var raw = Encoding.UTF8.GetBytes(Mails[i - 1]);
            var message = MessageReader.Read(raw);
            await test.InsertAsync("messages", new { id = (long)i, message_id = message.Id.Value, digest = new byte[] { 1 }, sent_at = 1_704_067_200_000_000L + (i * 1_000_000L), person = 1L, kind = 1L, subject = message.Subject, size = 1L, member = Array.Empty<byte>() });
            await test.InsertAsync("message_raws", new { message = (long)i, encoding = 0L, content = raw });
            await test.InsertAsync("project_messages", new { project = 1L, message = (long)i, arrival = (long)i });
        }

        return test;
    }

    private static Task<int> IndexAsync(TestDatabase test) => new WordIndexer(test.Database).RunOnceAsync(1000, CancellationToken.None);

    private static async Task<string> SearchAsync(TestDatabase test, string query)
    {
        var hits = (await new SearchQueries(test.Database).SearchAsync(1, query, before: null, 10, CancellationToken.None))!;
        return string.Join(' ', hits.Select(hit => hit.Message.Value.Split('@', '/')[0] switch { "one" => 1, "two" => 2, _ => 3 }));
    }
}
