namespace Tributary.Workflow;

/// <summary>Names of trees and of families of trees: what may stand in a ref and in a folder's name.</summary>
public static class TreeName
{
    private const int Longest = 100;

    /// <summary>True for a name that a tree may have, e.g. <c>bpf-next/net</c>: ASCII letters, digits, <c>. _ -</c>, parts parted by single slashes.</summary>
    public static bool IsTree(string name) => name.Length is > 0 and <= Longest && name.Split('/').All(IsPart);

    /// <summary>True for a name that a family of trees may have: one part.</summary>
    public static bool IsFamily(string name) => name.Length is > 0 and <= Longest && IsPart(name);

    private static bool IsPart(string part) =>
        part.Length > 0 && part.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-')
        && part[0] is not ('.' or '-') && part[^1] != '.' && !part.Contains("..", StringComparison.Ordinal) && !part.EndsWith(".lock", StringComparison.Ordinal);
}
