using System.Collections.Immutable;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Writes what is changed of one series after the other, and remembers what stood before.</summary>
internal sealed class ChangeWriting(WriteTransaction write, WorkActor actor)
{
    private readonly ImmutableArray<ChangePart>.Builder parts = ImmutableArray.CreateBuilder<ChangePart>();

    /// <summary>What stood before and after, of all so far.</summary>
    public ImmutableArray<ChangePart> Parts => parts.ToImmutable();

    /// <summary>The series of which anything changed.</summary>
    public IReadOnlySet<SeriesId> Changed => parts.Select(part => part.Series).ToHashSet();

    /// <summary>Changes a series, or some of its patches.</summary>
    /// <returns>Why not; null when it is done.</returns>
    public async Task<WorkOutcome?> ChangeAsync((SeriesAtWork Series, ImmutableArray<PatchAtWork> Patches) target, ChangeRequest request, CancellationToken cancel)
    {
        var (before, after, refusal) = await DecisionStep.WriteAsync(write, target, request.Decision, actor, cancel);
        if (refusal is not null) return refusal;
        Note(target.Series.Id, before!, after!);
        return await ChangeTagsAsync(target.Series, request, cancel);
    }

    /// <summary>Remembers what a series' decisions were.</summary>
    public void Note(SeriesId series, SeriesDecisions before, SeriesDecisions after)
    {
        if (ReferenceEquals(before, after)) return;
        foreach (var aspect in DecisionText.Aspects)
        {
            var (was, isNow) = (DecisionText.Write(before, aspect), DecisionText.Write(after, aspect));
            if (was != isNow) parts.Add(new(series, aspect, was, isNow));
        }
    }

    /// <summary>Sets the tags of a series.</summary>
    public async Task SetTagsAsync(SeriesAtWork series, (string Before, string After) tags, CancellationToken cancel)
    {
        await new TagStore(write).SetAsync(series.Id, SeriesTags.Split(tags.After), cancel);
        var changed = new NewEvent { Category = EventCategory.SeriesTagsChanged, Series = series.Id.Value, Before = NullIfEmpty(tags.Before), After = NullIfEmpty(tags.After) };
        await new EventStore(write, series.Project).AddAsync([changed], actor.Origin, cancel);
        parts.Add(new(series.Id, DecisionText.Tags, tags.Before, tags.After));
    }

    private async Task<WorkOutcome?> ChangeTagsAsync(SeriesAtWork series, ChangeRequest request, CancellationToken cancel)
    {
        if (request.AddTags.IsEmpty && request.RemoveTags.IsEmpty) return null;
        if (request.AddTags.Select(SeriesTags.Check).FirstOrDefault(wrong => wrong is not null) is { } invalid) return invalid;
        var before = await new TagStore(write).ListAsync(series.Id, cancel);
        ImmutableArray<string> after = [.. before.Except(request.RemoveTags).Concat(request.AddTags).Distinct().Order(StringComparer.Ordinal)];
        if (after.Length > SeriesTags.MostTags) return new WorkOutcome.Invalid("tag", $"A series bears at most {SeriesTags.MostTags} tags.");
        if (after.SequenceEqual(before)) return null;
        if (!WorkRules.May(actor.RolesOn(series, patch: null), WorkMove.Tag)) return new WorkOutcome.Refused("Only a maintainer of the project or the delegate may tag it.");
        await SetTagsAsync(series, (string.Join(' ', before), string.Join(' ', after)), cancel);
        return null;
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
