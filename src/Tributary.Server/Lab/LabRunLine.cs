using System.Collections.Immutable;
using Tributary.Lab;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>A run, as JSON and pages show it.</summary>
public sealed record LabRunLine(
    long Id, long? Series, string Tree, string Commit, string Suites, string Kernel, string State, string? Worker, int Attempts, DateTimeOffset Asked, DateTimeOffset? Started, DateTimeOffset? Ended, int Tests, string End,
    string Says, string Summary, bool? Worse, long? Base, LabFacts? Facts)
{
    /// <summary>Of a run.</summary>
    public static LabRunLine From(StoredRun run) => new(
        run.Id, run.Series?.Value, run.Tree, run.Commit, run.Suites, run.Kernel, run.State.ToString().ToLowerInvariant(), run.Worker, run.Attempts, run.AskedAt, run.StartedAt, run.EndedAt, run.Tests, run.Finish, run.Says,
        run.Summary, run.IsWorse, run.Base, LabFacts.Read(run.Facts));
}

/// <summary>What the page of a run shows.</summary>
/// <param name="Run">The run.</param>
/// <param name="SeriesName">The name of the series, or null.</param>
/// <param name="Report">Its results; null where there are none.</param>
/// <param name="Compared">What they are beside the base; null where there is none to hold them against.</param>
/// <param name="Now">The time of the page.</param>
public sealed record LabRunModel(LabRunLine Run, string? SeriesName, RunReport? Report, RunComparison? Compared, DateTimeOffset Now);

/// <summary>What the page of the lab shows.</summary>
/// <param name="Open">What waits and runs.</param>
/// <param name="Newest">The newest runs that ended.</param>
/// <param name="Known">Tests that are known to fail.</param>
/// <param name="Now">The time of the page.</param>
public sealed record LabModel(ImmutableArray<LabRunLine> Open, ImmutableArray<LabRunLine> Newest, ImmutableArray<KnownFailure> Known, DateTimeOffset Now);

/// <summary>The page of a run as JSON.</summary>
public sealed record LabRunJson(LabRunLine Run, string? SeriesName, ImmutableArray<LabTestJson> Compared, bool? RunBroken, ImmutableArray<LabTestJson> Tests, ImmutableArray<string> Splat, ImmutableArray<string> Output)
{
    /// <summary>What the kernel complained of and did not on the base.</summary>
    public ImmutableArray<string> Complaints { get; init; } = [];

    /// <summary>Of the page.</summary>
    public static LabRunJson From(LabRunModel model) => new(
        model.Run, model.SeriesName, [.. (model.Compared?.Tests ?? []).Select(static test => LabTestJson.From(test.Test) with { Kind = LabWords.Of(test.Kind), Says = test.Says })], model.Compared?.IsRunBroken,
        [.. (model.Report?.Tests ?? []).Select(LabTestJson.From)], model.Report?.Splat ?? [], model.Report?.Output ?? []) { Complaints = model.Compared?.Complaints ?? [] };
}

/// <summary>A test as JSON.</summary>
public sealed record LabTestJson(string Key, string Suite, string Number, string Name, string Verdict, ImmutableArray<string> Output)
{
    /// <summary>What it means beside the base, or null.</summary>
    public string? Kind { get; init; }

    /// <summary>Why, or null.</summary>
    public string? Says { get; init; }

    /// <summary>Of a result.</summary>
    public static LabTestJson From(TestResult test) => new(test.Key, test.Suite, test.Number, test.Name, LabWords.Of(test.Verdict), test.Output);
}
