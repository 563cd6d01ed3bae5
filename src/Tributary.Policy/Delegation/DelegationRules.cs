using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Tributary.Policy;

/// <summary>A project's rules of delegation in their order: the first that fits decides (SUB-3, IPR-3). Make it once for many series.</summary>
public sealed class DelegationRules
{
    private readonly ImmutableArray<(DelegationRule Rule, Regex? Expression)> rules;

    /// <summary>Takes rules in their order.</summary>
    public DelegationRules(ImmutableArray<DelegationRule> rules)
    {
        Rules = rules;
        this.rules = [.. rules.Select(rule => (rule, rule.Content?.FindExpression()))];
        NeedsMail = rules.Any(rule => !rule.Lists.IsEmpty || rule.Content is not null);
    }

    /// <summary>The rules.</summary>
    public ImmutableArray<DelegationRule> Rules { get; }

    /// <summary>True when a rule asks for lists or lines, for which the mails must be read.</summary>
    public bool NeedsMail { get; }

    /// <summary>Whom a series is given to; null where no rule fits.</summary>
    public DelegationDecision? Decide(DelegationFacts facts)
    {
        for (var index = 0; index < rules.Length; index++)
        {
            var (rule, expression) = rules[index];
            if (FindReason(rule, expression, facts) is { } reason) return new(rule.To, index + 1, $"Rule {index + 1}: {reason}.");
        }

        return null;
    }

    // What fitted, in the order prefix, list, path, content; null where anything does not.
    private static string? FindReason(DelegationRule rule, Regex? expression, DelegationFacts facts)
    {
        var reasons = new List<string>();
        if (!rule.Prefixes.IsEmpty && !Note(FirstOf(facts.Prefix, word => rule.Prefixes.Contains(word, StringComparer.OrdinalIgnoreCase)), "the prefix says")) return null;
        if (!rule.Lists.IsEmpty && !Note(FirstOf(facts.Lists, list => rule.Lists.Contains(list, StringComparer.OrdinalIgnoreCase)), "sent to")) return null;
        if (!rule.Paths.IsEmpty && !Note(FirstOf(facts.Paths, path => PathPattern.MatchesAny(rule.Paths, path)), "touches")) return null;
        if (rule.Content is { } content && !Note(FindLine(content, expression, facts), "a line says")) return null;
        return reasons.Count == 0 ? "it takes all that is left" : string.Join(", ", reasons);

        bool Note(string? found, string word)
        {
            if (found is not null) reasons.Add($"{word} {Shorten(found)}");
            return found is not null;
        }
    }

    private static string? FindLine(LineCondition condition, Regex? expression, DelegationFacts facts)
    {
        if (condition.IsPattern && expression is null) return null;
        if (condition.Side is not ChangedLines.Removed && FirstOf(facts.Added, Holds) is { } added) return $"+{added.Trim()}";
        return condition.Side is not ChangedLines.Added && FirstOf(facts.Removed, Holds) is { } removed ? $"-{removed.Trim()}" : null;

        bool Holds(string line)
        {
            var seen = line.AsSpan(0, Math.Min(line.Length, LineCondition.MostCharacters));
            if (expression is null) return seen.Contains(condition.Text, StringComparison.Ordinal);
            try
            {
                return expression.IsMatch(seen);
            }
            catch (RegexMatchTimeoutException)
            {
                // A line that takes so long fits nothing.
                return false;
            }
        }
    }

    private static string? FirstOf(ImmutableArray<string> texts, Func<string, bool> test)
    {
        foreach (var text in texts)
        {
            if (test(text)) return text;
        }

        return null;
    }

    private static string Shorten(string text) => text.Length <= 80 ? text : text[..79] + "…";
}
