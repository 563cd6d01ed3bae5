namespace Tributary.Mail;

/// <summary>Lines that end in a carriage return alone, as old Macs wrote them.</summary>
internal static class LineEnds
{
    /// <summary>
    /// The bytes themselves when their header's first line ends in LF or CRLF; else a copy with LF for each CR that stands alone.
    /// </summary>
    public static ReadOnlyMemory<byte> Mend(ReadOnlyMemory<byte> raw, DefectNotes notes)
    {
        var bytes = raw.Span;
        var first = bytes.IndexOfAny((byte)'\r', (byte)'\n');
        if (first < 0 || bytes[first] == '\n') return raw;
        var next = first + 1;
        while (next < bytes.Length && bytes[next] == '\r') next++;
        if (next < bytes.Length && bytes[next] == '\n') return raw;
        // A stray CR in the first field of a mail with LF is no line end.
        if (!HeaderReader.TryFindName(bytes[(first + 1)..], out _, out _) && bytes.IndexOf((byte)'\n') >= 0) return raw;
        notes.Add(DefectCode.LineEndsCr, "Lines end in a carriage return alone.");
        var mended = bytes.ToArray();
        for (var i = 0; i < mended.Length; i++)
        {
            if (mended[i] == '\r' && (i + 1 == mended.Length || mended[i + 1] != '\n')) mended[i] = (byte)'\n';
        }

        return mended;
    }
}
