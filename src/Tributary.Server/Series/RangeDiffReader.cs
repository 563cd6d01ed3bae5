using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Compares the patches of a series with those of an earlier version, from the mails alone.</summary>
public sealed class RangeDiffReader(ProjectQueries projects, SeriesQueries series, MessageQueries messages)
{
    private const int MostPatches = 200;

    /// <summary>Compares.</summary>
    /// <param name="number">The later version.</param>
    /// <param name="from">The earlier; null for the last before it.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Null where there is no such series, or the other is no earlier version of it.</returns>
    public async Task<RangeDiffModel?> ReadAsync(SeriesId number, SeriesId? from, CancellationToken cancel)
    {
        if (await series.FindAsync(number, cancel) is not { } later || later.Summary.IsPullRequest) return null;
        if (later.Earlier.FirstOrDefault(link => from is null ? link.Replaces is null : link.Id == from) is not { } link || await series.FindAsync(link.Id, cancel) is not { } earlier) return null;
        var (before, after) = (await ReadAsync(earlier, cancel), await ReadAsync(later, cancel));
        var pairs = RangeDiff.Compare([.. before.Select(static one => one.Patch)], [.. after.Select(static one => one.Patch)]);
        var project = (await projects.FindAsync(later.Summary.Project, cancel))!;
        return new(project, earlier.Summary, later.Summary, [.. pairs.Select(pair => new RangeDiffLine(pair, Find(before, pair.Old), Find(after, pair.New)))]);
    }

    private static RangeDiffSide? Find(ImmutableArray<(SeriesPatchRow Row, RangePatch Patch)> patches, int? index) =>
        index is { } at ? new(patches[at].Row.Number, patches[at].Row.Message, patches[at].Patch.Title) : null;

    private async Task<ImmutableArray<(SeriesPatchRow Row, RangePatch Patch)>> ReadAsync(SeriesDetail detail, CancellationToken cancel)
    {
        var rows = detail.Patches.OrderBy(static patch => patch.Number).Take(MostPatches).ToList();
        var mails = (await messages.ListAsync(detail.Summary.Project, [.. rows.Select(static row => row.Message).Distinct()], cancel)).ToDictionary(static mail => mail.Id);
        return [.. rows.Where(row => mails.ContainsKey(row.Message)).Select(row => (row, RangePatch.Of(PatchMail.Read(MessageReader.Read(mails[row.Message].Raw)))))];
    }
}

/// <summary>What the page shows that compares two versions.</summary>
/// <param name="Project">The project.</param>
/// <param name="Earlier">The earlier version.</param>
/// <param name="Later">The later.</param>
/// <param name="Lines">What became of each patch.</param>
public sealed record RangeDiffModel(StoredProject Project, SeriesSummary Earlier, SeriesSummary Later, ImmutableArray<RangeDiffLine> Lines);

/// <summary>What became of a patch.</summary>
/// <param name="Pair">The comparison.</param>
/// <param name="Old">The patch of the earlier version; null: it is new.</param>
/// <param name="New">That of the later; null: it is gone.</param>
public sealed record RangeDiffLine(RangePair Pair, RangeDiffSide? Old, RangeDiffSide? New);

/// <summary>A patch of one side.</summary>
/// <param name="Number">Its number in the series.</param>
/// <param name="Message">Its mail.</param>
/// <param name="Title">Its title.</param>
public sealed record RangeDiffSide(int Number, MessageId Message, string Title);
