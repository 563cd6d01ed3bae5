using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>
/// The header lines that git format-patch and Mercurial write at the beginning of a body, and that people put there for git am: <c>From:</c>,
/// <c>Subject:</c>, <c>Date:</c>, a line <c>[PATCH] a title</c>, <c># User</c>.
/// </summary>
/// <param name="Author">The author that they name, or null.</param>
/// <param name="Subject">The subject that they give, on one line, or null.</param>
/// <param name="End">Where the text behind them and behind blank lines begins.</param>
internal readonly record struct InBodyHeaders(Mailbox? Author, string? Subject, int End)
{
    private const int LongestField = 2000;

    /// <summary>Reads them.</summary>
    /// <param name="text">The text of a patch.</param>
    /// <param name="start">Where to look.</param>
    public static InBodyHeaders Read(ReadOnlySpan<char> text, int start)
    {
        start = SkipBlank(text, start);
        if (text[start..].StartsWith("# HG changeset patch")) return ReadMercurial(text, start);
        var fields = new List<string>();
        var at = start;
        while (at < text.Length)
        {
            var line = DiffLine.At(text, at, out var next);
            if (fields.Count > 0 && line is [' ' or '\t', ..]) fields[^1] = Unfold(fields[^1], line);
            else if (IsHeader(line) || (at == start && IsMboxLine(line))) fields.Add(line.TrimEnd().ToString());
            else if (IsTitle(line) && IsBlankAt(text, next)) fields.Add($"Subject: {line}");
            else break;
            at = next;
        }

        if (fields.Count == 0) return new(null, null, start);
        return new(Find(fields, "From:") is { } author ? MailboxText.Read(author) : null, Find(fields, "Subject:"), SkipBlank(text, at));
    }

    /// <summary>The first place at or after <paramref name="start"/> where a line stands that is not blank.</summary>
    public static int SkipBlank(ReadOnlySpan<char> text, int start)
    {
        while (start < text.Length)
        {
            var line = DiffLine.At(text, start, out var next);
            if (!line.Trim('\uFEFF').IsWhiteSpace()) break;
            start = next;
        }

        return start;
    }

    private static string? Find(List<string> fields, string name) =>
        fields.Find(field => field.StartsWith(name, StringComparison.OrdinalIgnoreCase))?[name.Length..].Trim();

    private static string Unfold(string field, ReadOnlySpan<char> line) =>
        line.IsWhiteSpace() || field.Length + line.Length > LongestField ? field : $"{field} {line.Trim()}";

    private static bool IsHeader(ReadOnlySpan<char> line) =>
        line.StartsWith("From: ", StringComparison.OrdinalIgnoreCase) || line.StartsWith("Subject: ", StringComparison.OrdinalIgnoreCase)
        || line.StartsWith("Date: ", StringComparison.OrdinalIgnoreCase) || line.StartsWith("Author: ", StringComparison.Ordinal)
        || line.StartsWith("To: ", StringComparison.Ordinal) || line.StartsWith("MIME-Version: ", StringComparison.Ordinal)
        || line.StartsWith("Content-T", StringComparison.Ordinal) || line.StartsWith("X-Mailer: ", StringComparison.Ordinal);

    // "From 0123…cdef Mon Sep 17 00:00:00 2001", the first line of a format-patch file; mail programs quote it.
    private static bool IsMboxLine(ReadOnlySpan<char> line)
    {
        if (line.StartsWith(">")) line = line[1..];
        return line.StartsWith("From ") && line.Length > 45 && !line[5..45].ContainsAnyExcept(Letters.LowerHex);
    }

    // "[PATCH] a title" in a paragraph of its own.
    private static bool IsTitle(ReadOnlySpan<char> line) =>
        line.StartsWith("[") && line.Length < LongestField && line.Contains("PATCH", StringComparison.Ordinal) && PatchSubject.Parse(line.ToString()) is { SaysPatch: true, Title.Length: > 0 };

    private static bool IsBlankAt(ReadOnlySpan<char> text, int at) => at >= text.Length || DiffLine.At(text, at, out _).IsWhiteSpace();

    private static InBodyHeaders ReadMercurial(ReadOnlySpan<char> text, int start)
    {
        Mailbox? author = null;
        while (start < text.Length)
        {
            var line = DiffLine.At(text, start, out var next);
            if (!line.StartsWith("# ")) break;
            if (line.StartsWith("# User ")) author = MailboxText.Read(line["# User ".Length..]);
            start = next;
        }

        return new(author, null, start);
    }
}
