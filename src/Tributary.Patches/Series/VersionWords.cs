using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>What persons said of the versions of a cluster's series: of each pair the newest word. Series go by their index, oldest first.</summary>
internal sealed class VersionWords
{
    private readonly Dictionary<(int One, int Other), Relink> words = [];
    private readonly Dictionary<int, List<(int Earlier, Relink Word)>> linked = [];

    /// <summary>Takes the words that name series which are here.</summary>
    /// <param name="relinks">All that was said, in any order.</param>
    /// <param name="seriesOf">The series of each message.</param>
    public VersionWords(IEnumerable<Relink> relinks, IReadOnlyDictionary<MessageId, int> seriesOf)
    {
        foreach (var relink in relinks.Where(relink => relink.Kind is RelinkKind.Versions or RelinkKind.NotVersions).OrderByDescending(relink => relink.Number))
        {
            if (relink.Messages is not [var later, var earlier] || !seriesOf.TryGetValue(later, out var one) || !seriesOf.TryGetValue(earlier, out var other)) continue;
            if (one == other || !words.TryAdd(Pair(one, other), relink)) continue;

            // Links lead from newer to older, so that no circle can arise.
            if (relink.Kind is not RelinkKind.Versions || other > one) continue;
            if (!linked.TryGetValue(one, out var list)) linked[one] = list = [];
            list.Add((other, relink));
        }
    }

    /// <summary>The earlier versions that persons named of a series.</summary>
    public IEnumerable<(int Earlier, Relink Word)> ListEarlier(int index) => linked.GetValueOrDefault(index) ?? [];

    /// <summary>True where a person said that two series are no versions of each other.</summary>
    public bool AreCut(int one, int other) => words.TryGetValue(Pair(one, other), out var word) && word.Kind is RelinkKind.NotVersions;

    private static (int One, int Other) Pair(int one, int other) => one < other ? (one, other) : (other, one);
}
