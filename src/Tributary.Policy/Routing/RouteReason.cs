using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>Makes one sentence of the signs that decided.</summary>
internal static class RouteReason
{
    private const int MostClauses = 3;
    private const double Telling = 0.5;

    /// <summary>The reason for a tree.</summary>
    /// <param name="reading">The series.</param>
    /// <param name="tree">The tree that was chosen.</param>
    /// <param name="evidence">What speaks for it and against it, the strongest first.</param>
    public static string Of(RouteReading reading, string tree, ImmutableArray<RouteEvidence> evidence)
    {
        if (reading.Prefix.Tree == tree) return reading.Prefix.Reason;

        string[] clauses = [.. evidence.Where(sign => sign.Points >= Telling && (reading.Named is null || sign.Says != reading.PrefixSays)).Take(MostClauses).Select(static sign => sign.Says)];
        var why = clauses.Length == 0 ? "nothing speaks for another tree" : string.Join(", and ", clauses);
        if (reading.Prefix.Tree is not null) return $"{reading.Prefix.Reason.TrimEnd('.')}, but {why}.";
        return reading.Named is not null || reading.SaysNext ? $"{Upper(reading.PrefixSays)}, and {why}." : $"{reading.Prefix.Reason.TrimEnd('.')}; {why}.";
    }

    private static string Upper(string clause) => char.ToUpperInvariant(clause[0]) + clause[1..];
}
