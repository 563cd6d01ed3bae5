using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>
/// The header lines that git format-patch and Mercurial write at the beginning of a body: <c>From:</c>, <c>Subject:</c>,
/// <c>Date:</c>, <c># User</c>.
/// </summary>
internal static class InBodyHeaders
{
    /// <summary>Skips them.</summary>
    /// <param name="text">The text of a patch.</param>
    /// <param name="start">Where to look; moved behind them and behind blank lines.</param>
    /// <returns>The author that they name, or null.</returns>
    public static Mailbox? Skip(ReadOnlySpan<char> text, ref int start)
    {
        start = SkipBlank(text, start);
        if (text[start..].StartsWith("# HG changeset patch")) return SkipMercurial(text, ref start);
        Mailbox? author = null;
        var at = start;
        var isHeader = false;
        while (at < text.Length)
        {
            var line = DiffLine.At(text, at, out var next);
            if (isHeader && line is [' ' or '\t', ..])
            {
                at = next;
                continue;
            }

            if (!IsHeader(line) && !(at == start && IsMboxLine(line))) break;
            isHeader = true;
            if (line.StartsWith("From:", StringComparison.OrdinalIgnoreCase)) author ??= MailboxText.Read(line["From:".Length..]);
            at = next;
        }

        if (isHeader) start = SkipBlank(text, at);
        return author;
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

    private static bool IsHeader(ReadOnlySpan<char> line) =>
        line.StartsWith("From: ", StringComparison.OrdinalIgnoreCase) || line.StartsWith("Subject: ", StringComparison.OrdinalIgnoreCase)
        || line.StartsWith("Date: ", StringComparison.OrdinalIgnoreCase) || line.StartsWith("Author: ", StringComparison.Ordinal)
        || line.StartsWith("To: ", StringComparison.Ordinal) || line.StartsWith("MIME-Version: ", StringComparison.Ordinal)
        || line.StartsWith("Content-T", StringComparison.Ordinal) || line.StartsWith("X-Mailer: ", StringComparison.Ordinal);

    // "From 0123…cdef Mon Sep 17 00:00:00 2001", the first line of a format-patch file.
    private static bool IsMboxLine(ReadOnlySpan<char> line) => line.StartsWith("From ") && line.Length > 45 && !line[5..45].ContainsAnyExcept(Letters.LowerHex);

    private static Mailbox? SkipMercurial(ReadOnlySpan<char> text, ref int start)
    {
        Mailbox? author = null;
        while (start < text.Length)
        {
            var line = DiffLine.At(text, start, out var next);
            if (!line.StartsWith("# ")) break;
            if (line.StartsWith("# User ")) author = MailboxText.Read(line["# User ".Length..]);
            start = next;
        }

        return author;
    }
}
