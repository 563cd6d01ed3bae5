namespace Tributary.Mail;

/// <summary>What the Content- fields of a part say of it.</summary>
internal sealed class PartHeaders
{
    private static readonly MimeParameters Nothing = MimeParameters.Parse(""u8);

    private readonly MimeParameters _type;
    private readonly MimeParameters _disposition;

    /// <summary>Reads them.</summary>
    /// <param name="fields">The part's header fields.</param>
    /// <param name="defaultType">The type where none is given (RFC 2045, 5.2; RFC 2046, 5.1.5).</param>
    /// <param name="notes">Takes what is odd.</param>
    public PartHeaders(HeaderFields fields, string defaultType, DefectNotes notes)
    {
        _type = fields.TryFind("content-type"u8, out var type) ? MimeParameters.Parse(type.RawValue) : Nothing;
        _disposition = fields.TryFind("content-disposition"u8, out var disposition) ? MimeParameters.Parse(disposition.RawValue) : Nothing;
        Encoding = fields.TryFind("content-transfer-encoding"u8, out var encoding) ? ReadEncoding(encoding.RawValue) : "";
        var slash = _type.Value.IndexOf('/', StringComparison.Ordinal);
        var isType = slash > 0 && slash < _type.Value.Length - 1;
        Type = isType ? _type.Value : type.RawValue.IsEmpty ? defaultType : "text/plain";
        if (!isType && _type.Value.Length > 0) notes.Add(DefectCode.ContentTypeBroken, "A Content-Type is malformed; the part is read as plain text.");
        Charset = _type.Find("charset") ?? "";
        Boundary = _type.FindBytes("boundary") ?? (_type.Find("boundary") is { } boundary ? System.Text.Encoding.Latin1.GetBytes(boundary) : null);
        IsFlowed = "flowed".Equals(_type.Find("format"), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Type and subtype in lower case.</summary>
    public string Type { get; }

    /// <summary>The charset named; empty when none is.</summary>
    public string Charset { get; }

    /// <summary>The boundary of a multipart, or null.</summary>
    public byte[]? Boundary { get; }

    /// <summary>The transfer encoding in lower case; empty when none is given.</summary>
    public string Encoding { get; }

    /// <summary>True when the text says that it is format=flowed (RFC 3676).</summary>
    public bool IsFlowed { get; }

    /// <summary>True when it is text of some kind.</summary>
    public bool IsText => Type.StartsWith("text/", StringComparison.Ordinal);

    /// <summary>True when it holds parts.</summary>
    public bool IsMultipart => Type.StartsWith("multipart/", StringComparison.Ordinal);

    /// <summary>True when it is a message in a message.</summary>
    public bool IsMessage => Type is "message/rfc822" or "message/global" or "message/news";

    /// <summary>True when Content-Disposition says attachment.</summary>
    public bool IsAttachment => _disposition.Value == "attachment";

    /// <summary>The file name; empty when none is given.</summary>
    public string FileName() => _disposition.FindText("filename") ?? _type.FindText("name") ?? "";

    private static string ReadEncoding(ReadOnlySpan<byte> raw)
    {
        var value = HeaderText.Unfold(Comments.Strip(raw).Trim(" \t\r\n\";"u8));
        return HeaderText.DecodeUnfolded(value, fallback: null).ToLowerInvariant();
    }
}
