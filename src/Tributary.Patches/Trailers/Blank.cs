namespace Tributary.Patches;

/// <summary>Blanks as mail has them: also the no-break space, which some mail programs put for every second one.</summary>
internal static class Blank
{
    /// <summary>Without blanks at both ends.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text) => text.Trim().Trim("\u00A0\u200B\uFEFF").Trim();

    /// <summary>As a string, no-break spaces made plain blanks.</summary>
    public static string Plain(ReadOnlySpan<char> text) => text.Contains('\u00A0') ? text.ToString().Replace('\u00A0', ' ') : text.ToString();
}
