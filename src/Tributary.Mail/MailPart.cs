namespace Tributary.Mail;

/// <summary>A leaf of the MIME tree (RFC 2045): a text, or an attachment, with its transfer encoding undone.</summary>
public sealed record MailPart
{
    /// <summary>Type and subtype in lower case, e.g. <c>text/plain</c>.</summary>
    public required string ContentType { get; init; }

    /// <summary>The charset that was used to make <see cref="Text"/>, e.g. <c>utf-8</c>; empty for bytes that name none.</summary>
    public string Charset { get; init; } = "";

    /// <summary>File name from Content-Disposition or Content-Type (RFC 2231); empty when none.</summary>
    public string FileName { get; init; } = "";

    /// <summary>True when Content-Disposition says attachment.</summary>
    public bool IsAttachment { get; init; }

    /// <summary>True when the part belongs to a message that is attached to this one (message/rfc822), not to this one itself.</summary>
    public bool IsOfAttachedMessage { get; init; }

    /// <summary>The decoded text with LF line ends; null when the part is not text (see <see cref="DecodeText"/>).</summary>
    public string? Text { get; init; }

    /// <summary>The bytes after the transfer encoding was undone.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The part as text whatever its type says: a patch is often attached as application/octet-stream.</summary>
    public string DecodeText() => Text ?? PartText.Clean(MailCharsets.Decode(Bytes.Span, Charset, out _));
}
