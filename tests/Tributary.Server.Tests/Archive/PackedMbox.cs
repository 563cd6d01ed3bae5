using System.IO.Compression;
using System.Text;
using Tributary.Mail;

namespace Tributary.Server.Tests;

/// <summary>A packed mbox that the server sent.</summary>
internal static class PackedMbox
{
    /// <summary>Its text.</summary>
    public static string TextOf(byte[] packed)
    {
        using var stream = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var text = new StreamReader(stream, Encoding.UTF8);
        return text.ReadToEnd();
    }

    /// <summary>The ids of its mails in order.</summary>
    public static string[] IdsOf(byte[] packed)
    {
        using var stream = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        return [.. MboxReader.Read(stream).Select(mail => MessageReader.Read(mail).Id.Value)];
    }
}
