using System.Buffers;

namespace Tributary.Patches;

/// <summary>Sets of characters that are searched for in texts.</summary>
internal static class Letters
{
    /// <summary>Digits of a commit id as git writes it.</summary>
    public static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    /// <summary>Digits of a commit id as people write it.</summary>
    public static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>What ends a URL in a text.</summary>
    public static readonly SearchValues<char> UrlEnd = SearchValues.Create(" \t>)\"'`,\u00A0");

    /// <summary>What no person's name holds.</summary>
    public static readonly SearchValues<char> NoName = SearchValues.Create(":/\"'()!?*");
}
