using System.Text;

namespace Tributary.Mail.Tests;

/// <summary>Small mails of given header lines.</summary>
internal static class Mails
{
    /// <summary>Reads a mail of these header lines (in Latin-1, so that any byte can be written) and a word of body.</summary>
    public static Message Read(string header, MailLimits? limits = null) =>
        MessageReader.Read(Encoding.Latin1.GetBytes(header + "\n\nword\n"), limits);

    /// <summary>The codes of what was odd.</summary>
    public static IEnumerable<string> Codes(this Message message) => message.Defects.Select(defect => defect.Code);
}
