using System.Text;

namespace Tributary.Lab;

/// <summary>What a kernel says of itself in its first line.</summary>
/// <param name="Release">As uname gives it: <c>6.1.0-56-amd64</c>.</param>
/// <param name="Version">The version of its source: <c>6.1.192</c>, which Debian says behind the release.</param>
/// <param name="Package">The version of the distribution's package (<c>6.1.192-2</c>), or null.</param>
public sealed record KernelBanner(string Release, string Version, string? Package)
{
    private const int MostWords = 400;

    /// <summary>Finds it in an image: in the text of a vmlinux, or where the header of a bzImage points (Documentation/arch/x86/boot.rst, kernel_version); null where there is none.</summary>
    public static KernelBanner? Find(ReadOnlySpan<byte> image)
    {
        if (BzImage.IsOne(image)) return Parse(BzImage.VersionOf(image));

        var mark = "Linux version "u8;
        for (var from = 0; image[from..].IndexOf(mark) is var at and >= 0; from += at + 1)
        {
            var rest = image[(from + at + mark.Length)..];
            if (!rest.IsEmpty && char.IsAsciiDigit((char)rest[0])) return Parse(rest);
        }

        return null;
    }

    private static KernelBanner? Parse(ReadOnlySpan<byte> text)
    {
        text = text[..Math.Min(text.Length, MostWords)];
        var end = text.IndexOfAnyInRange((byte)0, (byte)31);
        return Parse(Encoding.Latin1.GetString(end < 0 ? text : text[..end]));
    }

    /// <summary>Reads what stands behind "Linux version"; null where no release stands there.</summary>
    public static KernelBanner? Parse(string text)
    {
        var release = text.Split(' ')[0];
        if (VersionOf(release) is not { } version) return null;

        const string debian = " Debian ";
        var at = text.LastIndexOf(debian, StringComparison.Ordinal);
        var package = at < 0 ? null : text[(at + debian.Length)..].Split(' ', ')')[0];
        return new(release, package is null ? version : VersionOf(package) ?? version, package);
    }

    /// <summary>The numbers at the head of a release, at most three: <c>6.1.192</c> of <c>6.1.192-2</c>; <c>6.12</c> of <c>6.12.0-rc3</c> with <c>-rc3</c>.</summary>
    public static string? VersionOf(string release)
    {
        var numbers = release.Length - release.AsSpan().TrimStart("0123456789.").Length;
        var text = release[..numbers].Trim('.');
        if (text.Split('.') is not [_, _, ..] parts) return null;

        var candidate = release.AsSpan(numbers).StartsWith("-rc") ? release.AsSpan(numbers + 3) : [];
        var digits = candidate.Length - candidate.TrimStart("0123456789").Length;
        var plain = parts is [var major, var minor, "0", ..] ? $"{major}.{minor}" : string.Join('.', parts.Take(3));
        return digits > 0 ? $"{plain}-rc{candidate[..digits]}" : plain;
    }
}
