using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Tributary.Bench;

/// <summary>
/// A public-inbox of the same mails several times over, to see that memory does not grow with the archive: each copy has Message-Ids, addresses, links and
/// subjects of its own, so that it makes threads and series of its own.
/// </summary>
internal static partial class GrownInbox
{
    private const int Start = 1_500_000_000;

    /// <summary>Makes it.</summary>
    /// <param name="repository">The public-inbox to take the mails from.</param>
    /// <param name="list">A file with the ids of their blobs, newest first.</param>
    /// <param name="grown">The repository to make.</param>
    /// <param name="times">How many times the mails.</param>
    public static void Make(string repository, string list, string grown, int times)
    {
        Run($"git init -q --bare '{grown}' && git -C '{grown}' symbolic-ref HEAD refs/heads/master");
        using var import = Open($"git -C '{grown}' fast-import --quiet");
        var time = Start;
        for (var copy = 0; copy < times; copy++)
        {
            using var mails = Open($"tac '{list}' | git -C '{repository}' cat-file --batch");
            foreach (var mail in Read(mails.StandardOutput.BaseStream)) Write(import.StandardInput.BaseStream, copy == 0 ? mail : Rewrite(mail, copy), time++);
        }

        import.StandardInput.Close();
        import.WaitForExit();
    }

    private static IEnumerable<byte[]> Read(Stream source)
    {
        using var answers = new BufferedStream(source, 1 << 20);
        var header = new List<byte>();
        while (true)
        {
            header.Clear();
            int next;
            while ((next = answers.ReadByte()) is not (-1 or '\n')) header.Add((byte)next);
            if (next < 0) yield break;
            var words = header.ToArray();
            if (!Utf8Parser.TryParse(words.AsSpan(words.AsSpan().LastIndexOf((byte)' ') + 1), out int size, out _)) continue;
            var mail = new byte[size];
            answers.ReadExactly(mail);
            answers.ReadByte();
            yield return mail;
        }
    }

    // Latin-1 keeps every byte.
    private static byte[] Rewrite(byte[] mail, int copy)
    {
        var text = Encoding.Latin1.GetString(mail);
        var end = text.IndexOf("\n\n", StringComparison.Ordinal) is var blank and >= 0 ? blank : text.Length;
        var mark = string.Create(CultureInfo.InvariantCulture, $"{copy}z");
        var header = Address().Replace(text[..end], $"{mark}$0");
        header = Subject().Replace(header, $"$0Q{mark} ", 1);

        // A name of its own too: the same person's like patches are versions of one piece of work, and so are those of one Change-Id.
        header = Sender().Replace(header, $"$0Q{mark} ", 1);
        return Encoding.Latin1.GetBytes(header + ChangeId().Replace(Link().Replace(text[end..], $"$0{mark}"), $"$0{mark}"));
    }

    private static void Write(Stream import, byte[] mail, int time)
    {
        import.Write(Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"commit refs/heads/master\ncommitter A <a@example.org> {time} +0000\ndata 0\nM 100644 inline m\ndata {mail.Length}\n")));
        import.Write(mail);
        import.Write("\n"u8);
    }

    private static Process Open(string command)
    {
#pragma warning disable RS0030 // The ban keeps processes of src/ in Tributary.Git; a benchmark makes its own archive.
        return Process.Start(new ProcessStartInfo("sh", ["-c", command]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
#pragma warning restore RS0030
    }

    private static void Run(string command)
    {
        using var process = Open(command);
        process.WaitForExit();
    }

    [GeneratedRegex(@"(?<=[\w.+-])@(?=[\w.-])", RegexOptions.None, 10_000)]
    private static partial Regex Address();

    [GeneratedRegex(@"^subject:\s*(?:re:\s*)?(?:\[[^\]]*\]\s*)*", RegexOptions.IgnoreCase | RegexOptions.Multiline, 10_000)]
    private static partial Regex Subject();

    [GeneratedRegex(@"lore\.kernel\.org/[^\s@]*(?=@)", RegexOptions.None, 10_000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^from:[ \t]*""?(?=[^\n<]*[^\s<""][^\n<]*<)", RegexOptions.IgnoreCase | RegexOptions.Multiline, 10_000)]
    private static partial Regex Sender();

    [GeneratedRegex(@"^(?:>[ >]*)?change-id:[ \t]*\S+", RegexOptions.IgnoreCase | RegexOptions.Multiline, 10_000)]
    private static partial Regex ChangeId();
}
