namespace Tributary.Cli;

/// <summary>What the lab said, in a letter: under its <c>---</c>, where git am leaves it out.</summary>
internal static class CoverNote
{
    /// <summary>How it begins.</summary>
    public const string Beginning = "Tested by trib check --lab";

    /// <summary>Puts it in, in place of one that is there.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="note">What was found; its first line begins with <see cref="Beginning"/>, and the others are indented.</param>
    public static string Put(string letter, string note)
    {
        var lines = letter.Split('\n').ToList();
        var body = Math.Max(lines.FindIndex(static line => line.TrimEnd('\r').Length == 0), 0);
        var old = lines.FindIndex(body, static line => line.StartsWith(Beginning, StringComparison.Ordinal));
        if (old >= 0)
        {
            var end = old + 1;
            while (end < lines.Count && lines[end].StartsWith("  ", StringComparison.Ordinal)) end++;
            lines.RemoveRange(old, end - old);
            lines.InsertRange(old, note.Split('\n'));
            return string.Join('\n', lines);
        }

        var dashes = lines.FindIndex(body, static line => line.TrimEnd('\r') == "---");
        // A cover letter has no such line: it gets one before its signature.
        var at = dashes >= 0 ? dashes + 1 : lines.FindIndex(body, static line => line.TrimEnd('\r') == "-- ") is var signature and >= 0 ? signature : lines.Count;
        lines.InsertRange(at, dashes >= 0 ? [.. note.Split('\n'), ""] : ["---", .. note.Split('\n'), ""]);
        return string.Join('\n', lines);
    }
}
