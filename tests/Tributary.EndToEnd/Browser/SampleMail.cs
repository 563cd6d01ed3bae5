using System.IO.Compression;
using Tributary.Mail;

namespace Tributary.EndToEnd;

/// <summary>The mail that the pages are tried with: ours in samples/, and the corpus of real mail where it is at hand.</summary>
internal static class SampleMail
{
    /// <summary>Our own samples.</summary>
    public static string Samples { get; } = Path.Combine(TribServer.Root, "samples");

    /// <summary>The real mail's mailboxes; empty where they are not at hand, and then it is said.</summary>
    public static string[] Corpus()
    {
        var shared = Environment.GetEnvironmentVariable("TRIBUTARY_SHARED") ?? Path.Combine(TribServer.Root, "..", "shared");
        var folder = Path.Combine(shared, "corpus");
        if (Directory.Exists(folder)) return [.. Directory.GetFiles(folder, "mail-*.mbox.gz").Order(StringComparer.Ordinal)];
        Console.WriteLine($"NOT RUN with real mail: {folder} is not there (TRIBUTARY_SHARED)");
        return [];
    }

    /// <summary>The ids of the mails that try a page most: the widest lines, the longest words, texts and subjects, the most recipients.</summary>
    /// <param name="mailboxes">Mailboxes, gzipped.</param>
    /// <param name="count">How many.</param>
    public static IReadOnlyList<string> Hardest(IEnumerable<string> mailboxes, int count)
    {
        var mails = mailboxes.SelectMany(Read).Select(Measure).DistinctBy(mail => mail.Id).ToList();
        Func<Measured, int>[] ways = [mail => mail.WidestLine, mail => mail.LongestWord, mail => mail.Length, mail => mail.Subject, mail => mail.Recipients];
        return [.. ways.SelectMany(way => mails.OrderByDescending(way).Take(count / ways.Length)).Concat(mails.OrderByDescending(mail => mail.WidestLine)).Select(mail => mail.Id).Distinct().Take(count)];
    }

    private static IEnumerable<Message> Read(string mailbox)
    {
        using var stream = new GZipStream(File.OpenRead(mailbox), CompressionMode.Decompress);
        foreach (var raw in MboxReader.Read(stream)) yield return MessageReader.Read(raw.ToArray());
    }

    private static Measured Measure(Message message)
    {
        var text = string.Concat(message.Parts.Select(part => part.Text));
        return new(
            message.Id.Value, text.Split('\n').Max(line => line.Length), text.Split((char[]?)null).Max(word => word.Length), text.Length,
            message.Subject.Length, message.To.Length + message.Cc.Length);
    }

    private sealed record Measured(string Id, int WidestLine, int LongestWord, int Length, int Subject, int Recipients);
}
