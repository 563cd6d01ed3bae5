using System.Globalization;

namespace Tributary.Workflow;

/// <summary>A tag of mainline: a release (<c>v6.12</c>) or a candidate of one (<c>v6.13-rc1</c>).</summary>
/// <param name="Major">The first number.</param>
/// <param name="Minor">The second number.</param>
/// <param name="Candidate">The number of the candidate; null for the release itself.</param>
/// <param name="At">When it was made.</param>
public sealed record KernelTag(int Major, int Minor, int? Candidate, DateTimeOffset At)
{
    // After x.19 comes (x+1).0: so it has been since 4.0, with 4.20 as the one exception.
    private const int LastMinor = 19;

    /// <summary>Its name.</summary>
    public string Name => Candidate is { } number ? string.Create(CultureInfo.InvariantCulture, $"{Release}-rc{number}") : Release;

    /// <summary>The name of its release.</summary>
    public string Release => string.Create(CultureInfo.InvariantCulture, $"v{Major}.{Minor}");

    /// <summary>The name of the release that follows its own, as far as one can tell.</summary>
    public string NextRelease => Minor >= LastMinor ? string.Create(CultureInfo.InvariantCulture, $"v{Major + 1}.0") : string.Create(CultureInfo.InvariantCulture, $"v{Major}.{Minor + 1}");

    /// <summary>Where it stands among all tags: a candidate before its release.</summary>
    public long Order => (((long)Major * 1000) + Minor) * 1000 + (Candidate ?? 999);

    /// <summary>Reads a tag's name; those of stable kernels (v6.12.1), of three numbers, are none.</summary>
    /// <param name="name">The name, e.g. <c>v6.13-rc1</c>.</param>
    /// <param name="at">When it was made.</param>
    /// <param name="tag">The tag; null where it is none.</param>
    public static bool TryParse(string name, DateTimeOffset at, out KernelTag? tag)
    {
        tag = null;
        if (!name.StartsWith('v')) return false;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var dash = name.IndexOf("-rc", StringComparison.Ordinal);
        var end = dash < 0 ? name.Length : dash;
        if (dot < 2 || dot >= end || !TryRead(name.AsSpan(1, dot - 1), out var major) || !TryRead(name.AsSpan(dot + 1, end - dot - 1), out var minor)) return false;
        int? candidate = null;
        if (dash >= 0)
        {
            if (!TryRead(name.AsSpan(dash + 3), out var number)) return false;
            candidate = number;
        }

        tag = new(major, minor, candidate, at);
        return true;
    }

    private static bool TryRead(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        return digits.Length is > 0 and < 4 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
