using System.Diagnostics.CodeAnalysis;

namespace Tributary.Store;

/// <summary>The values used last, in two halves: when the younger is full the older is dropped.</summary>
/// <param name="limit">How many each half holds.</param>
internal sealed class RecentValues<TKey, TValue>(int limit)
    where TKey : notnull
{
    private Dictionary<TKey, TValue> younger = [];
    private Dictionary<TKey, TValue> older = [];

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (younger.TryGetValue(key, out value)) return true;
        if (!older.TryGetValue(key, out value)) return false;
        Set(key, value);
        return true;
    }

    public void Set(TKey key, TValue value)
    {
        if (younger.Count >= limit && !younger.ContainsKey(key)) (older, younger) = (younger, []);
        younger[key] = value;
    }

    public void Remove(TKey key)
    {
        younger.Remove(key);
        older.Remove(key);
    }

    public void Clear()
    {
        younger.Clear();
        older.Clear();
    }
}
