using System.Collections.Immutable;

namespace Tributary.Server;

/// <summary>The filters that a list takes. Patchwork takes each of its fields in many ways (<c>name__startswith</c>); here are those that its programs use.</summary>
/// <param name="served">The filters that are here.</param>
/// <param name="fields">Patchwork's fields.</param>
internal sealed class RpcFilters(ImmutableArray<string> served, ImmutableArray<string> fields)
{
    /// <summary>What is answered without looking: nothing for a name that is no field of Patchwork's either, as it does; a fault for a filter that it has and we have not.</summary>
    /// <param name="asked">The filters of a call.</param>
    /// <returns>Null where all of them are served.</returns>
    public object? Refuse(ImmutableSortedDictionary<string, object> asked)
    {
        ImmutableArray<string> others = [.. asked.Keys.Where(name => !served.Contains(name))];
        if (others.IsEmpty) return null;
        return others.FirstOrDefault(name => fields.Contains(name.Split("__")[0])) is { } lacking
            ? new RpcFault($"The filter {lacking} is not here; there are {string.Join(", ", served)}.") : Array.Empty<object>();
    }
}
