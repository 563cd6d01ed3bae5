using System.Security.Cryptography;
using System.Text;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Store;

namespace Tributary.Server.Tests;

/// <summary>Mails made by hand: what the reader would have read of them.</summary>
internal static class Letters
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>A mail.</summary>
    /// <param name="id">Its Message-Id before the at sign.</param>
    /// <param name="subject">Its subject; <c>Re:</c> makes a reply, 0/N a cover letter, [PATCH a patch.</param>
    /// <param name="answers">The ids it answers, nearest first.</param>
    /// <param name="minute">When it was sent.</param>
    /// <param name="body">What else it says: other bytes, other digest; a line <c>Key: value</c> is a trailer.</param>
    public static NewMessage Mail(string id, string subject, string[]? answers = null, int minute = 0, string body = "")
    {
        var parsed = PatchSubject.Parse(subject);
        var bytes = Encoding.UTF8.GetBytes($"Message-Id: <{id}@example.org>\nSubject: {subject}\nDate: {minute}\n\n{body}\n");
        var member = new ThreadMember
        {
            Id = new($"{id}@example.org"),
            Kind = parsed.IsReply ? MailKind.Reply : parsed.Number == 0 ? MailKind.CoverLetter : parsed.SaysPatch ? MailKind.Patch : MailKind.None,
            From = parsed.IsReply ? new("Rae Reviewer", "rae@example.org") : new("Ada Author", "ada@example.org"),
            Date = Start.AddMinutes(minute),
            Subject = parsed,
            Ancestors = [.. (answers ?? []).Select(answer => new MessageId($"{answer}@example.org"))],
            Trailers = [.. body.Split('\n').Where(line => line.Contains(": ", StringComparison.Ordinal)).Select(line => line.Split(": ")).Select(pair => new Trailer(pair[0], pair[1]))],
        };
        return NewMessage.Of(bytes, member);
    }

    /// <summary>Bytes that are no mail.</summary>
    public static NewMessage Unreadable(string bytes)
    {
        var content = Encoding.UTF8.GetBytes(bytes);
        return new(content.Length, SHA256.HashData(content).AsMemory(0, 16), Member: null, [], "it has no header") { Block = StoredBlock.Of(new(0, content)) };
    }

    /// <summary>A series of some patches with a cover letter.</summary>
    public static IEnumerable<NewMessage> Series(string name, string title, int patches, int version = 1, int minute = 0)
    {
        var tag = version == 1 ? "" : $" v{version}";
        yield return Mail($"{name}-0", $"[PATCH bpf-next{tag} 0/{patches}] {title}", minute: minute);
        for (var number = 1; number <= patches; number++)
            yield return Mail($"{name}-{number}", $"[PATCH bpf-next{tag} {number}/{patches}] {title}: step {number}", [$"{name}-0"], minute + number);
    }
}
