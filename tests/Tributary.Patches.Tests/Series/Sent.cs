using System.Globalization;
using Tributary.Mail;

namespace Tributary.Patches.Tests;

/// <summary>Makes members of threads as a sender would: each one second after the last unless told otherwise.</summary>
internal static class Sent
{
    public static readonly Mailbox Ann = new("Ann Author", "ann@example.org");
    public static readonly Mailbox Ben = new("Ben Reviewer", "ben@example.com");
    public static readonly DateTimeOffset Monday = new(2024, 3, 4, 9, 0, 0, TimeSpan.Zero);

    /// <summary>A cover letter; <paramref name="words"/> is what the bracket holds without PATCH, e.g. <c>bpf v2 0/3</c>.</summary>
    public static ThreadMember Cover(string id, string words, string title, double hours = 0, params string[] answers) =>
        Make(MailKind.CoverLetter, id, Subject(words, title), hours, answers);

    public static ThreadMember Patch(string id, string words, string title, double hours = 0, params string[] answers) =>
        Make(MailKind.Patch, id, Subject(words, title), hours, answers) with { Files = ["kernel/bpf/verifier.c"] };

    public static ThreadMember Reply(string id, double hours, params string[] answers) =>
        Make(MailKind.Reply, id, Subject("", "an answer") with { IsReply = true }, hours, answers) with { From = Ben };

    public static ThreadMember From(this ThreadMember member, Mailbox sender) => member with { From = sender };

    public static ThreadMember Saying(this ThreadMember member, params string[] trailers) =>
        member with { Trailers = [.. trailers.Select(line => line.Split(": ", 2)).Select(pair => new Trailer(pair[0], pair[1]))] };

    public static ThreadMember Linking(this ThreadMember member, string target, string words) =>
        member with { Links = [.. member.Links, new MailLink(new(target), words)] };

    public static PatchSeries SeriesOf(this Cluster cluster, string head) => cluster.Series.Single(series => series.Head.Value == head);

    public static string[] PatchesOf(this Cluster cluster, string head) =>
        [.. cluster.SeriesOf(head).Patches.Select(patch => patch.Message.Value)];

    public static string[] EarlierOf(this Cluster cluster, string head) =>
        [.. cluster.SeriesOf(head).Earlier.Select(earlier => earlier.Head.Value)];

    private static ThreadMember Make(MailKind kind, string id, PatchSubject subject, double hours, string[] answers) => new()
    {
        Id = new(id),
        Kind = kind,
        From = Ann,
        Date = Monday.AddHours(hours),
        Subject = subject,
        Ancestors = [.. answers.Select(answer => new MessageId(answer))],
    };

    private static PatchSubject Subject(string words, string title)
    {
        var subject = new PatchSubject { Raw = $"[PATCH {words}] {title}", Title = title, Name = $"[{words}] {title}", SaysPatch = true };
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = word.Split('/');
            if (pair.Length == 2 && int.TryParse(pair[0], CultureInfo.InvariantCulture, out var number))
                subject = subject with { Number = number, Total = int.Parse(pair[1], CultureInfo.InvariantCulture) };
            else if (word[0] == 'v' && char.IsAsciiDigit(word[^1])) subject = WithVersion(subject, word[1..].Split('.'));
            else subject = subject with { Tags = subject.Tags.Add(word), IsRfc = subject.IsRfc || word == "RFC", IsResend = subject.IsResend || word == "RESEND" };
        }

        return subject;
    }

    private static PatchSubject WithVersion(PatchSubject subject, string[] parts) => subject with
    {
        HasVersion = true,
        Version = int.Parse(parts[0], CultureInfo.InvariantCulture),
        MinorVersion = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0,
    };
}
