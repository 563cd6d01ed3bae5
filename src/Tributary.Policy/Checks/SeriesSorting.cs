using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Patches;

namespace Tributary.Policy;

/// <summary>Sorts mail that was given at one go into series.</summary>
public static class SeriesSorting
{
    /// <summary>The series, oldest first, each with its replies and, where it is there too, its earlier version.</summary>
    /// <param name="parts">Any mail.</param>
    public static ImmutableArray<SortedSeries> Sort(IReadOnlyCollection<SeriesPart> parts)
    {
        // git format-patch gives no ids unless it is asked to thread: what lies together belongs together.
        var (unnamed, sent) = (new List<SeriesPart>(), new Dictionary<MessageId, SeriesPart>());
        foreach (var part in parts)
        {
            if (HasId(part)) sent.TryAdd(part.Id, part);
            else unnamed.Add(part);
        }

        var loose = SeriesMail.Of(unnamed);
        ImmutableArray<SortedSeries> found = loose is null ? [] : [new(loose, null)];
        return sent.Count == 0 ? found : found.AddRange(SortSent(sent));
    }

    private static IEnumerable<SortedSeries> SortSent(Dictionary<MessageId, SeriesPart> sent)
    {
        var cluster = Cluster.Build([.. sent.Values.Select(part => ThreadMember.Of(part.Message, part.Mail))]);
        var replies = cluster.Places.Where(place => place.Target is not null && sent[place.Message].Mail.Kind == MailKind.Reply).ToLookup(place => place.Target!.Value, place => sent[place.Message]);
        foreach (var series in cluster.Series)
        {
            if (SeriesMail.Of(series, sent.GetValueOrDefault) is not { } mail) continue;
            mail = mail with { Replies = [.. mail.Letters.SelectMany(letter => replies[letter.Id]).OrderBy(reply => reply.Message.Date)] };
            var earlier = series.Earlier.Select(link => cluster.Series.FirstOrDefault(other => other.Head == link.Head)).FirstOrDefault(other => other is { IsPullRequest: false });
            yield return new(mail, earlier is null ? null : EarlierMail.Of(earlier, sent.GetValueOrDefault));
        }
    }

    private static bool HasId(SeriesPart part) => part.Message.FindHeader("Message-Id") is not null;
}

/// <summary>A series and what came before it.</summary>
/// <param name="Mail">The series.</param>
/// <param name="Earlier">Its newest earlier version, or null.</param>
public sealed record SortedSeries(SeriesMail Mail, EarlierMail? Earlier);
