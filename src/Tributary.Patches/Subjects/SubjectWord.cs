namespace Tributary.Patches;

/// <summary>What a word of a subject's bracket says.</summary>
internal enum SubjectWordKind
{
    /// <summary>A tree, an area, RFC, RESEND: any other word.</summary>
    Tag,

    /// <summary>PATCH, PATCHES.</summary>
    Patch,

    /// <summary>PATCHSET: several patches.</summary>
    PatchSet,

    /// <summary>A version, <c>v2</c>.</summary>
    Version,

    /// <summary>Which patch of how many, <c>2/7</c>.</summary>
    Number,

    /// <summary>A mark of an answer that stands in the bracket, <c>Re:</c>.</summary>
    Noise,
}

/// <summary>A word of a subject's bracket, read.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="First">The version, or the number.</param>
/// <param name="Second">The minor version, or the total; null for the total of <c>3/n</c>.</param>
internal readonly record struct SubjectWord(SubjectWordKind Kind, int First = 0, int? Second = 0)
{
    private const int LongestNumber = 4;
    private const int HighestVersion = 999;

    /// <summary>Reads a word that holds no blank and no comma.</summary>
    public static SubjectWord Read(ReadOnlySpan<char> word)
    {
        word = word.TrimEnd(":;.");
        if (word.Equals("PATCH", StringComparison.OrdinalIgnoreCase) || word.Equals("PATCHES", StringComparison.OrdinalIgnoreCase)) return new(SubjectWordKind.Patch);
        if (word.Equals("PATCHSET", StringComparison.OrdinalIgnoreCase) || word.Equals("PATCHSERIES", StringComparison.OrdinalIgnoreCase)) return new(SubjectWordKind.PatchSet);
        if (word.Equals("RE", StringComparison.OrdinalIgnoreCase)) return new(SubjectWordKind.Noise);
        if (TryReadNumber(word, out var number, out var total)) return new(SubjectWordKind.Number, number, total);
        return TryReadVersion(word, out var version, out var minor) ? new(SubjectWordKind.Version, version, minor) : new(SubjectWordKind.Tag);
    }

    /// <summary>Reads <c>2/7</c>, <c>02/10</c>, <c>2of7</c>, <c>#2/7</c>, <c>(2/7)</c>, and <c>2/n</c>, whose total nobody knows yet.</summary>
    public static bool TryReadNumber(ReadOnlySpan<char> word, out int number, out int? total)
    {
        total = null;
        word = word.TrimStart("#(").TrimEnd(')');
        if (!TryReadDigits(word, LongestNumber, out number, out var length)) return false;
        var rest = word[length..];
        if (rest.StartsWith("/")) rest = rest[1..];
        else if (rest.StartsWith("of", StringComparison.OrdinalIgnoreCase)) rest = rest[2..];
        else return false;
        if (rest is ['n' or 'N' or 'x' or 'X' or 'm' or 'M' or '?']) return true;
        if (!TryReadDigits(rest, LongestNumber, out var count, out length) || length != rest.Length) return false;
        total = count;
        return true;
    }

    /// <summary>Reads <c>v2</c>, <c>V2</c>, <c>-v2</c>, <c>(v2)</c>, <c>ver2</c>, <c>rev2</c>, <c>v5.1</c>, <c>v5b</c>.</summary>
    public static bool TryReadVersion(ReadOnlySpan<char> word, out int version, out int minor)
    {
        version = 0;
        minor = 0;
        word = word.TrimStart("-_(").TrimEnd(")+");
        var letters = VersionWordLength(word);
        if (letters == 0) return false;
        var digits = word[letters..].TrimStart('.');
        if (!TryReadDigits(digits, LongestNumber, out version, out var length) || version > HighestVersion) return false;
        var rest = digits[length..];
        if (rest.IsEmpty) return true;
        if (rest.Length == 1 && char.IsAsciiLetterLower(rest[0])) minor = rest[0] - 'a' + 1;
        // v5.10 is a kernel, v5.1 a respin of single patches of v5: nobody sends ten of those.
        else if (rest[0] != '.' || !TryReadDigits(rest[1..], 1, out minor, out length) || length + 1 != rest.Length) return false;
        return true;
    }

    /// <summary>Reads digits at the beginning; false where there is none or more than <paramref name="most"/>.</summary>
    public static bool TryReadDigits(ReadOnlySpan<char> text, int most, out int value, out int length)
    {
        value = 0;
        length = 0;
        while (length < text.Length && char.IsAsciiDigit(text[length]))
        {
            if (length == most) return false;
            value = (value * 10) + (text[length++] - '0');
        }

        return length > 0;
    }

    /// <summary>True for a word that announces a version which follows as a word of its own, <c>v 2</c>, <c>version 2</c>.</summary>
    public static bool IsVersionWord(ReadOnlySpan<char> word) => word.TrimEnd('.') is { IsEmpty: false } bare && VersionWordLength(bare) == bare.Length;

    private static int VersionWordLength(ReadOnlySpan<char> word)
    {
        foreach (var name in VersionWords)
        {
            if (word.StartsWith(name, StringComparison.OrdinalIgnoreCase)) return name.Length;
        }

        return 0;
    }

    private static readonly string[] VersionWords = ["version", "ver", "v", "rev"];
}
