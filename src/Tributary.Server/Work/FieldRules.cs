using System.Globalization;
using System.Text;

namespace Tributary.Server;

/// <summary>What texts may be taken into a field. The sentences are those that clients of Patchwork see.</summary>
internal static class FieldRules
{
    /// <summary>What is wrong with a text, or null.</summary>
    /// <param name="field">The field, as on the wire.</param>
    /// <param name="text">The text; null is right.</param>
    /// <param name="most">How many characters it may have.</param>
    public static WorkOutcome.Invalid? Check(string field, string? text, int most)
    {
        if (text is null) return null;
        if (text.Contains('\0', StringComparison.Ordinal)) return new(field, "Null characters are not allowed.");
        if (text.EnumerateRunes().Any(IsHidden)) return new(field, "Control characters are not allowed.");
        return text.EnumerateRunes().Count() > most ? new(field, $"Ensure this field has no more than {most} characters.") : null;
    }

    // Controls, what turns text around, and lone surrogates: each would show another text than is there.
    private static bool IsHidden(Rune rune) =>
        rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>The same for a text that must not be blank.</summary>
    public static WorkOutcome.Invalid? CheckFilled(string field, string? text, int most) =>
        string.IsNullOrWhiteSpace(text) ? new(field, "This field may not be blank.") : Check(field, text, most);
}
