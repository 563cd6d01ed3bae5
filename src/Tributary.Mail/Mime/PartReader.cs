using System.Collections.Immutable;

namespace Tributary.Mail;

/// <summary>
/// The leaves of a message's MIME tree in order. It keeps its own stack: a mail of a million nested parts must not overflow the
/// program's.
/// </summary>
internal sealed class PartReader(MailLimits limits, DefectNotes notes)
{
    private readonly ImmutableArray<MailPart>.Builder _leaves = ImmutableArray.CreateBuilder<MailPart>(1);
    private readonly Stack<Unread> _stack = new();

    /// <summary>Reads the parts of a message.</summary>
    /// <param name="headers">The message's own Content- fields.</param>
    /// <param name="body">Its body.</param>
    public ImmutableArray<MailPart> Read(PartHeaders headers, ReadOnlyMemory<byte> body)
    {
        Take(headers, new Unread(body, "", 0, IsAttached: false));
        while (_stack.TryPop(out var next))
        {
            if (_leaves.Count >= limits.Parts)
            {
                notes.Add(DefectCode.PartsTooMany, $"Only the first {limits.Parts} parts are read.");
                break;
            }

            var block = new HeaderBlock(next.Bytes);
            var fields = HeaderReader.Read(block, limits, notes, out var start);
            Take(new PartHeaders(new HeaderFields(fields), next.DefaultType, notes), next with { Bytes = next.Bytes[start..] });
        }

        return _leaves.DrainToImmutable();
    }

    private void Take(PartHeaders headers, Unread part)
    {
        if (part.Depth >= limits.Depth && (headers.IsMultipart || headers.IsMessage))
        {
            notes.Add(DefectCode.NestedTooDeep, $"Parts nest deeper than {limits.Depth}; what is deeper is one part.");
            AddLeaf(headers, part, headers.Type, isText: false);
        }
        else if (headers.IsMultipart)
        {
            TakeMultipart(headers, part);
        }
        else if (headers.IsMessage)
        {
            var message = TransferEncoding.Decode(part.Bytes, headers.Encoding, notes);
            _stack.Push(new Unread(message, "text/plain", part.Depth + 1, IsAttached: true));
        }
        else
        {
            AddLeaf(headers, part, headers.Type, headers.IsText);
        }
    }

    private void TakeMultipart(PartHeaders headers, Unread part)
    {
        List<Range> children = [];
        var isClosed = false;
        if (headers.Boundary is { Length: > 0 } boundary) children = Multipart.Split(part.Bytes.Span, boundary, limits.Parts, out isClosed);
        if (children.Count == 0)
        {
            notes.Add(DefectCode.BoundaryAbsent, "A multipart has no boundary, or it never comes; what its lines show was taken, else it is read as text.");
            if (Multipart.FindBoundary(part.Bytes.Span) is { Length: > 0 } shown) children = Multipart.Split(part.Bytes.Span, shown, limits.Parts, out isClosed);
        }

        if (children.Count == 0)
        {
            AddLeaf(headers, part, "text/plain", isText: true);
            return;
        }

        if (!isClosed) notes.Add(DefectCode.MultipartUnclosed, "A multipart has no closing boundary.");
        var defaultType = headers.Type == "multipart/digest" ? "message/rfc822" : "text/plain";
        for (var i = children.Count - 1; i >= 0; i--)
            _stack.Push(new Unread(part.Bytes[children[i]], defaultType, part.Depth + 1, part.IsAttached));
    }

    private void AddLeaf(PartHeaders headers, Unread part, string type, bool isText)
    {
        var bytes = TransferEncoding.Decode(part.Bytes, headers.Encoding, notes);
        var charset = headers.Charset;
        _leaves.Add(new MailPart
        {
            ContentType = type,
            Text = isText ? ReadText(bytes.Span, ref charset) : null,
            Charset = charset,
            FileName = headers.FileName(),
            IsAttachment = headers.IsAttachment,
            IsOfAttachedMessage = part.IsAttached,
            Bytes = bytes,
        });
        if (isText && headers.IsFlowed) notes.Add(DefectCode.FormatFlowed, "A text is format=flowed; its lines are kept as they are.");
    }

    private string ReadText(ReadOnlySpan<byte> bytes, ref string charset)
    {
        var text = MailCharsets.Decode(bytes, charset, out var used, out var defect);
        if (defect is not null) notes.Add(defect, $"A text was read as {used}.");
        charset = used;
        if (text.Contains('\0', StringComparison.Ordinal)) notes.Add(DefectCode.TextNul, "A text holds NUL characters.");
        return PartText.Clean(text);
    }

    private sealed record Unread(ReadOnlyMemory<byte> Bytes, string DefaultType, int Depth, bool IsAttached);
}
