using System.Collections.Immutable;

namespace Tributary.Patches;

/// <summary>
/// Finds where a commit message says which commit of mainline it brings. A statement is a line of its own (or the brackets that it stands in): what
/// begins a paragraph, or stands in brackets, or says "cherry picked" or "backport of". Prose that merely speaks of a commit is none, nor is what is quoted.
/// </summary>
public static class UpstreamStatements
{
    private const int MostLines = 4000;

    // A title in parentheses goes over this many lines at most.
    private const int MostJoined = 3;

    /// <summary>All that a message states, in order; empty for most.</summary>
    /// <param name="message">A commit message, or the text of a mail above the diff; LF line ends. Lines may be indented.</param>
    public static ImmutableArray<UpstreamStatement> Read(ReadOnlySpan<char> message)
    {
        if (message.IndexOfAny(StatementWords.Signs) < 0) return [];
        var found = ImmutableArray.CreateBuilder<UpstreamStatement>();
        var isStart = true;
        var count = 0;
        for (var at = 0; at < message.Length && count < MostLines; count++)
        {
            var line = DiffLine.At(message, at, out var next).Trim();
            var whole = line;
            if (!line.IsEmpty && IsOpen(line)) whole = Join(message, at, next);
            var before = found.Count;
            if (line is not (['>', ..] or ['|', ..])) StatementLine.Read(whole, isStart, found);
            isStart = line.IsEmpty || found.Count > before || IsHeading(line);
            at = next;
        }

        return found.ToImmutable();
    }

    /// <summary>All that a patch by mail states: in its message, and below the <c>---</c> line.</summary>
    public static ImmutableArray<UpstreamStatement> Of(PatchMail mail) => [.. Read(mail.Content), .. Read(mail.Notes)];

    // "From: A <a@b>" of a mail's body, "[ backport: … ]" and the like: what stands below begins anew.
    private static bool IsHeading(ReadOnlySpan<char> line) =>
        line is ['[', .., ']'] || line.StartsWith("From: ") || line.StartsWith("Date: ") || line.StartsWith("Subject: ");

    private static bool IsOpen(ReadOnlySpan<char> line) => line.Count('(') > line.Count(')') || line.Count('[') > line.Count(']');

    private static string Join(ReadOnlySpan<char> message, int at, int next)
    {
        var joined = DiffLine.At(message, at, out _).Trim().ToString();
        for (var more = 1; more < MostJoined && next < message.Length && IsOpen(joined); more++)
        {
            var line = DiffLine.At(message, next, out next).Trim();
            if (line.IsEmpty) break;
            joined = $"{joined} {line}";
        }

        return joined;
    }
}
