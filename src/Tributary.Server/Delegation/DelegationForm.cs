using System.Collections.Immutable;
using System.Globalization;
using Tributary.Policy;

namespace Tributary.Server;

/// <summary>Reads a draft of rules out of a form: every rule is a row of fields, and every button says what is to become of the rows.</summary>
internal static class DelegationForm
{
    private static readonly char[] Blanks = [' ', ',', '\t', '\r', '\n'];

    /// <summary>The rules of the form, once its button did its work: <c>add</c>, <c>up 2</c>, <c>down 2</c>, <c>remove 2</c> move rows, anything else leaves them.</summary>
    public static ImmutableArray<DelegationRule> Read(PostedForm posted)
    {
        var count = Math.Clamp(posted.Number("rules") ?? 0, 0, DelegationChecks.MostRules + 1);
        var rules = ImmutableArray.CreateBuilder<DelegationRule>();
        for (var row = 1; row <= count; row++) rules.Add(ReadRule(posted, row));
        return Apply(rules.ToImmutable(), posted.Text("do").Split(' '));
    }

    private static DelegationRule ReadRule(PostedForm posted, int row)
    {
        string Of(string field) => posted.Text(string.Create(CultureInfo.InvariantCulture, $"{field}-{row}"));
        var text = Of("content");
        var side = Of("lines") switch { "added" => ChangedLines.Added, "removed" => ChangedLines.Removed, _ => ChangedLines.Changed };
        return new()
        {
            To = Of("to"), Prefixes = Words(Of("prefixes")), Lists = Words(Of("lists")), Paths = Words(Of("paths")),
            Content = text.Length == 0 ? null : new(text, side, Of("kind") == "pattern"),
        };
    }

    private static ImmutableArray<string> Words(string text) => [.. text.Split(Blanks, StringSplitOptions.RemoveEmptyEntries).Distinct()];

    private static ImmutableArray<DelegationRule> Apply(ImmutableArray<DelegationRule> rules, string[] words)
    {
        if (words is ["add"]) return rules.Add(new() { To = "" });
        if (words is not [var what, var number] || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var row) || row < 1 || row > rules.Length) return rules;
        var (at, rule) = (row - 1, rules[row - 1]);
        return what switch
        {
            "remove" => rules.RemoveAt(at),
            "up" when at > 0 => rules.RemoveAt(at).Insert(at - 1, rule),
            "down" when at < rules.Length - 1 => rules.RemoveAt(at).Insert(at + 1, rule),
            _ => rules,
        };
    }
}
