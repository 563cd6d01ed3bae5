using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace Tributary.EndToEnd;

/// <summary><c>trib maintainers</c> against the kernel's own script, on the same tree.</summary>
[Trait("Speed", "all")]
public sealed class GetMaintainerTests(ITestOutputHelper output)
{
    private const int Patches = 320;
    private static readonly Regex Beginning = new("^From \\S+ \\w{3} \\w{3} ", RegexOptions.Multiline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(30));
    private static readonly Regex Patch = new("^Subject: \\[[^\\]]*PATCH", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    [Fact]
    [Trait("Clause", "SUB-2")]
    public void Patches_WhenAskedAboutInBoth_ThenPeopleAndListsAreTheSame()
    {
        if (!KernelSource.IsHere || Trib.FindShared() is not { } shared) return;
        using var kernel = new KernelSource();
        using var trib = new Trib();
        var files = WritePatches(trib, shared);
        var (same, lines, wrong) = (0, 0, new ConcurrentBag<string>());
        Parallel.ForEach(files, new ParallelOptions { MaxDegreeOfParallelism = 2 }, file =>
        {
            var (theirs, ours) = (kernel.Ask(file), KernelSource.Lines(trib.Run("maintainers", "--tree", kernel.Root, file).Output));
            if (ours.Order(StringComparer.Ordinal).SequenceEqual(theirs.Order(StringComparer.Ordinal))) Interlocked.Increment(ref lines);
            if (Sorted(ours).SequenceEqual(Sorted(theirs))) Interlocked.Increment(ref same);
            else wrong.Add($"{file}: {string.Join(", ", Sorted(ours).Except(Sorted(theirs)))} instead of {string.Join(", ", Sorted(theirs).Except(Sorted(ours)))}");
        });
        foreach (var one in wrong) output.WriteLine(one);
        Tell("maintainers as get_maintainer.pl", $"{same} of {files.Count} (roles too: {lines})");
        same.ShouldBe(files.Count);
    }

    [Fact]
    public void History_WhenAskedAboutInBoth_ThenSharesAreTheSame()
    {
        if (!KernelSource.IsHere) return;
        using var kernel = new KernelSource();
        using var trib = new Trib();
        File.WriteAllText(Path.Combine(kernel.Root, ".mailmap"), "Bob Builder <bob@example.com> <bob@old.example.com>\n");
        kernel.Commit("lib/tributary/a.c", "1\n2\n3\n", "Bob B <bob@old.example.com>", "one\n\nSigned-off-by: Bob B <bob@old.example.com>\nReviewed-by: Eve Every <eve@example.com>");
        kernel.Commit("lib/tributary/a.c", "1\n2\n3\n4\n", "Cat Coder <cat@example.com>", "two\n\nReviewed-by: Bob Builder <bob@example.com>\nSigned-off-by: Cat Coder <cat@example.com>");
        kernel.Commit("lib/tributary/a.c", "1\n2\n4\n5\n", "Cat Coder <cat@example.com>", "three\n\nSigned-off-by: Cat Coder <cat@example.com>\nSigned-off-by: Linus Torvalds <torvalds@linux-foundation.org>");
        var broken = kernel.Commit("kernel/bpf/tributary.c", "1\n", "Dan Doe <dan@example.com>", "four\n\nSigned-off-by: Dan Doe <dan@example.com>");
        var patch = trib.Write("fix.patch", $"Subject: [PATCH] x\n\nFixes: {broken[..12]} (\"four\")\n---\ndiff --git a/kernel/bpf/tributary.c b/kernel/bpf/tributary.c\n--- a/kernel/bpf/tributary.c\n+++ b/kernel/bpf/tributary.c\n@@ -1,1 +1,1 @@\n-1\n+2\n");

        foreach (var arguments in new string[][] { ["-f", "lib/tributary/a.c"], [patch], ["--git", "-f", "kernel/bpf/tributary.c"] })
        {
            var ours = KernelSource.Lines(trib.Run(["maintainers", "--tree", kernel.Root, .. arguments]).Output);
            ours.Order(StringComparer.Ordinal).ShouldBe(kernel.Ask(arguments).Order(StringComparer.Ordinal), string.Join(' ', arguments));
        }
    }

    private static List<string> WritePatches(Trib trib, string shared)
    {
        var mails = new List<string>();
        foreach (var box in Directory.GetFiles(Path.Combine(shared, "corpus"), "mail-*.mbox.gz").Order(StringComparer.Ordinal))
        {
            using var text = new StreamReader(new GZipStream(File.OpenRead(box), CompressionMode.Decompress), Encoding.Latin1);
            mails.AddRange(Beginning.Split(text.ReadToEnd()).Where(static mail => mail.Contains("\ndiff --git ", StringComparison.Ordinal) && Patch.IsMatch(mail[..Math.Min(mail.Length, 8000)])
                && !mail.Contains("\nContent-Transfer-Encoding: base64", StringComparison.OrdinalIgnoreCase) && !mail.Contains("\nContent-Transfer-Encoding: quoted-printable", StringComparison.OrdinalIgnoreCase)));
        }

        var step = mails.Count / Patches;
        return
        [
            .. Enumerable.Range(0, Patches).Select(index =>
            {
                var path = Path.Combine(trib.Folder, $"{index}.patch");
                // The rest of the line that parts messages goes.
                File.WriteAllText(path, mails[index * step][(mails[index * step].IndexOf('\n', StringComparison.Ordinal) + 1)..], Encoding.Latin1);
                return path;
            }),
        ];
    }

    private static string[] Sorted(string[] lines) => [.. lines.Select(KernelSource.Person).Order(StringComparer.Ordinal)];

    private void Tell(string name, string value)
    {
        output.WriteLine($"{name}: {value}");
        if (Environment.GetEnvironmentVariable("TRIBUTARY_FIGURES") is { Length: > 0 } file) File.AppendAllText(file, $"{name}: {value}\n");
    }
}
