using System.Globalization;

namespace Tributary.Server;

/// <summary>Whole numbers as clients write them.</summary>
internal static class WholeNumber
{
    private const int MostDigits = 30;

    /// <summary>Reads <c>7</c>, <c> -7</c>, <c>7.0</c>; a number of more than 30 digits is none.</summary>
    public static bool TryRead(string word, out Int128 number)
    {
        number = 0;
        var digits = word.AsSpan().Trim();
        if (digits.IndexOf('.') is var point and > 0 && digits[(point + 1)..].Trim('0').IsEmpty) digits = digits[..point];
        return digits.Length <= MostDigits && Int128.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }
}
