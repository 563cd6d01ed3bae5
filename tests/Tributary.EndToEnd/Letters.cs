using System.Globalization;
using System.Text;

namespace Tributary.EndToEnd;

/// <summary>Small mails that tests are made of.</summary>
internal static class Letters
{
    /// <summary>A series of patches with a cover letter.</summary>
    public static string[] Series(string name, int patches) =>
        [Mail($"{name}.0", $"[PATCH v1 0/{patches}] {name}", "A cover letter."), .. Enumerable.Range(1, patches).Select(number => Patch(name, number, patches))];

    /// <summary>One patch of a series.</summary>
    public static string Patch(string name, int number, int total) => Mail(
        $"{name}.{number}", $"[PATCH v1 {number}/{total}] {name}: part {number}",
        $"Why it is so.\n\nSigned-off-by: A <a@example.org>\n---\n x.c | 1 +\n 1 file changed, 1 insertion(+)\n\ndiff --git a/x.c b/x.c\n--- a/x.c\n+++ b/x.c\n@@ -1 +1,2 @@\n a\n+{name} {number}",
        parent: $"{name}.0");

    /// <summary>A mail.</summary>
    public static string Mail(string id, string subject, string body, string? parent = null, string? listId = null)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Message-Id: <{id}@example.org>\nFrom: A <a@example.org>\nTo: list@example.org\nSubject: {subject}\n");
        text.Append("Date: Mon, 6 May 2024 10:00:00 +0000\n");
        if (parent is not null) text.Append(CultureInfo.InvariantCulture, $"In-Reply-To: <{parent}@example.org>\n");
        if (listId is not null) text.Append(CultureInfo.InvariantCulture, $"List-Id: A list <{listId}>\n");
        return text.Append('\n').Append(body).Append('\n').ToString();
    }

    /// <summary>A mailbox of them.</summary>
    public static string Mbox(params string[] mails) => string.Concat(mails.Select(static mail => $"From mboxrd@z Thu Jan  1 00:00:00 1970\n{mail}\n"));
}
