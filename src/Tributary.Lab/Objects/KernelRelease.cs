using System.Globalization;

namespace Tributary.Lab;

/// <summary>A release of the kernel as far as features go: 6.1 of <c>6.1.0-56-amd64</c>.</summary>
/// <param name="Major">E.g. 6.</param>
/// <param name="Minor">E.g. 1.</param>
public readonly record struct KernelRelease(int Major, int Minor) : IComparable<KernelRelease>
{
    /// <summary>Reads what <c>uname -r</c> prints, or a version: the first two numbers, after a <c>v</c> if there is one.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out KernelRelease release)
    {
        release = default;
        if (text.StartsWith("v", StringComparison.OrdinalIgnoreCase)) text = text[1..];
        var dot = text.IndexOf('.');
        if (dot <= 0) return false;

        var rest = text[(dot + 1)..];
        var end = rest.IndexOfAnyExceptInRange('0', '9');
        if (!int.TryParse(text[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            || !int.TryParse(end < 0 ? rest : rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var minor)) return false;

        release = new(major, minor);
        return true;
    }

    /// <inheritdoc />
    public int CompareTo(KernelRelease other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    /// <summary>Earlier.</summary>
    public static bool operator <(KernelRelease left, KernelRelease right) => left.CompareTo(right) < 0;

    /// <summary>Later.</summary>
    public static bool operator >(KernelRelease left, KernelRelease right) => left.CompareTo(right) > 0;

    /// <summary>Not later.</summary>
    public static bool operator <=(KernelRelease left, KernelRelease right) => left.CompareTo(right) <= 0;

    /// <summary>Not earlier.</summary>
    public static bool operator >=(KernelRelease left, KernelRelease right) => left.CompareTo(right) >= 0;

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");
}
