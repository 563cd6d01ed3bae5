using System.Text;
using BenchmarkDotNet.Attributes;
using Tributary.Mail;
using Tributary.Patches;

namespace Tributary.Bench;

/// <summary>Reading a subject, and a whole mail as a patch, a reply and a cover letter of the size that is usual.</summary>
[MemoryDiagnoser]
public class PatchMailBenchmarks
{
    private Message patch = null!;
    private Message reply = null!;
    private Message cover = null!;

    [GlobalSetup]
    public void Make()
    {
        patch = Mail("[PATCH bpf-next v3 2/7] bpf: count to a hundred", PatchText());
        reply = Mail("Re: [PATCH bpf-next v3 2/7] bpf: count to a hundred", string.Concat(PatchText().Split('\n').Select(line => $"> {line}\n")) + "\nAcked-by: Ben Reviewer <ben@example.com>\n");
        cover = Mail("[PATCH bpf-next v3 0/7] bpf: count", "Say why.\n\n- Link to v2: https://lore.example.org/r/20240304-count-v2-0-0123456789ab@example.org\n");
    }

    [Benchmark]
    public PatchSubject Subject() => PatchSubject.Parse("Re: [PATCH bpf-next v3 2/7] bpf: count to a hundred");

    [Benchmark]
    public PatchMail Patch() => PatchMail.Read(patch);

    [Benchmark]
    public PatchMail Reply() => PatchMail.Read(reply);

    [Benchmark]
    public PatchMail CoverLetter() => PatchMail.Read(cover);

    private static Message Mail(string subject, string text) => MessageReader.Read(Encoding.UTF8.GetBytes(
        $"From: Ann Author <ann@example.org>\nSubject: {subject}\nDate: Mon, 04 Mar 2024 09:00:00 +0000\nMessage-ID: <one@example.org>\n\n{text}"));

    // 100 lines of context and change, about 4 KiB.
    private static string PatchText()
    {
        var text = new StringBuilder("Say why, in some words.\n\nSigned-off-by: Ann Author <ann@example.org>\n---\n net/core.c | 40 ++++\n 1 file changed, 40 insertions(+)\n\n");
        text.Append("diff --git a/net/core.c b/net/core.c\nindex 1111111..2222222 100644\n--- a/net/core.c\n+++ b/net/core.c\n@@ -1,60 +1,100 @@\n");
        for (var line = 0; line < 100; line++) text.Append(line < 40 ? '+' : ' ').Append("\treturn count(one, two, three, four);\n");
        return text.Append("-- \n2.39.2\n").ToString();
    }
}
