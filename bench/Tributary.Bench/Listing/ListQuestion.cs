using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Bench;

/// <summary>How deep in a list a page lies.</summary>
internal enum ListDepth
{
    /// <summary>The first page.</summary>
    First,

    /// <summary>One in the middle, another in each round.</summary>
    Middle,

    /// <summary>The last page (<c>rel="last"</c>).</summary>
    Last,
}

/// <summary>A page that is asked for.</summary>
/// <param name="Group">The list and its filter: a line of the table.</param>
/// <param name="Order">As in <c>?order=</c>.</param>
/// <param name="Depth">Which page.</param>
/// <param name="IsListed">It is one that clients ask, held to the ratio; any other is held to its time alone.</param>
/// <param name="AskAsync">Asks it: how many rows there are, and how many came.</param>
internal sealed record ListQuestion(
    string Group, string Order, ListDepth Depth, bool IsListed, Func<QueueSite, int, ListPage, Task<(long Total, int Rows)>> AskAsync)
{
    private const int PageSize = 30;

    private readonly Dictionary<int, long> totals = [];

    /// <summary>All depths.</summary>
    public static ImmutableArray<ListDepth> Depths { get; } = [ListDepth.First, ListDepth.Middle, ListDepth.Last];

    /// <summary>Its name among those of the group.</summary>
    public string Name => Order.Length == 0 ? "" : $"{Order}, {Depth.ToString().ToLowerInvariant()} page";

    /// <summary>It as a question that is timed. Where the pages lie is learnt in the rounds that do not count.</summary>
    public QueueQuestion ToTimed() => new($"{Group} ({Name})", IsListed, async (site, round) =>
    {
        var pages = Math.Max(1, (totals.GetValueOrDefault(site.Patches) + PageSize - 1) / PageSize);
        var number = Depth switch { ListDepth.Last => pages, ListDepth.Middle => Math.Clamp((pages / 2) + (round * 3), 1, pages), _ => 1 };
        ImmutableArray<ListOrder> order = Order.Length == 0 ? [] : [new(Order.TrimStart('-'), Order[0] == '-')];
        var (total, rows) = await AskAsync(site, round, new() { Order = order, Number = number, Size = PageSize });
        totals[site.Patches] = total;
        return rows;
    });
}
