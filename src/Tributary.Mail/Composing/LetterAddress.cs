using System.Globalization;
using System.Text;

namespace Tributary.Mail;

/// <summary>
/// Addresses as they may stand in an envelope (RFC 5321, 4.1.2; RFC 6531 for letters beyond ASCII): a dot-atom, an at sign and a domain. Quoted
/// local parts and addresses of machines in brackets are refused: nobody who sends patches has one, and they carry attacks.
/// </summary>
public static class LetterAddress
{
    private const int MostBytes = 254;
    private const int MostLocalBytes = 64;
    private const int MostLabelLength = 63;
    private const string AtomSigns = "!#$%&'*+-/=?^_`{|}~";

    private static readonly IdnMapping Domains = new() { UseStd3AsciiRules = true };

    /// <summary>True if mail can be sent to it.</summary>
    public static bool IsSendable(string address) => TryRead(address, out _);

    /// <summary>Reads an address.</summary>
    /// <param name="text">The bare address, e.g. <c>mara@example.org</c>.</param>
    /// <param name="address">It, its domain in ASCII.</param>
    /// <returns>False if mail cannot be sent to it.</returns>
    public static bool TryRead(string text, out string address)
    {
        address = "";
        var at = text.LastIndexOf('@');
        if (at <= 0 || text.Length > MostBytes) return false;
        var local = text[..at];
        if (!IsLocalPart(local) || !TryReadDomain(text[(at + 1)..], out var domain)) return false;
        address = $"{local}@{domain}";
        return Encoding.UTF8.GetByteCount(address) <= MostBytes;
    }

    private static bool IsLocalPart(string local)
    {
        if (local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal)) return false;
        foreach (var rune in local.EnumerateRunes())
        {
            // What is no letter of any script, such as blanks, signs that turn the direction, or a lone surrogate, is refused.
            var isTaken = rune.IsAscii ? rune.Value == '.' || Rune.IsLetterOrDigit(rune) || AtomSigns.Contains((char)rune.Value, StringComparison.Ordinal)
                : rune != Rune.ReplacementChar && (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);
            if (!isTaken) return false;
        }

        return Encoding.UTF8.GetByteCount(local) <= MostLocalBytes;
    }

    private static bool TryReadDomain(string text, out string domain)
    {
        domain = text;
        if (!Ascii.IsValid(text) && !TryMap(text, out domain)) return false;
        foreach (var label in domain.Split('.'))
        {
            if (label.Length is 0 or > MostLabelLength || label[0] == '-' || label[^1] == '-' || !label.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) return false;
        }

        return true;
    }

    private static bool TryMap(string text, out string domain)
    {
        try
        {
            domain = Domains.GetAscii(text);
            return true;
        }
        catch (ArgumentException)
        {
            domain = "";
            return false;
        }
    }
}
