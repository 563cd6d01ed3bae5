using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>What a console tells of a run (TST-1).</summary>
public sealed record RunReport
{
    /// <summary>How it ended.</summary>
    public required RunEnd End { get; init; }

    /// <summary>Why that is said, a sentence.</summary>
    public required string Says { get; init; }

    /// <summary>The run's nonce as its start marker bears it, or null where none came.</summary>
    public string? Id { get; init; }

    /// <summary>The guest's kernel, as its uname says; or null.</summary>
    public string? Kernel { get; init; }

    /// <summary>The program that was run, or null.</summary>
    public string? Program { get; init; }

    /// <summary>The program's exit status as the end marker bears it, or null where none came.</summary>
    public int? Status { get; init; }

    /// <summary>What the kernel printed when it panicked, warned or killed, the first of it.</summary>
    public ImmutableArray<string> Splat { get; init; } = [];

    /// <summary>What the kernel complained of, a headline each without numbers that differ from run to run; null where nobody looked (runs that were kept before that was read).</summary>
    public ImmutableArray<string>? Complaints { get; init; }

    /// <summary>What the kernel said that may be why the run did not get to its end: that something is stuck, or that it went wrong; or null.</summary>
    public string? KernelSaid { get; init; }

    /// <summary>What the program printed last, where it did not end well and no test is told that failed.</summary>
    public ImmutableArray<string> Output { get; init; } = [];

    /// <summary>The results, test by test, in the order they ran.</summary>
    public ImmutableArray<TestResult> Tests { get; init; } = [];

    /// <summary>The totals that the programs printed; the last is that of the whole run where one program ran.</summary>
    public ImmutableArray<TestTotals> Totals { get; init; } = [];

    /// <summary>True when it did not get to its end, or its program says that something failed and no test is told that did (test_maps ends at its first failure).</summary>
    public bool IsBroken => End is not (RunEnd.Passed or RunEnd.Failed) || (End == RunEnd.Failed && !Tests.Any(static test => test.Verdict is TestVerdict.Failed or TestVerdict.Unfinished));

    /// <summary>How many tests ended so; parts of tests and tests of which only parts are told aside.</summary>
    public int Count(TestVerdict verdict) => Tests.Count(test => test.Verdict == verdict && !test.IsPart);
}
