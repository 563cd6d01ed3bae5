using System.Collections.Immutable;
using System.Text;
using Tributary.Mail;
using Tributary.Policy;

namespace Tributary.Cli;

/// <summary>A file of mail that is checked, or what stands for one.</summary>
/// <param name="Name">As the user named it.</param>
/// <param name="Bytes">All of it.</param>
/// <param name="Mails">The messages in it, each with the line on which it begins, from 0.</param>
internal sealed record CheckedFile(string Name, ReadOnlyMemory<byte> Bytes, ImmutableArray<CheckedMail> Mails)
{
    private static readonly MailLimits Passing = new() { HasLastingIds = false };

    /// <summary>The head of the only series that is meant, where the mail holds others too; null for all.</summary>
    public MessageId? Only { get; init; }

    /// <summary>Of a series of the queue the tree that it is for there, by routing or by hand; null for other mail.</summary>
    public StandingTree? Standing { get; init; }

    /// <summary>True for commits: a place is a line of the message that git log shows, or of a file.</summary>
    public bool IsCommit { get; init; }

    /// <summary>The messages of an mbox that git made of commits, each by the name of its commit.</summary>
    public IEnumerable<CheckedFile> Split() => Mails.Select(mail => new CheckedFile(CommitOf(mail.Line), default, [new(mail.Part, 0)]) { IsCommit = true });

    // The line above the header: "From 0123…cdef Mon Sep 17 00:00:00 2001".
    private string CommitOf(int line)
    {
        const int Digits = 12;
        var start = 0;
        for (var left = line - 1; left > 0; left--) start += Bytes.Span[start..].IndexOf((byte)'\n') + 1;
        var text = Bytes.Span[start..];
        return text.StartsWith("From "u8) && text.Length > Digits + 5 ? Encoding.ASCII.GetString(text.Slice(5, Digits)) : Name;
    }

    /// <summary>Reads a mail or an mbox.</summary>
    public static CheckedFile Read(string name, byte[] bytes)
    {
        using var stream = new MemoryStream(bytes, writable: false);
        var mails = ImmutableArray.CreateBuilder<CheckedMail>();
        var (at, line) = (0, 0);
        foreach (var raw in MboxReader.Read(stream))
        {
            var message = MessageReader.Read(raw, Passing);
            if (message.Unreadable is not null) continue;
            // An mbox's From line and quoting are not in the message: its first lines say where it stands.
            var head = raw.Span[..Math.Min(raw.Length, HeadLength(raw.Span))];
            var found = bytes.AsSpan(at).IndexOf(head);
            if (found > 0) line += bytes.AsSpan(at, found).Count((byte)'\n');
            if (found >= 0) at += found;
            mails.Add(new(SeriesPart.Read(message), line));
        }

        return new(name, bytes, mails.ToImmutable());
    }

    private static int HeadLength(ReadOnlySpan<byte> raw)
    {
        var end = raw.IndexOf("\n\n"u8);
        return end < 0 ? raw.Length : end;
    }
}

/// <summary>A message in a file. (A class: what .NET does with lists of classes is compiled ahead, with lists of pairs it is not.)</summary>
/// <param name="Part">The message.</param>
/// <param name="Line">The line on which it begins, from 0.</param>
internal sealed record CheckedMail(SeriesPart Part, int Line);

/// <summary>The tree that a series of the queue is for.</summary>
/// <param name="Tree">Its name, or null for none of ours.</param>
/// <param name="Reason">Why, one sentence.</param>
internal sealed record StandingTree(string? Tree, string Reason);
