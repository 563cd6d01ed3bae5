using System.Text;
using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>Reads an address as it stands in a text: <c>A. Author &lt;a@example.org&gt;</c>.</summary>
internal static class MailboxText
{
    /// <summary>The mailbox, or null where no address stands.</summary>
    public static Mailbox? Read(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        // git encodes names in a body as in a header (RFC 2047): the mail reader knows how.
        if (text.Contains("=?", StringComparison.Ordinal)) return MessageReader.Read(Encoding.UTF8.GetBytes($"From: {text}\n\n")).From is { Address: not "" } from ? from : null;
        var open = text.LastIndexOf('<');
        var close = text.LastIndexOf('>');
        if (open >= 0 && close > open)
        {
            var address = text[(open + 1)..close].Trim();
            return address.IsEmpty ? null : new(text[..open].Trim().Trim('"').ToString(), address.ToString());
        }

        return text.Contains('@') && !text.ContainsAny(" \t") ? new("", text.ToString()) : null;
    }
}
