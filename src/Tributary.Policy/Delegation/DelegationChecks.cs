using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>What may be a set of rules of delegation.</summary>
public static class DelegationChecks
{
    /// <summary>A project has no more rules.</summary>
    public const int MostRules = 100;

    private const int MostValues = 200;
    private const int MostCharacters = 300;

    /// <summary>What is wrong with the rules, each sentence with the number of its rule, from 1; empty where nothing is.</summary>
    public static ImmutableArray<(int Rule, string Sentence)> List(ImmutableArray<DelegationRule> rules)
    {
        var wrong = ImmutableArray.CreateBuilder<(int, string)>();
        if (rules.Length > MostRules) wrong.Add((rules.Length, $"a project has at most {MostRules} rules"));
        for (var index = 0; index < rules.Length; index++)
        {
            foreach (var sentence in List(rules[index])) wrong.Add((index + 1, sentence));
            if (rules[index].TakesAll && index < rules.Length - 1) wrong.Add((index + 1, "it has no condition, so that no rule behind it is ever asked: put it last"));
        }

        return wrong.ToImmutable();
    }

    private static IEnumerable<string> List(DelegationRule rule)
    {
        var values = rule.Paths.Concat(rule.Lists).Concat(rule.Prefixes).ToList();
        if (values.Count > MostValues) yield return $"it has more than {MostValues} values";
        if (values.Append(rule.To).Append(rule.Content?.Text ?? "").Any(value => value.Length > MostCharacters)) yield return $"a value has more than {MostCharacters} letters";
        if (values.Append(rule.To).Any(value => value.Any(char.IsControl) || value.Contains(' ', StringComparison.Ordinal))) yield return "a value holds a blank or a control character";
        if (rule.Paths.Any(path => path.StartsWith('/'))) yield return "paths begin without a slash, as in a diff";
        if (rule.Content is { Text.Length: 0 }) yield return "the text that a line is to hold is missing";
        if (rule.Content is { IsPattern: true } content && content.FindExpression() is null)
            yield return $"“{content.Text}” is no pattern that can be taken: it is none, or it looks back or around";
    }
}
