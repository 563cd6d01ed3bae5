using System.Collections.Immutable;
using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>Makes the finished series of a cluster: patches with their tags, versions, and what replaces what.</summary>
internal sealed class SeriesAssembly
{
    private readonly TagCollection tags;
    private readonly VersionGraph versions;
    private readonly SeriesTraits[] series;
    private readonly int?[] newest;
    private readonly Dictionary<(int Series, int Number), MessageId> replacements = [];

    private SeriesAssembly(ThreadTree tree, SeriesTraits[] series, IReadOnlyCollection<Relink> relinks)
    {
        this.series = series;
        tags = new TagCollection(tree);
        versions = VersionLinks.Find(tree, series, relinks);
        newest = versions.FindNewest();
        for (var index = 0; index < series.Length; index++)
        {
            if (versions.ReplacedIn(index) is not { } place) continue;
            foreach (var patch in series[index].Patches) replacements[(place, SeriesLabel.NumberOf(patch))] = patch.Id;
        }
    }

    /// <summary>The finished series, oldest first, from the sorted ones.</summary>
    public static ImmutableArray<PatchSeries> Assemble(ThreadTree tree, SeriesTraits[] series, IReadOnlyCollection<Relink> relinks)
    {
        var assembly = new SeriesAssembly(tree, series, relinks);
        return [.. Enumerable.Range(0, series.Length).Select(assembly.Make)];
    }

    private PatchSeries Make(int index)
    {
        var traits = series[index];
        var head = traits.Head;
        var isPullRequest = head.Kind == MailKind.PullRequest;
        return new()
        {
            Head = head.Id,
            Cover = traits.Draft.Cover?.Id,
            OtherCovers = traits.Draft.ListOtherCovers(),
            Patches = MakePatches(index),
            Version = head.Subject.Version,
            Total = isPullRequest ? 1 : traits.Draft.Total,
            IsComplete = isPullRequest || traits.Draft.IsComplete,
            IsPullRequest = isPullRequest,
            Name = traits.Draft.Cover is null ? head.Subject.Name : head.Subject.Title,
            Submitter = head.From,
            Date = head.Date,
            LastActivity = tags.LastActivity(traits.Draft.Messages),
            Tags = head.Subject.Tags,
            Earlier = versions.ListEarlier(index, series),
            SupersededBy = newest[index] is { } later ? series[later].Head.Id : null,
            Replaces = versions.ReplacedIn(index) is { } whole ? series[whole].Head.Id : null,
        };
    }

    private ImmutableArray<SeriesPatch> MakePatches(int index)
    {
        var traits = series[index];
        var onCover = tags.OfCover(traits.Draft.Cover);
        var patches = ImmutableArray.CreateBuilder<SeriesPatch>(traits.Patches.Length);
        for (var place = 0; place < traits.Patches.Length; place++)
        {
            var patch = traits.Patches[place];
            var number = SeriesLabel.NumberOf(patch);
            patches.Add(new(number, patch.Id, patch.Subject.Name, tags.OfPatch(patch, onCover)) { ReplacedBy = FindReplacement(index, place) });
        }

        return patches.MoveToImmutable();
    }

    /// <summary>What replaces a patch: one from a later series, else the newest of the same number in its own.</summary>
    private MessageId? FindReplacement(int index, int place)
    {
        var patches = series[index].Patches;
        var number = SeriesLabel.NumberOf(patches[place]);
        if (replacements.TryGetValue((index, number), out var other)) return other;
        var last = place;
        while (last + 1 < patches.Length && SeriesLabel.NumberOf(patches[last + 1]) == number) last++;
        return last == place ? null : patches[last].Id;
    }
}
