using System.Globalization;
using Tributary.Server;

namespace Tributary.Cli;

/// <summary>Text of mail as a terminal may have it: what would move its cursor, colour it or turn it around is spelled out.</summary>
internal static class TerminalText
{
    /// <summary>The text on one line.</summary>
    public static string Line(string text) => VisibleText.Flatten(text).Replace("\t", "    ", StringComparison.Ordinal);

    /// <summary>The text with its lines.</summary>
    public static string Block(string text) => string.Join('\n', text.TrimEnd().ReplaceLineEndings("\n").Split('\n').Select(VisibleText.Flatten));

    /// <summary>Name and address of a person.</summary>
    public static string Person(PersonView person) => Line(person.Name.Length > 0 ? $"{person.Name} <{person.Email}>" : person.Email);

    /// <summary>A time, UTC, to the minute.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
