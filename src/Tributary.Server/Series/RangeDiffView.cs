using System.Collections.Immutable;

namespace Tributary.Server;

/// <summary>The comparison of two versions as data.</summary>
/// <param name="Earlier">The number of the earlier series.</param>
/// <param name="Later">The number of the later.</param>
/// <param name="Patches">What became of each patch, in git's order.</param>
public sealed record RangeDiffView(long Earlier, long Later, ImmutableArray<RangeDiffPatchView> Patches)
{
    /// <summary>Of what the page shows.</summary>
    public static RangeDiffView From(RangeDiffModel model) => new(
        model.Earlier.Id.Value, model.Later.Id.Value,
        [.. model.Lines.Select(static line => new RangeDiffPatchView(line.Old?.Number, line.New?.Number, line.Pair.Letter.ToString(), (line.New ?? line.Old)!.Title, line.Old?.Message.Value, line.New?.Message.Value, line.Pair.Lines))]);
}

/// <summary>What became of a patch, as data.</summary>
/// <param name="Old">Its number in the earlier version, or null.</param>
/// <param name="New">Its number in the later, or null.</param>
/// <param name="Mark">git's letter: <c>=</c> the same, <c>!</c> changed, <c>&lt;</c> gone, <c>&gt;</c> new.</param>
/// <param name="Title">Its title.</param>
/// <param name="OldMessageId">Its mail in the earlier version.</param>
/// <param name="NewMessageId">Its mail in the later.</param>
/// <param name="Lines">Where it was changed, the lines that differ.</param>
public sealed record RangeDiffPatchView(int? Old, int? New, string Mark, string Title, string? OldMessageId, string? NewMessageId, ImmutableArray<string> Lines);
