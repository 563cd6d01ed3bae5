using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Tributary.Mail;

/// <summary>
/// The id of a message that bears none, made of what its author wrote and not of what hosts and lists added on the way, so that
/// two copies of one mail bear the same id.
/// </summary>
internal static class ContentId
{
    private const string Domain = "no-message-id.invalid";

    private static readonly string[] Authored =
        ["From", "To", "Cc", "Date", "Subject", "In-Reply-To", "References", "Content-Type", "Content-Transfer-Encoding"];

    /// <summary>The id of a message: a digest of the author's fields and the body; of all its bytes where it has none of the fields that tell mails apart.</summary>
    public static MessageId Of(HeaderFields fields, Source source)
    {
        if (fields.Find("from"u8) < 0 && fields.Find("date"u8) < 0 && fields.Find("subject"u8) < 0) return OfBytes(source.Raw.Span);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var field in fields.All)
        {
            var name = Array.Find(Authored, field.Is);
            if (name is not null) hash.AppendData(Encoding.UTF8.GetBytes($"{name}:{field.Value}\n"));
        }

        var body = source.Block.Bytes.Span[source.BodyStart..].TrimEnd("\r\n"u8);
        // A copy with CRLF is the same mail.
        foreach (var range in body.Split((byte)'\r')) hash.AppendData(body[range]);
        return Make(hash.GetHashAndReset());
    }

    /// <summary>The id of bytes that are no mail.</summary>
    public static MessageId OfBytes(ReadOnlySpan<byte> bytes) => Make(SHA256.HashData(bytes));

    /// <summary>
    /// An id by checksums of all bytes: for one run of the program, where nothing is kept. The digest's library, which takes as long to load as a series to check, is not needed.
    /// </summary>
    public static MessageId Passing(ReadOnlySpan<byte> bytes)
    {
        var (one, other) = (0u, uint.MaxValue);
        foreach (var value in bytes)
        {
            one = BitOperations.Crc32C(one, value);
            other = BitOperations.Crc32C(other ^ one, value);
        }

        return new(string.Create(CultureInfo.InvariantCulture, $"{one:x8}{other:x8}{bytes.Length:x}@{Domain}"));
    }

    private static MessageId Make(ReadOnlySpan<byte> digest) => new($"{Convert.ToHexStringLower(digest)}@{Domain}");
}
