using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Tributary.Git;
using Tributary.Mail;
using Tributary.Patches.Tests;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Store.Tests;

namespace Tributary.Server.Tests;

/// <summary>What our commits say and what b4 (Debian's) makes of the same threads: <c>b4 am -t</c> over the series of a year.</summary>
public sealed class TrailersAsB4Tests
{
    [Fact]
    [Trait("Speed", "all")]
    public async Task Trailers_WhenB4AppliesTheSameSeries_ThenTheyAreTheSame()
    {
        if (SharedFiles.Find("corpus/mail-2024.mbox.gz") is not { } file || !File.Exists("/usr/bin/b4"))
        {
            Console.WriteLine("NOT RUN: the sample mail or b4 is not here");
            return;
        }

        await using var import = (await ImportBench.OpenAsync(DatabaseKind.Sqlite))!;
        await using (var mail = new GZipStream(File.OpenRead(file), CompressionMode.Decompress))
        {
            var batch = new List<NewMessage>();
            foreach (var raw in MboxReader.Read(mail)) batch.Add(NewMessage.Read(raw));
            foreach (var chunk in batch.Chunk(1000)) await import.ImportAsync(chunk);
        }

        var folder = Directory.CreateTempSubdirectory("tributary-b4-").FullName;
        File.WriteAllText(Path.Combine(folder, ".gitconfig"), "[user]\n name = Mara Maintainer\n email = mara@example.org\n[b4]\n attestation-policy = off\n");
        var planner = new ApplyPlanner(import.Database);
        var profile = BuiltInProfiles.Find(BuiltInProfiles.Default)! with { Applying = new("") };
        var (lost, unjustified, counts) = (new List<string>(), new List<string>(), new Dictionary<bool, (int All, int Same)> { [false] = default, [true] = default });
        await foreach (var line in new SeriesQueries(import.Database).StreamAsync(new() { Project = import.Project }, CancellationToken.None))
        {
            if (line.IsPullRequest || !line.IsComplete || line.Date.Year != 2024) continue;
            var detail = (await new SeriesQueries(import.Database).FindAsync(line.Id, CancellationToken.None))!;
            var isRespun = !detail.Earlier.IsEmpty;
            if (counts[isRespun].All >= Most || detail.Earlier.Any(static link => link.Replaces is not null) || detail.Patches.Select(static patch => patch.Number).Distinct().Count() != line.Total) continue;
            var (plan, why) = await planner.MakeAsync(detail, profile, [], null, CancellationToken.None);
            if (plan is null) continue;
            var mails = await ReadMailsAsync(import, detail);
            if (await RunB4Async(folder, detail, mails) is not { } theirs) continue;
            var ours = plan.Patches.Select(static patch => patch.Message.Trailers.Select(static trailer => trailer.ToString()).ToList()).ToList();
            var isSame = ours.Count == theirs.Count && ours.Zip(theirs).All(static pair => pair.First.SequenceEqual(pair.Second, StringComparer.Ordinal));
            counts[isRespun] = (counts[isRespun].All + 1, counts[isRespun].Same + (isSame ? 1 : 0));
            if (isSame) continue;
            var told = $"{line.Head.Value} v{line.Version}\n ours   {Tell(ours)}\n theirs {Tell(theirs)}";
            lost.Add(told);
            if (ours.Count != theirs.Count || !ours.Zip(theirs).All(pair => IsJustified(pair.First, pair.Second, mails))) unjustified.Add(told);
        }

        Directory.Delete(folder, recursive: true);
        if (Environment.GetEnvironmentVariable("TRIBUTARY_B4_LOG") is { Length: > 0 } log) File.WriteAllLines(log, lost.Append($"first versions {counts[false]}, respins {counts[true]}"));
        Figure.Tell("trailers as b4 am", $"{counts[false].Same} of {counts[false].All}");
        Figure.Tell("trailers as b4 am, respins", $"{counts[true].Same} of {counts[true].All}");
        string.Join('\n', unjustified).ShouldBe("");
        foreach (var (all, _) in counts.Values) all.ShouldBeGreaterThanOrEqualTo(Sample);
    }

    // docs/trees.md lists these: b4 takes the header lines of a mail that was pasted, and sign-offs of a quoted commit, whose people did not write here; and it does not see an answer to
    // an earlier version that was sent as a thread of its own.
    private static bool IsJustified(List<string> ours, List<string> theirs, List<Message> mails) => theirs.Where(line => ours.Contains(line) || !(IsHeader(line) || IsOfAStranger(line, mails)))
        .SequenceEqual(ours.Where(line => theirs.Contains(line) || !IsOfAnAnswer(line, mails)), StringComparer.Ordinal);

