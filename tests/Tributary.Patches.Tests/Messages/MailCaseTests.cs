using System.Text.Encodings.Web;
using System.Text.Json;
using Tributary.Mail;

namespace Tributary.Patches.Tests;

/// <summary>
/// Mails with something odd, each beside what it must be read as: tests/Corpus/patches/WHAT-IS-ODD.eml and .expected.json. With
/// TRIBUTARY_ACCEPT=1 the second is written anew.
/// </summary>
public sealed class MailCaseTests
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void Mail_WhenItIsACase_ThenItIsReadAsExpected()
    {
        var cases = Directory.GetFiles(Path.Combine(Root(), "tests", "Corpus", "patches"), "*.eml");
        cases.Length.ShouldBeGreaterThan(5);
        foreach (var path in cases)
        {
            var expected = Path.ChangeExtension(path, ".expected.json");
            var read = Say(PatchMail.Read(MessageReader.Read(File.ReadAllBytes(path))));
            if (Environment.GetEnvironmentVariable("TRIBUTARY_ACCEPT") == "1") File.WriteAllText(expected, read);
            read.ShouldBe(File.ReadAllText(expected), Path.GetFileName(path));
        }
    }

    private static string Say(PatchMail mail) => JsonSerializer.Serialize(
        new
        {
            Kind = mail.Kind.ToString(),
            mail.KindReason,
            mail.Subject.Name,
            mail.Subject.Version,
            Author = $"{mail.Author.Name} <{mail.Author.Address}>",
            Content = mail.Content.Split('\n'),
            Notes = mail.Notes.Split('\n'),
            Diff = mail.Diff?.Split('\n'),
            Files = mail.Files.Select(file => $"{file.Change} {file.OldPath} -> {file.Path} +{file.Added} -{file.Removed}{(file.IsBinary ? " binary" : "")}"),
            mail.DiffHash,
            Trailers = mail.Trailers.Select(trailer => $"{trailer.Key}: {trailer.Value}"),
            mail.PullUrl,
        },
        Format) + "\n";

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Tributary.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
