using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What an import came to: messages = patches + covers + comments + pull requests + ignored + duplicates + quarantined.</summary>
public sealed record ImportReport
{
    /// <summary>What became of the mail.</summary>
    public required ImportCounts Counts { get; init; }

    /// <summary>What the added messages are, now that all of them are here.</summary>
    public required ImportTotals Totals { get; init; }

    /// <summary>Mails passed over because they do not bear the List-Id that was asked for; they are not kept, and count as ignored.</summary>
    public long Passed { get; init; }

    /// <summary>Mails handed in.</summary>
    public long Messages => Counts.Messages + Passed;

    /// <summary>Mails that are kept and belong to no patch, cover letter or pull request, that were taken back, or that were passed over.</summary>
    public long Ignored => Totals.Ignored + Counts.Withdrawn + Passed;

    /// <summary>True when nothing was read because another process was reading the source.</summary>
    public bool IsPassedOver { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>What could not be read of the sources, each in a sentence; everything else was.</summary>
    public ImmutableArray<string> Faults { get; init; } = [];

    /// <summary>One line for each mail that was ignored or quarantined: which, and why. Empty unless it was asked for.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
