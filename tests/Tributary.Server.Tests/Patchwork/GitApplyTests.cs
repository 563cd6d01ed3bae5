using System.Globalization;
using System.Text;
using Tributary.Git;

namespace Tributary.Server.Tests;

/// <summary>git applies our mbox as it applies the mail: the same trees, authors, dates and messages.</summary>
public sealed class GitApplyTests
{
    public static TheoryData<string> Ways => ["8bit", "quoted-printable", "base64", "latin1", "body-author", "flowed-names", "attached"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Mbox_WhenAppliedByGit_ThenTheCommitsAreThoseOfTheMail(string way)
    {
        using var folder = new TestFolder();
        var mails = MailsOf(folder, way);
        await using var bench = await WebBench.OpenAsync(_ => Task.CompletedTask, mails);

        var ours = await bench.Client.GetByteArrayAsync(new Uri("/series/1/mbox/", UriKind.Relative));

        var commits = Log(folder, folder.Find("source"));
        Apply(folder, "ours", ours).ShouldBe(commits);
        // git takes the bytes of a diff as they are: a mail program that wrote them in another charset made a patch that only we apply.
        if (way != "latin1") Apply(folder, "straight", [.. mails.SelectMany(mail => (byte[])[.. "From mail Mon Sep 17 00:00:00 2001\n"u8, .. mail, .. "\n"u8])]).ShouldBe(commits);
    }

    // Three commits, as mails in the ways that people send.
    private static byte[][] MailsOf(TestFolder folder, string way)
    {
        var source = folder.Create("source");
        folder.Commit(source, "base", "Ann Author <ann@example.org>", new() { ["a.c"] = Lines(1, 40), ["b.txt"] = "gr\u00fc\u00dfe\n" + Lines(1, 9) });
        folder.Commit(source, "gears: oil them\n\nBecause they grind. Gr\u00fc\u00dfe \u4f60\u597d, and a long line that goes on and on and on and on and on and on and on.\n\nSigned-off-by: Zo\u00eb \u0141. <zoe@example.org>\n",
            "Zo\u00eb \u0141. <zoe@example.org>", new() { ["a.c"] = Lines(1, 20) + "\tint x = 1; /* = =3D \u00e4 */\n" + Lines(21, 40), ["empty \u00e4.txt"] = "" });
        folder.Commit(source, "gears: \u00f6l\n\nSigned-off-by: Bo O. Oo <bo@example.org>\n", "Bo O. Oo <bo@example.org>", new() { ["b.txt"] = "gr\u00fc\u00dfe an alle\nFrom here on\n.\n" + Lines(2, 9) });
        folder.Commit(source, "gears: away\n\nSigned-off-by: A <a@example.org>\n", "A <a@example.org>", new() { ["b.txt"] = null, ["c.txt"] = "no end" });
        string[] options = way switch
        {
            "body-author" => ["--from=Sender <sender@example.org>"],
            "flowed-names" => ["--from=Sender <sender@example.org>", "--cover-letter"],
            "attached" => ["--attach=bound"],
            _ => [],
        };
        var mails = folder.FormatPatches(source, [.. options, "--thread", "-v2", "--subject-prefix=PATCH tree", "--stat"]);
        return [.. mails.Where(mail => !mail.Contains("[PATCH tree v2 0/3]", StringComparison.Ordinal) || way != "flowed-names").Select(mail => Encode(mail, way))];
    }

    private static byte[] Encode(string mail, string way)
    {
        var blank = mail.IndexOf("\n\n", StringComparison.Ordinal);
        var (head, body) = (mail[..(blank + 1)], mail[(blank + 2)..]);
        if (way is not ("quoted-printable" or "base64" or "latin1")) return Encoding.UTF8.GetBytes(mail);
        string[] kept = [.. head.Split('\n').Where(line => !line.StartsWith("Content-T", StringComparison.Ordinal) && !line.StartsWith("MIME-", StringComparison.Ordinal) && line.Length > 0)];
        var isLatin = way == "latin1" && body.All(letter => letter < 256);
        var bytes = isLatin ? Encoding.Latin1.GetBytes(body) : Encoding.UTF8.GetBytes(body);
        var encoding = way == "latin1" ? "8bit" : way;
        var text = $"{string.Join('\n', kept)}\nMIME-Version: 1.0\nContent-Type: text/plain; charset={(isLatin ? "iso-8859-1" : "UTF-8")}\nContent-Transfer-Encoding: {encoding}\n\n";
        return [.. Encoding.UTF8.GetBytes(text), .. way switch
        {
            "quoted-printable" => Quote(bytes),
            "base64" => Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks).Replace("\r\n", "\n", StringComparison.Ordinal) + "\n"),
            _ => bytes,
        }];
    }

    private static byte[] Quote(byte[] bytes)
    {
        var text = new StringBuilder();
        var width = 0;
        foreach (var value in bytes)
        {
            if (value == '\n') (_, width) = (text.Append('\n'), 0);
            else
            {
                var sign = value is < 33 or > 126 or (byte)'=' ? $"={value:X2}" : ((char)value).ToString();
                if (width + sign.Length > 75) (_, width) = (text.Append("=\n"), 0);
                text.Append(sign);
                width += sign.Length;
            }
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static string Apply(TestFolder folder, string name, byte[] mbox)
    {
        var clone = folder.Clone("source", name, back: 3);
        folder.Run(clone, ["am", "--quiet"], mbox).ExitCode.ShouldBe(0, Encoding.UTF8.GetString(mbox));
        return Log(folder, clone);
    }

    private static string Log(TestFolder folder, string repository) => folder.Run(repository, ["log", "--format=%T %an <%ae> %ad %s%n%b"]).Text;

    private static string Lines(int first, int last) => string.Concat(Enumerable.Range(first, last - first + 1).Select(number => string.Create(CultureInfo.InvariantCulture, $"line {number}\n")));
}
