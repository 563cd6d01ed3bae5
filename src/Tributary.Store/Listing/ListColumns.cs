using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Tributary.Store;

/// <summary>The fields by which a list is ordered, and the columns that they are.</summary>
internal sealed class ListColumns
{
    private readonly FrozenDictionary<string, (string Column, string? Index)> columns;
    private readonly ImmutableArray<ListOrder> usual;
    private readonly string id;

    /// <summary>Takes them.</summary>
    /// <param name="id">The column that tells all rows apart; rows that are equal come by it.</param>
    /// <param name="usual">The order where none is asked for.</param>
    /// <param name="fields">The fields with their columns, and the index that gives a project's rows in that order.</param>
    public ListColumns(string id, ListOrder usual, params ReadOnlySpan<(string Field, string Column, string? Index)> fields)
    {
        this.id = id;
        this.usual = [usual];
        var found = new Dictionary<string, (string Column, string? Index)>();
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var (field, column, index) in fields)
        {
            found.Add(field, (column, index));
            names.Add(field);
        }

        columns = found.ToFrozenDictionary();
        Fields = names.ToImmutable();
    }

    /// <summary>The fields.</summary>
    public ImmutableArray<string> Fields { get; }

    /// <summary>The order that a page has.</summary>
    public ImmutableArray<ListOrder> Of(ListPage page)
    {
        var known = page.Order.Where(order => columns.ContainsKey(order.Field)).ToImmutableArray();
        return known.Length == 0 ? usual : known;
    }

    /// <summary>The index that gives a project's rows in an order, or null.</summary>
    public string? FindIndex(ImmutableArray<ListOrder> orders) => columns[orders[0].Field].Index;

    /// <summary>It as SQL, without <c>order by</c>. Rows that are equal go the way of the last field.</summary>
    /// <param name="orders">What <see cref="Of"/> gave.</param>
    /// <param name="isBackward">The other way round, to read from the end.</param>
    public string Sql(ImmutableArray<ListOrder> orders, bool isBackward = false)
    {
        var parts = orders.Select(order => $"{columns[order.Field].Column} {Way(order.IsDescending != isBackward)}").ToList();
        if (orders.All(order => columns[order.Field].Column != id)) parts.Add($"{id} {Way(orders[^1].IsDescending != isBackward)}");
        return string.Join(", ", parts);
    }

    private static string Way(bool isDescending) => isDescending ? "desc" : "asc";
}
