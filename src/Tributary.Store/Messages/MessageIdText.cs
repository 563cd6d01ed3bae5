using Tributary.Mail;

namespace Tributary.Store;

/// <summary>A Message-Id as people type or paste it.</summary>
public static class MessageIdText
{
    /// <summary>
    /// The id in a text that is nothing else: bare, in angle brackets, or at the end of an archive's URL
    /// (<c>https://lore.kernel.org/r/ID/</c>, with escapes undone). Null if it cannot be one.
    /// </summary>
    public static MessageId? Find(string text)
    {
        var id = text.Trim();
        if (id.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || id.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            var path = id.Split('#', '?')[0];
            id = Uri.UnescapeDataString(Array.Find(path.Split('/')[3..], part => part.Contains('@', StringComparison.Ordinal) || part.Contains("%40", StringComparison.OrdinalIgnoreCase)) ?? "");
        }

        if (id is ['<', .. var inner, '>']) id = inner.Trim();
        return id.Length > 0 && id.Contains('@', StringComparison.Ordinal) && !id.Contains(' ', StringComparison.Ordinal) ? new MessageId(id) : null;
    }
}
