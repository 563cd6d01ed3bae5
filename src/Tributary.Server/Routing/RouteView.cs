using System.Collections.Immutable;
using Tributary.Policy;

namespace Tributary.Server;

/// <summary>Which tree takes a series, as JSON.</summary>
public sealed record RouteView
{
    /// <summary>The series.</summary>
    public required string Name { get; init; }

    /// <summary>The tree, or null for none of ours.</summary>
    public required string? Tree { get; init; }

    /// <summary><c>sure</c>, <c>likely</c> or <c>unsure</c>.</summary>
    public required string Sureness { get; init; }

    /// <summary>How likely, from 0 to 1.</summary>
    public required double Probability { get; init; }

    /// <summary>Why, one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>What speaks for it (above zero) and against it, in log odds.</summary>
    public required ImmutableArray<RouteEvidenceView> Evidence { get; init; }

    /// <summary>The tree that the series of the queue is for: routing's, or what somebody said by hand; null for none, and for mail that is not in the queue.</summary>
    public string? Standing { get; init; }

    /// <summary>Why, for a series of the queue.</summary>
    public string? StandingReason { get; init; }

    /// <summary>The view of a decision.</summary>
    public static RouteView From(string name, RouteDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return new()
        {
            Name = name, Tree = decision.Tree, Sureness = decision.Sureness, Probability = Math.Round(decision.Probability, 3), Reason = decision.Reason,
            Evidence = [.. decision.Evidence.Select(static sign => new RouteEvidenceView(sign.Says, sign.Points))],
        };
    }
}

/// <summary>A sign for or against a tree.</summary>
/// <param name="Says">What it is.</param>
/// <param name="Points">Its weight.</param>
public sealed record RouteEvidenceView(string Says, double Points);
