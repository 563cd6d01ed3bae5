namespace Tributary.Workflow;

/// <summary>How near two words are. Pure.</summary>
internal static class Spelling
{
    private const int Longest = 64;

    /// <summary>How many letters were left out, put in, changed or swapped with their neighbours (optimal string alignment); a large number for very long words.</summary>
    public static int Distance(string one, string other)
    {
        if (one.Length > Longest || other.Length > Longest) return int.MaxValue;
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= other.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            for (var j = 1; j <= other.Length; j++)
            {
                var change = rows[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(change, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[one.Length, other.Length];
    }
}
