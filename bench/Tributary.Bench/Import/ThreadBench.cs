using System.Globalization;
using System.Text;

namespace Tributary.Bench;

/// <summary>
/// Imports a mailbox of which all mails form one cluster, by the published program: a chain of answers, and a work that is sent again and again in one thread. Says how much memory that
/// takes at most, which is to stay below the limit of every import.
/// </summary>
internal static class ThreadBench
{
    private const long MemoryLimitKilobytes = 300 * 1024;
    private const int NearAncestors = 12;
    private const int QuotedLines = 40;
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Runs it and prints a line for each.</summary>
    /// <param name="args"><c>--mails</c> and <c>--program</c>, each with a value.</param>
    public static int Run(string[] args)
    {
        var mails = int.Parse(ImportBench.Value(args, "--mails", "6000"), CultureInfo.InvariantCulture);
        var program = Path.GetFullPath(ImportBench.Value(args, "--program", "artifacts/trib/now/trib"));
        var folder = Directory.CreateTempSubdirectory("tributary-thread-bench-").FullName;
        try
        {
            var chain = Measure("a chain of answers", Chain(mails), program, folder);
            var work = Measure("a work sent again and again", Work(mails), program, folder);
            return Math.Max(chain, work) <= MemoryLimitKilobytes ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static long Measure(string what, IEnumerable<string> mails, string program, string folder)
    {
        var (box, data) = (Path.Combine(folder, "thread.mbox"), Path.Combine(folder, "data"));
        File.WriteAllLines(box, mails, Encoding.ASCII);
        var run = ImportBench.RunShell($"exec '{program}' import '{box}' --json --data '{data}'");
        Directory.Delete(data, recursive: true);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {run.Seconds:0.0} s, {run.PeakKilobytes / 1024} MB at most (limit {MemoryLimitKilobytes / 1024}): {run.Output.Trim()}"));
        return run.PeakKilobytes;
    }

    private static IEnumerable<string> Chain(int mails)
    {
        var quoted = string.Concat(Enumerable.Range(0, QuotedLines).Select(static line => $"> a quoted line of many words that stand here: {line}\n"));
        yield return Mail(0, "[PATCH] one change", [], $"It changes.\n\nSigned-off-by: Ann Bee <ann@example.org>\n{Diff(1, 1)}", "Ann Bee");
        for (var number = 1; number < mails; number++)
        {
            int[] answered = [0, .. Enumerable.Range(Math.Max(1, number - NearAncestors), Math.Min(number - 1, NearAncestors))];
            yield return Mail(number, "Re: [PATCH] one change", answered, $"On Monday Ann wrote:\n{quoted}\nI see it otherwise, says number {number}.\n", $"Reader {number % 300}");
        }
    }

    private static IEnumerable<string> Work(int mails)
    {
        for (var (number, version) = (0, 1); number < mails; version++)
        {
            var (cover, tag) = (number, version == 1 ? "" : $" v{version}");
            yield return Mail(number++, $"[PATCH{tag} 0/3] Do it in steps", cover == 0 ? [] : [0], "What it does.\n", "Ann Bee");
            for (var patch = 1; patch <= 3; patch++)
                yield return Mail(number++, $"[PATCH{tag} {patch}/3] a: step {patch}", [0, cover], $"Step.\n\nSigned-off-by: Ann Bee <ann@example.org>\n{Diff(patch, version)}", "Ann Bee");
            for (var answer = 0; answer < 6; answer++)
            {
                var to = 1 + (answer % 3);
                yield return Mail(number++, $"Re: [PATCH{tag} {to}/3] a: step {to}", [0, cover, cover + to], $"> quoted\n\nNo.\n\nReviewed-by: Reader {answer} <r{answer}@example.org>\n", $"Reader {answer}");
            }
        }
    }

    private static string Mail(int number, string subject, int[] answers, string body, string sender)
    {
        var header = $"From x Mon Jan  1 00:00:00 2024\nFrom: {sender} <{sender.Replace(' ', '.')}@example.org>\nTo: list@example.org\nSubject: {subject}\nMessage-ID: <m{number}@example.org>\nDate: "
            + Start.AddMinutes(number).ToString("r", CultureInfo.InvariantCulture) + "\n";
        if (answers.Length > 0) header += $"In-Reply-To: <m{answers[^1]}@example.org>\nReferences: {string.Join(' ', answers.Distinct().Select(static one => $"<m{one}@example.org>"))}\n";
        return $"{header}\n{body}";
    }

    private static string Diff(int file, int version) =>
        $"---\n a/f{file}.c | 2 +-\n\ndiff --git a/f{file}.c b/f{file}.c\n--- a/f{file}.c\n+++ b/f{file}.c\n@@ -1,3 +1,3 @@\n one\n-two {version - 1} of many\n+two {version} of many\n four\n-- \n2.40\n";
}
