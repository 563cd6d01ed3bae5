using System.Collections.Immutable;

namespace Tributary.Store;

/// <summary>One field of a list's order.</summary>
/// <param name="Field">One of the list's <c>OrderFields</c>.</param>
/// <param name="IsDescending">True for a minus before it.</param>
public readonly record struct ListOrder(string Field, bool IsDescending)
{
    /// <summary>Reads <c>-date,name</c>; what is no field of the list falls out, so that nothing may be left, which is the list's own order.</summary>
    public static ImmutableArray<ListOrder> Parse(string? text, ImmutableArray<string> fields)
    {
        var found = ImmutableArray.CreateBuilder<ListOrder>();
        foreach (var part in (text ?? "").Split(','))
        {
            var isDescending = part.Trim() is ['-', ..];
            var field = isDescending ? part.Trim()[1..] : part.Trim();
            if (fields.Contains(field) && found.All(order => order.Field != field)) found.Add(new(field, isDescending));
        }

        return found.ToImmutable();
    }
}
