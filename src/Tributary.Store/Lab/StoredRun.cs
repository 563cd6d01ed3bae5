using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>A run of the selftests (TST-1).</summary>
public sealed record StoredRun
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>The project of the series, or null.</summary>
    public long? Project { get; init; }

    /// <summary>The series; null for a run of a tree as it is.</summary>
    public SeriesId? Series { get; init; }

    /// <summary>The tree.</summary>
    public required string Tree { get; init; }

    /// <summary>The commit that was tested, or on which the series was.</summary>
    public required string Commit { get; init; }

    /// <summary>The suites, with commas between.</summary>
    public required string Suites { get; init; }

    /// <summary>The kernel, as it was named.</summary>
    public required string Kernel { get; init; }

    /// <summary>How far it is.</summary>
    public LabRunState State { get; init; }

    /// <summary>Who has it, or had it.</summary>
    public string? Worker { get; init; }

    /// <summary>How often it was begun.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When it was begun, the last time.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Tests so far; of a run that has ended, all that have a result.</summary>
    public int Tests { get; init; }

    /// <summary>How it ended, a word; empty before.</summary>
    public string Finish { get; init; } = "";

    /// <summary>Why that is said, a sentence.</summary>
    public string Says { get; init; } = "";

    /// <summary>The last line that the program printed of its totals.</summary>
    public string Summary { get; init; } = "";

    /// <summary>On what it ran, as JSON; empty before the end.</summary>
    public string Facts { get; init; } = "";

    /// <summary>The run that it is held against, or null.</summary>
    public long? Base { get; init; }

    /// <summary>True when the series makes something worse; null where nothing is known to hold it against.</summary>
    public bool? IsWorse { get; init; }
}
