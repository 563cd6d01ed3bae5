namespace Tributary.Patches;

/// <summary>The cheapest way to give each row a column of its own (Kuhn and Munkres, with potentials; cubic).</summary>
internal static class Assignment
{
    /// <summary>Solves it.</summary>
    /// <param name="cost">A square of costs.</param>
    /// <returns>The column of each row.</returns>
    public static int[] Solve(int[,] cost)
    {
        var size = cost.GetLength(0);
        var (rows, columns, rowOf) = (new long[size + 1], new long[size + 1], new int[size + 1]);
        for (var row = 1; row <= size; row++) Place(cost, (rows, columns, rowOf), row);
        var solved = new int[size];
        for (var column = 1; column <= size; column++) solved[rowOf[column] - 1] = column - 1;
        return solved;
    }

    // Column 0 stands for the row that has none yet.
    private static void Place(int[,] cost, (long[] Rows, long[] Columns, int[] RowOf) work, int row)
    {
        var (rows, columns, rowOf) = work;
        var (least, isUsed, way) = (new long[rowOf.Length], new bool[rowOf.Length], new int[rowOf.Length]);
        Array.Fill(least, long.MaxValue);
        rowOf[0] = row;
        var column = 0;
        while (rowOf[column] != 0)
        {
            isUsed[column] = true;
            var (at, delta, next) = (rowOf[column], long.MaxValue, 0);
            for (var other = 1; other < rowOf.Length; other++)
            {
                if (isUsed[other]) continue;
                var reduced = cost[at - 1, other - 1] - rows[at] - columns[other];
                if (reduced < least[other]) (least[other], way[other]) = (reduced, column);
                if (least[other] < delta) (delta, next) = (least[other], other);
            }

            for (var other = 0; other < rowOf.Length; other++)
            {
                if (isUsed[other])
                {
                    rows[rowOf[other]] += delta;
                    columns[other] -= delta;
                }
                else if (other > 0) least[other] -= delta;
            }

            column = next;
        }

        while (column != 0)
        {
            rowOf[column] = rowOf[way[column]];
            column = way[column];
        }
    }
}
