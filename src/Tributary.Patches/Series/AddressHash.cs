namespace Tributary.Patches;

/// <summary>A mail address as a number that is the same everywhere and always: enough to ask whether a mail went to an address that is known.</summary>
public static class AddressHash
{
    /// <summary>The hash of an address, in whatever case.</summary>
    /// <param name="address">A bare address.</param>
    public static uint Of(ReadOnlySpan<char> address)
    {
        Span<char> lower = address.Length <= 256 ? stackalloc char[address.Length] : new char[address.Length];
        address.ToLowerInvariant(lower);
        var hash = new StableHash('@');
        hash.Add(lower);
        return (uint)hash.Finish();
    }
}
