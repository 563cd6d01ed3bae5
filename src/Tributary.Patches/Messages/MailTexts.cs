using System.Collections.Immutable;
using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>The texts of a message that people read, and those attached that may be patches.</summary>
/// <param name="Plain">The text: its plain parts joined, with LF line ends.</param>
/// <param name="Attached">Attached texts: <c>.patch</c>, <c>.diff</c> and unnamed kinds, in order.</param>
internal readonly record struct MailTexts(string Plain, ImmutableArray<string> Attached)
{
    /// <summary>How much of <see cref="Plain"/> stands in the message itself: the rest is that of a message attached to it (message/rfc822).</summary>
    public int OwnLength { get; private init; } = Plain.Length;

    /// <summary>The texts of a message; HTML is never among them.</summary>
    public static MailTexts Of(Message message)
    {
        // Nearly all mail: one plain text.
        if (message.Parts is [{ ContentType: "text/plain", Text: { } only, IsAttachment: false, FileName: "" }]) return new(Unix(only), []);
        var plain = new List<string>();
        var own = -1;
        var attached = ImmutableArray.CreateBuilder<string>();
        foreach (var part in message.Parts)
        {
            if (IsAttachedText(part))
            {
                if (!part.IsOfAttachedMessage) attached.Add(Unix(part.DecodeText()));
            }
            else if (part is { ContentType: "text/plain" or "", IsAttachment: false, Text: { } text })
            {
                if (part.IsOfAttachedMessage && own < 0) own = plain.Sum(static one => one.Length + 1);
                plain.Add(Unix(text));
            }
        }

        var joined = string.Join('\n', plain);
        return new(joined, attached.ToImmutable()) { OwnLength = own < 0 ? joined.Length : own };
    }

    private static bool IsAttachedText(MailPart part)
    {
        if (part.ContentType is "text/html" or "application/pgp-signature" || part.ContentType.StartsWith("image/", StringComparison.Ordinal)) return false;
        if (IsPatchName(part.FileName) || part.ContentType is "text/x-patch" or "text/x-diff" or "application/x-patch") return !IsBinary(part);
        if (part.ContentType.StartsWith("text/", StringComparison.Ordinal)) return part.IsAttachment || part.ContentType != "text/plain" || part.FileName.Length > 0;
        return part.ContentType == "application/octet-stream" && !IsBinary(part);
    }

    private static bool IsPatchName(string name) =>
        name.EndsWith(".patch", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".diff", StringComparison.OrdinalIgnoreCase);

    private static bool IsBinary(MailPart part) => part.Text is null && part.Bytes.Span.Contains((byte)0);

    private static string Unix(string text) =>
        text.Contains('\r', StringComparison.Ordinal) ? text.Replace("\r\r\n", "\n", StringComparison.Ordinal).Replace("\r\n", "\n", StringComparison.Ordinal) : text;
}