    // The bracket that he forgot to close is ours.
    private static bool IsOfAnAnswer(string line, List<Message> mails) => mails.Exists(mail => mail.Subject.StartsWith("Re:", StringComparison.OrdinalIgnoreCase) && Patches.PatchMail.Read(mail).Content.Contains(line.TrimEnd('>'), StringComparison.Ordinal));

    private static bool IsHeader(string line) => line.StartsWith("Date: ", StringComparison.Ordinal) || line.StartsWith("Subject: ", StringComparison.Ordinal);

    private static bool IsOfAStranger(string line, List<Message> mails) =>
        line.Split(':')[0].EndsWith("-by", StringComparison.Ordinal) && !mails.Exists(mail => line.Contains(mail.From.Address, StringComparison.OrdinalIgnoreCase) || (mail.From.Name.Length > 0 && line.Contains(mail.From.Name, StringComparison.OrdinalIgnoreCase)));

    // All of the year with TRIBUTARY_B4_ALL, else a sample: b4 takes half a second for each.
    private static int Most => Environment.GetEnvironmentVariable("TRIBUTARY_B4_ALL") is { Length: > 0 } ? int.MaxValue : Sample;

    private const int Sample = 100;

    private static string Tell(List<List<string>> trailers) => string.Join(" || ", trailers.Select(static patch => string.Join(" | ", patch)));

    // The mail of the series and of its earlier versions, by date.
    private static async Task<List<Message>> ReadMailsAsync(ImportBench import, SeriesDetail detail)
    {
        var ids = detail.Thread.Select(static entry => entry.Message).Concat(detail.Patches.Select(static patch => patch.Message)).Append(detail.Summary.Head).Distinct().ToList();
        foreach (var link in detail.Earlier)
        {
            if (await new SeriesQueries(import.Database).FindAsync(link.Id, CancellationToken.None) is { } earlier) ids = [.. ids.Concat(earlier.Thread.Select(static entry => entry.Message)).Concat(earlier.Patches.Select(static patch => patch.Message)).Distinct()];
        }

        var mails = new List<Message>();
        foreach (var chunk in ids.Chunk(500)) mails.AddRange((await new MessageQueries(import.Database).ListAsync(import.Project, chunk, CancellationToken.None)).Select(static mail => MessageReader.Read(mail.Raw)));
        return [.. mails.OrderBy(static mail => mail.Date).ThenBy(static mail => mail.Id)];
    }

    // As people call it: by the id of a message, so that b4 takes its thread alone out of the mailbox.
    private static async Task<List<List<string>>?> RunB4Async(string folder, SeriesDetail detail, List<Message> mails)
    {
        await using (var mbox = File.Create(Path.Combine(folder, "thread.mbox")))
        {
            foreach (var mail in mails)
            {
                await mbox.WriteAsync("From mboxrd@z Thu Jan  1 00:00:00 1970\n"u8.ToArray());
                await mbox.WriteAsync(Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(mail.Raw.Span).Replace("\nFrom ", "\n>From ", StringComparison.Ordinal)));
                await mbox.WriteAsync("\n\n"u8.ToArray());
            }
        }

        var output = Path.Combine(folder, "out.mbx");
        File.Delete(output);
        var start = new ProcessStartInfo("/usr/bin/b4", ["-n", "--no-stdin", "am", "-m", "thread.mbox", "-t", "--no-cache", "-v", detail.Summary.Version.ToString(CultureInfo.InvariantCulture), "-o", ".", "-n", "out", detail.Summary.Head.Value])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder,
        };
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("HOME", folder), ("XDG_CACHE_HOME", folder), ("XDG_DATA_HOME", folder), ("GIT_CONFIG_GLOBAL", Path.Combine(folder, ".gitconfig")), ("LC_ALL", "C.UTF-8")]) start.Environment[name] = value;
#pragma warning disable RS0030 // The ban keeps processes of src/ in Tributary.Git; this runs b4.
        using var process = Process.Start(start)!;
#pragma warning restore RS0030
        process.StandardInput.Close();
        var said = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await said;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0 || !File.Exists(output)) return null;
        var patches = new List<List<string>>();
        await using var made = File.OpenRead(output);
        foreach (var mail in MboxReader.Read(made))
        {
            if (await MailPatch.ReadAsync(mail, CancellationToken.None) is not { } patch) return null;
            patches.Add([.. Patches.AmMessage.Read(patch.Message).Trailers.Select(static trailer => trailer.ToString())]);
        }

        return patches.Count == detail.Patches.Length ? patches : null;
    }
}
