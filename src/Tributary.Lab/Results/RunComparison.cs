using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>Holds a run against one of the base: what is new, what fails there too, what is mended, what comes and goes.</summary>
/// <param name="Tests">The tests that have something to tell, in the order they ran.</param>
/// <param name="IsRunBroken">True when the run broke (<see cref="RunReport.IsBroken"/>) and that of the base did not: a panic, say, that the series brought.</param>
public sealed record RunComparison(ImmutableArray<ComparedTest> Tests, bool IsRunBroken)
{
    /// <summary>By this its complaints stand beside tests in what is known and in what failed before.</summary>
    private const string Kernel = "kernel:";

    /// <summary>What the kernel complained of and did not on the base, nor in the runs of it before.</summary>
    public ImmutableArray<string> Complaints { get; init; } = [];

    /// <summary>The key of a complaint of the kernel in what is known and in what failed before, as <see cref="TestResult.Key"/> is of a test.</summary>
    public static string KeyOf(string complaint) => Kernel + complaint;

    /// <summary>How many tests are of a kind.</summary>
    public int Count(ResultKind kind) => Tests.Count(test => test.Kind == kind);

    /// <summary>True where the series made something worse.</summary>
    public bool IsWorse => IsRunBroken || Count(ResultKind.NewFailure) > 0 || !Complaints.IsEmpty;

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

        return new(found.ToImmutable(), run.IsBroken && !onBase.IsBroken) { Complaints = NewIn(run, onBase, history) };
    }

    // Of a base that broke early nothing can be said: what it would have said it did not come to.
    private static ImmutableArray<string> NewIn(RunReport run, RunReport onBase, BaseHistory history) =>
        run.Complaints is not { } said || onBase.Complaints is not { } before || onBase.IsBroken ? []
            : [.. said.Where(one => !before.Contains(one) && !history.Known.ContainsKey(KeyOf(one)) && history.Failures.GetValueOrDefault(KeyOf(one)) == 0)];

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
