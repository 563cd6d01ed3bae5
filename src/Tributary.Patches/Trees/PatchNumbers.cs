using System.Collections.Immutable;
using System.Globalization;

namespace Tributary.Patches;

/// <summary>A choice of patches of a series, e.g. <c>1-3,5</c>.</summary>
public static class PatchNumbers
{
    /// <summary>Reads a choice: numbers and spans, parted by commas; a span may be open at its end (<c>4-</c>).</summary>
    /// <param name="text">The choice.</param>
    /// <param name="last">The last number there is.</param>
    /// <param name="numbers">The numbers in order, each once.</param>
    /// <returns>False for anything else, and for numbers that are not there.</returns>
    public static bool TryParse(string text, int last, out ImmutableArray<int> numbers)
    {
        var found = new SortedSet<int>();
        numbers = [];
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var dash = part.IndexOf('-', StringComparison.Ordinal);
            var end = dash == part.Length - 1 ? last : 0;
            if (!TryNumber(dash < 0 ? part : part[..dash], last, out var from) || (dash >= 0 && end == 0 && !TryNumber(part[(dash + 1)..], last, out end))) return false;
            if (dash < 0) end = from;
            if (end < from) return false;
            for (var number = from; number <= end; number++) found.Add(number);
        }

        numbers = [.. found];
        return found.Count > 0;
    }

    /// <summary>The shortest way to write some numbers.</summary>
    public static string Write(IEnumerable<int> numbers)
    {
        var spans = new List<(int From, int To)>();
        foreach (var number in numbers.Order())
        {
            if (spans.Count > 0 && spans[^1].To >= number - 1) spans[^1] = (spans[^1].From, number);
            else spans.Add((number, number));
        }

        return string.Join(',', spans.Select(static span => span.From == span.To ? span.From.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{span.From}-{span.To}")));
    }

    private static bool TryNumber(string text, int last, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= last;
}
