using System.Text;
using Tributary.Mail;

namespace Tributary.Patches.Tests;

/// <summary>Mails written for tests, read as real mail is.</summary>
internal static class Mails
{
    /// <summary>A small diff that is whole.</summary>
    public const string Diff = """
        diff --git a/kernel/bpf/core.c b/kernel/bpf/core.c
        index 1111111..2222222 100644
        --- a/kernel/bpf/core.c
        +++ b/kernel/bpf/core.c
        @@ -1,3 +1,4 @@ int core(void)
         one
        +two
         three
         four

        """;

    /// <summary>The body of a patch as git sends it.</summary>
    public const string PatchBody = $"""
        Say why.

        Signed-off-by: Ann Author <ann@example.org>
        ---
         kernel/bpf/core.c | 1 +
         1 file changed, 1 insertion(+)

        {Diff}-- 
        2.39.2

        """;

    /// <summary>A mail of one text.</summary>
    /// <param name="subject">Its subject.</param>
    /// <param name="body">Its text.</param>
    /// <param name="headers">Further header lines, each with its line end.</param>
    public static PatchMail Read(string subject, string body, string headers = "")
    {
        var raw = $"From: Ann Author <ann@example.org>\nTo: list@example.org\nSubject: {subject}\nDate: Mon, 04 Mar 2024 09:00:00 +0000\n"
            + $"Message-ID: <one@example.org>\n{headers}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{body}";
        return PatchMail.Read(MessageReader.Read(Encoding.UTF8.GetBytes(raw)));
    }

    /// <summary>The header that makes a mail an answer.</summary>
    public const string Answer = "In-Reply-To: <zero@example.org>\n";
}
