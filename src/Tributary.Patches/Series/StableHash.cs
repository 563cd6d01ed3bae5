namespace Tributary.Patches;

/// <summary>
/// 64-bit hashes that are the same in every process and version, for keys that are stored: FNV-1a over UTF-16 units with the
/// finishing step of MurmurHash3, because FNV's high bits are poor for short strings.
/// </summary>
internal struct StableHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private ulong state;

    /// <summary>Begins a hash; the kind keeps keys of different meaning apart.</summary>
    public StableHash(char kind) => state = (Offset ^ kind) * Prime;

    /// <summary>Adds a text and its end, so that "ab" + "c" differs from "a" + "bc".</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        foreach (var unit in text) state = (state ^ unit) * Prime;
        state = (state ^ 0x1_0000) * Prime;
    }

    /// <summary>Adds a whole number.</summary>
    public void Add(uint number) => state = (state ^ number) * Prime;

    /// <summary>The hash of all that was added.</summary>
    public readonly ulong Finish()
    {
        var value = state;
        value = (value ^ (value >> 33)) * 0xff51afd7ed558ccd;
        value = (value ^ (value >> 33)) * 0xc4ceb9fe1a85ec53;
        return value ^ (value >> 33);
    }
}
