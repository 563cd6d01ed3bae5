using System.Globalization;
using System.Text;

namespace Tributary.Bench;

/// <summary>Writes a history for git fast-import, the same one each time: mainline with a tag every thousandth, and twenty stable branches with a fifth of all commits.</summary>
internal static class HistoryWriter
{
    private const int Branches = 20;
    private const int Releases = 800;
    private const int Start = 1_104_537_600;
    private static readonly string[] Words = ["fix", "check", "bounds", "of", "map", "when", "verifier", "rejects", "program", "with", "null", "pointer", "in", "helper", "for", "socket", "buffer", "after", "tail", "call", "memory", "leak", "race"];

    /// <summary>Writes it.</summary>
    /// <param name="output">Standard input of fast-import.</param>
    /// <param name="commits">How many commits.</param>
    public static void Write(TextWriter output, int commits)
    {
        var random = new Random(7);
        var mainline = commits * 4 / 5;
        var every = Math.Max(1, mainline / Releases);
        for (var i = 0; i < mainline; i++)
        {
            var fixes = i > 1000 && i % 5 == 0 ? $"Fixes: {random.NextInt64(1L << 48):x12} (\"x\")\n" : "";
            Commit(output, "refs/trees/mainline", Message(random, i, fixes), new(i + 1, i, Start + i * 300L, null));
            if (i % every == every - 1) output.Write(string.Create(CultureInfo.InvariantCulture, $"reset refs/tree-tags/mainline/v{i / every / 8}.{i / every % 8}\nfrom :{i + 1}\n\n"));
        }

        var mark = mainline;
        for (var branch = 0; branch < Branches; branch++)
        {
            int? from = (branch + 1) * Releases / (Branches + 2) * every;
            for (var j = 0; j < commits / 5 / Branches; j++)
            {
                var number = random.Next(mainline);
                var says = j % 50 == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"[ Upstream commit {random.NextInt64(1L << 60):x15}{random.NextInt64(1L << 60):x15}{number:x10} ]\n");
                Commit(output, string.Create(CultureInfo.InvariantCulture, $"refs/trees/stable+linux-{branch}.0.y"), Message(random, number, says), new(++mark, j, Start + mainline * 300L + j * 600L, from));
                from = null;
            }
        }

        output.Write("done\n");
    }

    /// <summary>Writes more commits on top of mainline.</summary>
    public static void WriteMore(TextWriter output, int commits)
    {
        var random = new Random(8);
        for (var i = 0; i < commits; i++)
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"commit refs/trees/mainline\ncommitter C <c@example.org> {2_000_000_000 + i} +0000\n"));
            var message = Message(random, 5_000_000 + i, "");
            output.Write(string.Create(CultureInfo.InvariantCulture, $"data {message.Length}\n{message}{(i == 0 ? "from refs/trees/mainline^0\n" : "")}M 100644 inline more{i}\ndata 2\nx\n\n"));
        }

        output.Write("done\n");
    }

    private static void Commit(TextWriter output, string name, string message, Place place)
    {
        var (mark, file, at, from) = place;
        output.Write(string.Create(CultureInfo.InvariantCulture, $"commit {name}\nmark :{mark}\nauthor Author {mark % 5000} <author{mark % 5000}@example.org> {at} +0000\ncommitter C <c@example.org> {at + 86400} +0000\ndata {message.Length}\n{message}"));
        if (from is { } parent) output.Write(string.Create(CultureInfo.InvariantCulture, $"from :{parent}\n"));
        var content = string.Create(CultureInfo.InvariantCulture, $"int a{mark};\nint b;\n");
        output.Write(string.Create(CultureInfo.InvariantCulture, $"M 100644 inline d{file % 50}/f{file % 400}.c\ndata {content.Length}\n{content}\n"));
    }

    private static string Message(Random random, int number, string says)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"area{number % 300}: {Line(random, 6)} {number}\n\n{says}\n");
        for (var i = 0; i < 8; i++) text.Append(Line(random, 10)).Append('\n');
        return text.Append(CultureInfo.InvariantCulture, $"\nSigned-off-by: Author {number % 5000} <author{number % 5000}@example.org>\n").ToString();
    }

    private static string Line(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));

    // The commit's mark, the number of its file, its time, and what it is built on where that is not the commit before.
    private sealed record Place(int Mark, int File, long At, int? From);
}
