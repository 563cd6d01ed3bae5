namespace Tributary.Lab;

/// <summary>The order of versions of Debian's packages (Debian Policy 5.6.12): numbers by value, a tilde before the end, letters before other signs.</summary>
internal static class DebianVersionOrder
{
    /// <summary>The order.</summary>
    public static IComparer<string> Comparer { get; } = Comparer<string>.Create(Compare);

    private static int Compare(string one, string other)
    {
        int i = 0, j = 0;
        while (i < one.Length || j < other.Length)
        {
            while (IsOther(one, i) || IsOther(other, j))
            {
                var differs = WeightAt(one, i) - WeightAt(other, j);
                if (differs != 0) return differs;
                (i, j) = (i + 1, j + 1);
            }

            var numbers = NumberAt(one, ref i).CompareTo(NumberAt(other, ref j));
            if (numbers != 0) return numbers;
        }

        return 0;
    }

    private static bool IsOther(string text, int at) => at < text.Length && !char.IsAsciiDigit(text[at]);

    private static int WeightAt(string text, int at) => at >= text.Length || char.IsAsciiDigit(text[at]) ? 0 : text[at] == '~' ? -1 : char.IsAsciiLetter(text[at]) ? text[at] : text[at] + 256;

    private static decimal NumberAt(string text, ref int at)
    {
        decimal number = 0;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++) number = number > 1e20m ? number : number * 10 + (text[at] - '0');
        return number;
    }
}
