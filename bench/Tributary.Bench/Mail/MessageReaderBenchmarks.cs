using System.Text;
using BenchmarkDotNet.Attributes;
using Tributary.Mail;

namespace Tributary.Bench;

/// <summary>
/// Reading one mail. Aim: under 25 µs for a list mail of 8 KB. <c>dotnet run -c Release --project bench/Tributary.Bench -- --filter *MessageReader*</c>
/// </summary>
[MemoryDiagnoser]
public class MessageReaderBenchmarks
{
    private readonly byte[] _listMail = SampleMail.ListMail(bodyLines: 80);
    private readonly byte[] _quotedPrintable = SampleMail.QuotedPrintable(lines: 120);
    private readonly byte[] _multipart = SampleMail.Multipart(lines: 60);

    /// <summary>A patch through a list: 40 header fields with long signatures, one text.</summary>
    [Benchmark(Baseline = true)]
    public Message ListMail() => MessageReader.Read(_listMail);

    /// <summary>A text in quoted-printable.</summary>
    [Benchmark]
    public Message QuotedPrintable() => MessageReader.Read(_quotedPrintable);

    /// <summary>A signed message with an attachment in base64.</summary>
    [Benchmark]
    public Message Multipart() => MessageReader.Read(_multipart);

    /// <summary>What any reader must do at least: hash the bytes (the digest that the store keeps).</summary>
    [Benchmark]
    public byte[] DigestAlone() => System.Security.Cryptography.SHA256.HashData(_listMail);
}

/// <summary>Mails of the size and shape that lists carry, made here.</summary>
internal static class SampleMail
{
    public static byte[] ListMail(int bodyLines) => Bytes(Header("text/plain; charset=utf-8", "8bit") + "\n" + Diff(bodyLines));

    public static byte[] QuotedPrintable(int lines) =>
        Bytes(Header("text/plain; charset=\"utf-8\"", "quoted-printable") + "\n"
            + string.Concat(Enumerable.Range(0, lines).Select(i => $"The loom =E2=80=93 number {i} =3D weaves a long line that goes on =\nhere.\n")));

    public static byte[] Multipart(int lines)
    {
        var patch = Convert.ToBase64String(Bytes(Diff(lines)), Base64FormattingOptions.InsertLineBreaks).Replace("\r", "", StringComparison.Ordinal);
        return Bytes(Header("multipart/signed; boundary=\"sig\"; micalg=pgp-sha256", "7bit")
            + "\n--sig\nContent-Type: multipart/mixed; boundary=mix\n\n--mix\nContent-Type: text/plain; charset=us-ascii\n\nSee the patch.\n\n--mix\n"
            + "Content-Type: text/x-patch; name=weave.patch\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=weave.patch\n\n"
            + patch + "\n--mix--\n--sig\nContent-Type: application/pgp-signature; name=signature.asc\n\n-----BEGIN PGP SIGNATURE-----\n--sig--\n");
    }

    /// <summary>An mbox of list mails, with some quoted lines.</summary>
    public static byte[] Mbox(int messages)
    {
        var mail = Encoding.UTF8.GetString(ListMail(bodyLines: 80));
        return Bytes(string.Concat(Enumerable.Range(0, messages).Select(i =>
            "From mboxrd@z Thu Jan  1 00:00:00 1970\n" + mail + (i % 50 == 0 ? ">From here on\n" : "") + "\n")));
    }

    private static string Header(string type, string encoding)
    {
        var header = new StringBuilder();
        for (var i = 0; i < 6; i++)
        {
            header.Append("Received: from mx").Append(i).Append(".example.org (mx.example.org [192.0.2.7])\n\tby list.example.org (Postfix) with ESMTPS id 4VD1X;\n")
                .Append("\tTue,  5 Mar 2024 10:2").Append(9 - i).Append(":11 +0000 (UTC)\n");
        }

        foreach (var name in (string[])["ARC-Seal", "ARC-Message-Signature", "ARC-Authentication-Results", "DKIM-Signature", "DKIM-Signature", "X-Spam-Report"])
        {
            header.Append(name).Append(": i=1; a=rsa-sha256; d=example.org; s=arc-20240116;\n");
            for (var i = 0; i < 5; i++) header.Append("        ").Append('x', 60).Append((char)('a' + i)).Append('\n');
        }

        for (var i = 0; i < 14; i++) header.Append("X-Header-").Append(i).Append(": some words that nobody reads\n");
        return header + "From: =?utf-8?q?Ada_W=C3=A9aver?= <ada@example.org>\nTo: bpf@vger.example.org\n"
            + "Cc: Bob Builder <bob@example.org>, \"Carl, the Third\" <carl@example.org>,\n        dora@example.org, Emil Ε <emil@example.org>,\n        netdev@vger.example.org\n"
            + "Subject: [PATCH bpf-next v3 02/11] bpf: weave the verifier\n        with many threads\nDate: Tue,  5 Mar 2024 11:20:11 +0100\n"
            + "Message-Id: <20240305102011.12345-3-ada@example.org>\nIn-Reply-To: <20240305102011.12345-1-ada@example.org>\n"
            + "References: <20240305102011.12345-1-ada@example.org>\n        <20240304102011.12345-1-ada@example.org>\nList-Id: <bpf.vger.example.org>\n"
            + $"Mime-Version: 1.0\nContent-Type: {type}\nContent-Transfer-Encoding: {encoding}\n";
    }

    private static string Diff(int lines) =>
        "The verifier is woven anew.\n\nSigned-off-by: Ada Wéaver <ada@example.org>\n---\n kernel/bpf/verifier.c | 80 ++++++\n\n"
        + "diff --git a/kernel/bpf/verifier.c b/kernel/bpf/verifier.c\n--- a/kernel/bpf/verifier.c\n+++ b/kernel/bpf/verifier.c\n@@ -1,3 +1,83 @@\n"
        + string.Concat(Enumerable.Range(0, lines).Select(i => $"+\tif (weave(env, {i}))\n")) + "-- \n2.43.0\n";

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
