using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tributary.Mail.Tests;

/// <summary>Odd mails as pairs of files: <c>Corpus/topic/what-is-odd.eml</c> and what is read from it; TRIBUTARY_ACCEPT=1 rewrites the latter.</summary>
public sealed class CorpusTests
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static TheoryData<string> Mails() => [.. OddMails.Paths().Select(path => Path.GetRelativePath(OddMails.Folder(), path))];

    [Theory]
    [MemberData(nameof(Mails))]
    public void OddMail_WhenRead_ThenAsExpected(string path)
    {
        var file = Path.Combine(OddMails.Folder(), path);
        var expected = Path.ChangeExtension(file, ".expected.json");
        var actual = JsonSerializer.Serialize(View(MessageReader.Read(File.ReadAllBytes(file))), Json) + "\n";
        if (Environment.GetEnvironmentVariable("TRIBUTARY_ACCEPT") == "1") File.WriteAllText(expected, actual);
        actual.ShouldBe(File.ReadAllText(expected), path);
    }

    [Fact]
    public void OddMail_WhenPathsDiffer_ThenMadeIdIsTheSame()
    {
        var ids = new[] { "absent.eml", "absent-other-path.eml" }
            .Select(name => MessageReader.Read(File.ReadAllBytes(Path.Combine(OddMails.Folder(), "message-ids", name))).Id);
        ids.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void OddMails_WhenAllAreRead_ThenEveryDefectWasSeen()
    {
        var seen = OddMails.Paths().SelectMany(path => MessageReader.Read(File.ReadAllBytes(path)).Defects).Select(defect => defect.Code);
        // Those over a limit are in MailLimitsTests: their mails are large.
        string[] large = [DefectCode.HeadersTooMany, DefectCode.HeaderTooLong, DefectCode.AddressesTooMany];
        DefectCode.All.Except(seen).Except(large).ShouldBeEmpty();
    }

    private static object View(Message message) => new
    {
        Id = Shorten(message.Id.Value),
        From = message.From.ToText(),
        To = message.To.Select(OddMails.ToText),
        Cc = message.Cc.Select(OddMails.ToText),
        message.Subject,
        Date = message.Date.ToString("u"),
        InReplyTo = message.InReplyTo.Select(id => id.Value),
        References = message.References.Length > 20 ? [$"{message.References.Length} ids"] : message.References.Select(id => id.Value),
        message.ListIds,
        Headers = message.Headers.Length,
        Parts = message.Parts.Length > 20 ? (object)$"{message.Parts.Length} parts" : message.Parts.Select(View),
        Defects = message.Defects.Select(defect => defect.Code),
        message.Unreadable,
    };

    private static object View(MailPart part) => new
    {
        part.ContentType,
        part.Charset,
        part.FileName,
        part.IsAttachment,
        part.IsOfAttachedMessage,
        part.Text,
        Bytes = part.Bytes.Length,
        Decoded = part.Text is null ? part.DecodeText() : null,
    };

    private static string Shorten(string id) => id.Length > 200 ? $"{id[..100]}… {id.Length}" : id;
}

/// <summary>Where the odd mails are.</summary>
internal static class OddMails
{
    public static IEnumerable<string> Paths() => Directory.EnumerateFiles(Folder(), "*.eml", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    public static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Corpus");

    public static string ToText(this Mailbox mailbox) => $"{mailbox.Name} <{mailbox.Address}>";
}
