using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>Holds a run against one of the base: what is new, what fails there too, what is mended, what comes and goes.</summary>
/// <param name="Tests">The tests that have something to tell, in the order they ran.</param>
/// <param name="IsRunBroken">True when the run broke (<see cref="RunReport.IsBroken"/>) and that of the base did not: a panic, say, that the series brought.</param>
public sealed record RunComparison(ImmutableArray<ComparedTest> Tests, bool IsRunBroken)
{
    /// <summary>How many tests are of a kind.</summary>
    public int Count(ResultKind kind) => Tests.Count(test => test.Kind == kind);

    /// <summary>True where the series made something worse.</summary>
    public bool IsWorse => IsRunBroken || Count(ResultKind.NewFailure) > 0;

    /// <summary>Compares.</summary>
    /// <param name="run">The run.</param>
    /// <param name="onBase">That of the base.</param>
    /// <param name="history">How tests went on the base before.</param>
    public static RunComparison Of(RunReport run, RunReport onBase, BaseHistory history)
    {
        var before = new Dictionary<string, TestResult>(StringComparer.Ordinal);
        foreach (var test in onBase.Tests) before.TryAdd(test.Key, test);
        var found = ImmutableArray.CreateBuilder<ComparedTest>();
        foreach (var test in run.Tests)
        {
            var (kind, says) = Judge(test, before.GetValueOrDefault(test.Key), history);
            if (kind != ResultKind.Same) found.Add(new(test, kind, says));
        }

        return new(found.ToImmutable(), run.IsBroken && !onBase.IsBroken);
    }

    private static (ResultKind Kind, string Says) Judge(TestResult test, TestResult? before, BaseHistory history)
    {
        var failures = history.Failures.GetValueOrDefault(test.Key);
        var isMixed = failures > 0 && failures < history.Runs;
        if (!IsFailure(test.Verdict))
        {
            if (test.Verdict != TestVerdict.Passed || before is null || !IsFailure(before.Verdict)) return (ResultKind.Same, "");
            return isMixed ? (ResultKind.Flaky, $"It passes; it failed {failures} of the last {history.Runs} on the base.") : (ResultKind.Fixed, "It failed on the base and passes now.");
        }

        if (history.Known.GetValueOrDefault(test.Key) is { } reason) return (ResultKind.Known, $"It is known to fail: {reason}");
        if (before is not null && IsFailure(before.Verdict)) return (ResultKind.AlsoOnBase, "It fails without the series too.");
        if (failures > 0) return (ResultKind.Flaky, $"It failed {failures} of the last {history.Runs} on the base.");
        return (ResultKind.NewFailure, before is null ? "It fails, and the base does not have it." : before.Verdict == TestVerdict.Skipped ? "It fails, and was skipped on the base." : "It fails, and passed on the base.");
    }

    private static bool IsFailure(TestVerdict verdict) => verdict is TestVerdict.Failed or TestVerdict.Unfinished;
}
