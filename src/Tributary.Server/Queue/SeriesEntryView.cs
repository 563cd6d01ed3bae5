using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>A series of a list with its patches and earlier versions, as data: a line of <c>trib series list --json</c>.</summary>
public sealed record SeriesEntryView : SeriesLineView
{
    [SetsRequiredMembers]
    private SeriesEntryView(SeriesLineView line) : base(line)
    {
    }

    /// <summary>The patches by number.</summary>
    public ImmutableArray<PatchLineView> Patches { get; private init; }

    /// <summary>The message ids of the heads of the earlier versions, newest first.</summary>
    public ImmutableArray<string> Earlier { get; private init; }

    /// <summary>The data of a line and what belongs to it.</summary>
    public static SeriesEntryView From(SeriesSummary line, SeriesContents contents, DateTimeOffset now) => new(From(line, now))
    {
        Patches = [.. contents.Patches.Select(PatchLineView.From)],
        Earlier = [.. contents.Earlier.Select(head => head.Value)],
    };
}

/// <summary>A patch in its series, as data.</summary>
public record PatchLineView(int Number, string MessageId, string Name, string State, string? CommitRef)
{
    /// <summary>The data of a patch.</summary>
    public static PatchLineView From(SeriesPatchRow patch) => new(patch.Number, patch.Message.Value, patch.Name, patch.State.Slug, patch.CommitRef);
}
