using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;

namespace Tributary.EndToEnd;

/// <summary>Real mail, imported by the built program: nothing is lost, and what has no place says why.</summary>
public sealed class CorpusCountsTests : IDisposable
{
    private static readonly string[] Kinds = ["patches", "covers", "comments", "pull_requests", "ignored", "duplicates", "quarantined"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tributary-corpus-");

    [Fact]
    [Trait("Speed", "all")]
    public void Corpus_WhenImported_ThenEveryMessageIsCountedAndAllThatIsPassedOverSaysWhy()
    {
        if (Find() is not { } program) return;

        var (output, errors) = Run(program, ["import", "--json", "--verbose", "--data", _folder.FullName, .. Mailboxes()]);
        using var counts = JsonDocument.Parse(output);
        var of = Kinds.ToDictionary(kind => kind, kind => counts.RootElement.GetProperty(kind).GetInt64());
        var messages = counts.RootElement.GetProperty("messages").GetInt64();
        var reasons = errors.Split('\n').Count(line => line.Contains(": ignored: ", StringComparison.Ordinal) || line.Contains(": quarantined: ", StringComparison.Ordinal));

        messages.ShouldBe(Mailboxes().Sum(CountMails));
        of.Values.Sum().ShouldBe(messages);
        reasons.ShouldBe((int)(of["ignored"] + of["quarantined"]), $"standard error has {errors.Length} characters and begins: {errors[..Math.Min(errors.Length, 400)]}");
        Tell($"{messages} messages = {string.Join(" + ", Kinds.Select(kind => $"{of[kind]} {kind}"))}");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string? Find()
    {
        var program = Environment.GetEnvironmentVariable("TRIBUTARY_BIN");
        if (program is not null && File.Exists(program) && Mailboxes().Length > 0) return program;

        Console.WriteLine("NOT RUN: it needs the built program (TRIBUTARY_BIN) and the sample mail (TRIBUTARY_SHARED)");
        return null;
    }

    private static string[] Mailboxes()
    {
        var shared = Environment.GetEnvironmentVariable("TRIBUTARY_SHARED") ?? Path.Combine(FindRoot(), "..", "shared");
        var corpus = Path.Combine(shared, "corpus");
        return Directory.Exists(corpus) ? [.. Directory.GetFiles(corpus, "mail-*.mbox.gz").Order(StringComparer.Ordinal)] : [];
    }

    // Counted apart from our own reader: these mailboxes are mboxrd, so a line that begins with "From " begins a mail.
    private static long CountMails(string file)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress), System.Text.Encoding.Latin1);
        var mails = 0L;
        while (text.ReadLine() is { } line)
        {
            if (line.StartsWith("From ", StringComparison.Ordinal)) mails++;
        }

        return mails;
    }

    private static (string Output, string Errors) Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
#pragma warning disable RS0030 // The ban keeps processes of src/ in Tributary.Git; this runs the program itself.
        using var process = Process.Start(start)!;
#pragma warning restore RS0030
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, errors.GetAwaiter().GetResult());
        return (output, errors.GetAwaiter().GetResult());
    }

    private static void Tell(string value)
    {
        if (Environment.GetEnvironmentVariable("TRIBUTARY_FIGURES") is { Length: > 0 } file) File.AppendAllText(file, $"corpus counts: {value}\n");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tributary.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
