using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Patches;

namespace Tributary.Policy;

/// <summary>Sorts mail that was given at one go into series, and takes from each what routing looks at.</summary>
public static class RouteSorting
{
    /// <summary>The series, oldest first.</summary>
    /// <param name="parts">Any mail.</param>
    public static ImmutableArray<RouteQuestion> Sort(IReadOnlyCollection<SeriesPart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        // git format-patch gives no ids unless it is asked to thread: what lies together belongs together.
        var loose = parts.Where(static part => !HasId(part)).ToList();
        var members = parts.Where(HasId).DistinctBy(static part => part.Id).Select(static part => ThreadMember.Of(part.Message, part.Mail)).ToDictionary(static member => member.Id);
        return [.. LooseQuestion(loose), .. members.Count == 0 ? [] : SentQuestions(members)];
    }

    private static IEnumerable<RouteQuestion> SentQuestions(Dictionary<MessageId, ThreadMember> members)
    {
        var cluster = Cluster.Build(members.Values);
        var heads = cluster.Series.ToDictionary(static series => series.Head);
        var answers = cluster.Places.Where(static place => place.Target is not null && place.Target != place.Message).ToLookup(static place => place.Target!.Value, place => members[place.Message]);
        return cluster.Series.Select(series => new RouteQuestion(series.Name, series.Head, RouteFacts.Of(
            series, id => members.GetValueOrDefault(id), id => answers[id],
            head => heads.TryGetValue(head, out var earlier) ? earlier.Patches.Select(static patch => patch.Message).Append(head) : []))
        {
            Mends = FixesOf(series.Patches.Select(patch => members.GetValueOrDefault(patch.Message)).OfType<ThreadMember>()),
        });
    }

    private static ImmutableArray<string> FixesOf(IEnumerable<ThreadMember> patches) =>
    [
        .. patches.SelectMany(static patch => patch.Trailers).Where(static trailer => trailer.Key.Equals("Fixes", StringComparison.OrdinalIgnoreCase))
            .Select(static trailer => FixesLine.HexOf(trailer.Value)).Where(static hex => hex.Length > 0).Distinct(StringComparer.Ordinal),
    ];

    private static IEnumerable<RouteQuestion> LooseQuestion(List<SeriesPart> parts)
    {
        if (SeriesMail.Of(parts) is not { } mail) yield break;
        var members = mail.Letters.Select(static part => ThreadMember.Of(part.Message, part.Mail)).ToList();
        var head = members[0];
        yield return new(mail.Head.Mail.Subject.Name, null, new()
        {
            Tags = mail.Head.Mail.Subject.Tags,
            Title = mail.Head.Mail.Subject.Title,
            Date = head.Date,
            Patches = [.. members.Where(static member => member.Kind == MailKind.Patch).Select(RoutePatch.Of)],
            Recipients = [.. members.SelectMany(static member => member.Recipients).Distinct()],
            Asked = [.. members.SelectMany(static member => member.AskedTrees).Distinct(StringComparer.Ordinal)],
        })
        {
            Mends = FixesOf(members),
        };
    }

    private static bool HasId(SeriesPart part) => part.Message.FindHeader("Message-Id") is not null;
}

/// <summary>A series that is to be routed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Head">Its head; null for mail without ids.</param>
/// <param name="Facts">What routing looks at.</param>
public sealed record RouteQuestion(string Name, MessageId? Head, RouteFacts Facts)
{
    /// <summary>The commits that its patches say they mend, hex as it is written, lower case.</summary>
    public ImmutableArray<string> Mends { get; init; } = [];
}
