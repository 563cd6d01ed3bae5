using System.Collections.Immutable;
using Tributary.Server;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Cli;

/// <summary>A series as a line of JSON: the words that scripts rely on.</summary>
internal sealed record SeriesJson
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public required int Version { get; init; }
    public required int Total { get; init; }
    public required int Received { get; init; }
    public required bool Complete { get; init; }
    public required DateTimeOffset Date { get; init; }
    public required PersonView Submitter { get; init; }
    public required string? Cover { get; init; }
    public required ImmutableArray<SeriesPatchJson> Patches { get; init; }
    public required string State { get; init; }
    public required string? Tree { get; init; }
    public required string TreeReason { get; init; }
    public required string? Delegate { get; init; }
    public required ImmutableArray<string> Earlier { get; init; }

    /// <summary>The line of a series.</summary>
    public static SeriesJson From(SeriesSummary line, SeriesContents contents) => new()
    {
        Id = line.Id.Value,
        Name = line.Name,
        Version = line.Version,
        Total = line.Total,
        Received = line.Received,
        Complete = line.IsComplete,
        Date = line.Date,
        Submitter = PersonView.From(line.Submitter),
        Cover = line.Cover?.Value,
        Patches = [.. contents.Patches.Select(patch => new SeriesPatchJson(patch.Number, patch.Message.Value, patch.Name, patch.State.Slug))],
        State = line.State.Slug,
        Tree = line.Tree,
        TreeReason = line.TreeReason,
        Delegate = line.Delegate,
        Earlier = [.. contents.Earlier.Select(head => head.Value)],
    };
}

/// <summary>A patch in the line of its series.</summary>
internal sealed record SeriesPatchJson(int Number, string MessageId, string Name, string State);
