using System.Collections.Immutable;

namespace Tributary.Mail;

/// <summary>The words that <see cref="MailDefect.Code"/> may bear; docs/mail.md says what each means.</summary>
public static class DefectCode
{
    /// <summary>A line among the header fields is no field; it was left out.</summary>
    public const string HeaderLineBroken = "header-line-broken";

    /// <summary>The body begins without a blank line before it.</summary>
    public const string BlankLineAbsent = "blank-line-absent";

    /// <summary>The message ends with its header; no blank line, no body.</summary>
    public const string BodyAbsent = "body-absent";

    /// <summary>More header fields than the limit.</summary>
    public const string HeadersTooMany = "headers-too-many";

    /// <summary>A header field over the limit; its end was left out.</summary>
    public const string HeaderTooLong = "header-too-long";

    /// <summary>A field that may stand once stands several times; the first is taken.</summary>
    public const string HeaderDuplicated = "header-duplicated";

    /// <summary>The message begins with an mbox's <c>From </c> line.</summary>
    public const string MboxLine = "mbox-line";

    /// <summary>Lines end in a carriage return alone.</summary>
    public const string LineEndsCr = "line-ends-cr";

    /// <summary>No author: From is absent or holds no address.</summary>
    public const string FromAbsent = "from-absent";

    /// <summary>From is malformed; what looks like an address was taken.</summary>
    public const string FromBroken = "from-broken";

    /// <summary>Several authors in From; the first is taken.</summary>
    public const string FromSeveral = "from-several";

    /// <summary>A list or relay had put itself in From; the author was restored from another field.</summary>
    public const string FromRewritten = "from-rewritten";

    /// <summary>A list or relay had put itself in From, and no field tells the author's address.</summary>
    public const string FromRewrittenUnknown = "from-rewritten-unknown";

    /// <summary>More addresses in To or Cc than the limit.</summary>
    public const string AddressesTooMany = "addresses-too-many";

    /// <summary>No Message-Id; one was made from the content.</summary>
    public const string MessageIdAbsent = "message-id-absent";

    /// <summary>The Message-Id is malformed: no brackets, blanks or control characters in it, several.</summary>
    public const string MessageIdBroken = "message-id-broken";

    /// <summary>The Message-Id is too long to be kept; a digest of it stands for it.</summary>
    public const string MessageIdLong = "message-id-long";

    /// <summary>More ids in References than the limit.</summary>
    public const string ReferencesTooMany = "references-too-many";

    /// <summary>No Date header.</summary>
    public const string DateAbsent = "date-absent";

    /// <summary>The Date header is no date.</summary>
    public const string DateBroken = "date-broken";

    /// <summary>The date is before 1990, after 2100, or later than the mail was received.</summary>
    public const string DateIncredible = "date-incredible";

    /// <summary>The zone of the date is unknown or out of range; taken as UTC.</summary>
    public const string DateZoneUnknown = "date-zone-unknown";

    /// <summary>Neither Date nor a Received header tells the date; it is 1970-01-01.</summary>
    public const string DateUnknown = "date-unknown";

    /// <summary>The Content-Type is malformed; the part is read as plain text.</summary>
    public const string ContentTypeBroken = "content-type-broken";

    /// <summary>A multipart without a boundary parameter, or whose boundary never comes; read as text.</summary>
    public const string BoundaryAbsent = "boundary-absent";

    /// <summary>A multipart without its closing boundary: the mail may be cut off.</summary>
    public const string MultipartUnclosed = "multipart-unclosed";

    /// <summary>Multiparts or attached messages nest deeper than the limit; the rest is one part.</summary>
    public const string NestedTooDeep = "nested-too-deep";

    /// <summary>More parts than the limit; the rest was not read.</summary>
    public const string PartsTooMany = "parts-too-many";

    /// <summary>A transfer encoding that is not known (x-uuencode, say); the part is kept as it came.</summary>
    public const string EncodingUnknown = "encoding-unknown";

    /// <summary>Base64 with other characters in it or cut off; what can be decoded was.</summary>
    public const string Base64Broken = "base64-broken";

    /// <summary>Quoted-printable with escapes that are none; they were kept as they are.</summary>
    public const string QuotedPrintableBroken = "quoted-printable-broken";

    /// <summary>A charset that is not known; the text was read as UTF-8 or Windows-1252.</summary>
    public const string CharsetUnknown = "charset-unknown";

    /// <summary>The text's bytes are not of the charset it names; read as UTF-8 or Windows-1252.</summary>
    public const string CharsetWrong = "charset-wrong";

    /// <summary>The text holds NUL characters; U+FFFD stands for them.</summary>
    public const string TextNul = "text-nul";

    /// <summary>The text is format=flowed. It is kept as it is: joining lines would destroy patches.</summary>
    public const string FormatFlowed = "format-flowed";

    /// <summary>All of them, for the page that explains them.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        HeaderLineBroken, BlankLineAbsent, BodyAbsent, HeadersTooMany, HeaderTooLong, HeaderDuplicated, MboxLine,
        LineEndsCr, FromAbsent, FromBroken, FromSeveral, FromRewritten, FromRewrittenUnknown, AddressesTooMany,
        MessageIdAbsent, MessageIdBroken, MessageIdLong, ReferencesTooMany,
        DateAbsent, DateBroken, DateIncredible, DateZoneUnknown, DateUnknown,
        ContentTypeBroken, BoundaryAbsent, MultipartUnclosed, NestedTooDeep, PartsTooMany,
        EncodingUnknown, Base64Broken, QuotedPrintableBroken, CharsetUnknown, CharsetWrong, TextNul, FormatFlowed,
    ];
}
