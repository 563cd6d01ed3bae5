using System.Collections.Immutable;
using System.Globalization;

namespace Tributary.Policy;

/// <summary>Which tree takes a series, how sure that is, and why.</summary>
public sealed record RouteDecision
{
    private const double SureFrom = 0.9;
    private const double LikelyFrom = 0.7;

    /// <summary>The tree's name, or null for none of ours.</summary>
    public required string? Tree { get; init; }

    /// <summary>How likely it is, from 0 to 1.</summary>
    public required double Probability { get; init; }

    /// <summary>The reason, one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>What speaks for it and against it, the strongest first.</summary>
    public ImmutableArray<RouteEvidence> Evidence { get; init; } = [];

    /// <summary><c>sure</c> (nine of ten and more), <c>likely</c> (seven of ten and more) or <c>unsure</c>.</summary>
    public string Sureness => Probability >= SureFrom ? "sure" : Probability >= LikelyFrom ? "likely" : "unsure";

    /// <summary>Tree and reason, the reason with how sure it is where it is not sure.</summary>
    public TreeDecision ToTreeDecision() => new(Tree, Probability >= SureFrom ? Reason : $"{Reason.TrimEnd('.')} ({Sureness}, {Percent}).");

    /// <summary>The probability for people, e.g. <c>83 %</c>.</summary>
    public string Percent => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(Probability * 100):0} %");
}

/// <summary>A sign that speaks for or against the tree that was chosen.</summary>
/// <param name="Says">What it is, a clause: <c>all its files are BPF's</c>.</param>
/// <param name="Points">Its weight in log odds: above zero for the tree, below zero against it.</param>
public sealed record RouteEvidence(string Says, double Points);
