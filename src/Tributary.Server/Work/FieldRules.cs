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
        if (text.Any(char.IsControl)) return new(field, "Control characters are not allowed.");
        return text.EnumerateRunes().Count() > most ? new(field, $"Ensure this field has no more than {most} characters.") : null;
    }

    /// <summary>The same for a text that must not be blank.</summary>
    public static WorkOutcome.Invalid? CheckFilled(string field, string? text, int most) =>
        string.IsNullOrWhiteSpace(text) ? new(field, "This field may not be blank.") : Check(field, text, most);
}
