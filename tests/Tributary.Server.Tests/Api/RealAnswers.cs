using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tributary.Mail;

namespace Tributary.Server.Tests;

/// <summary>Answers of a real Patchwork, and the mails that they are about.</summary>
internal static partial class RealAnswers
{
    /// <summary>The folder with the answers; null, said aloud, where it is not here.</summary>
    public static string? FindFolder()
    {
        var root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "Tributary.slnx"))) root = Path.GetDirectoryName(root);
        var folder = Path.Combine(Environment.GetEnvironmentVariable("TRIBUTARY_SHARED") ?? Path.Combine(root ?? "/", "..", "shared"), "peers", "patchwork-answers");
        if (Directory.Exists(folder)) return folder;
        Console.WriteLine($"NOT RUN: {folder} is not here");
        return null;
    }

    /// <summary>Answers by what they are about: <c>patch</c> or <c>series</c>.</summary>
    public static JsonElement[] Read(string folder, string kind) =>
        [.. Directory.GetFiles(folder, $"{kind}-*.json").Order(StringComparer.Ordinal).Select(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement)];

    /// <summary>The mails of all answers: those that are here as bytes, the rest written from what the answers say of them.</summary>
    public static IEnumerable<byte[]> Mails(string folder)
    {
        var patches = Read(folder, "patch").ToDictionary(patch => patch.GetProperty("msgid").GetString()!);
        foreach (var series in Read(folder, "series"))
        {
            if (series.GetProperty("cover_letter") is { ValueKind: JsonValueKind.Object } cover) yield return Letter(series, cover, "Why it is so.\n");
            foreach (var mention in series.GetProperty("patches").EnumerateArray())
            {
                var detail = patches.GetValueOrDefault(mention.GetProperty("msgid").GetString()!);
                var mbox = Path.Combine(folder, $"series-{series.GetProperty("id")}.mbox");
                if (detail.ValueKind == JsonValueKind.Undefined) yield return Letter(series, mention, Change(mention));
                else yield return File.Exists(mbox) ? FromMbox(mbox, detail) : FromDetail(detail);
            }
        }
    }

    // Patchwork's mailbox adds the tags that replies gave: they are not the mail's.
    private static byte[] FromMbox(string file, JsonElement detail)
    {
        using var stream = File.OpenRead(file);
        var lines = Encoding.UTF8.GetString(MboxReader.Read(stream).Single().Span).Split('\n');
        var content = detail.GetProperty("content").GetString()!.Split('\n');
        return Encoding.UTF8.GetBytes(string.Join('\n', lines.Where(line => !Tag().IsMatch(line) || content.Contains(line))));
    }

    // A header that says how the body was encoded is not true of the text that the answer shows.
    private static byte[] FromDetail(JsonElement detail)
    {
        var mail = new StringBuilder();
        foreach (var header in detail.GetProperty("headers").EnumerateObject())
        {
            if (header.Name == "Content-Transfer-Encoding") continue;
            foreach (var value in header.Value.ValueKind == JsonValueKind.Array ? header.Value.EnumerateArray().ToArray() : [header.Value])
                mail.Append(header.Name).Append(": ").Append(value.GetString()).Append('\n');
        }

        return Encoding.UTF8.GetBytes($"{mail}\n{detail.GetProperty("content").GetString()}\n\n{detail.GetProperty("diff").GetString()}");
    }

    private static byte[] Letter(JsonElement series, JsonElement mention, string body)
    {
        var sender = series.GetProperty("submitter");
        var subject = Prefix().Replace(mention.GetProperty("name").GetString()!, found => $"[PATCH {found.Groups["words"].Value.Replace(',', ' ')}]");
        var head = series.GetProperty("cover_letter") is { ValueKind: JsonValueKind.Object } cover ? cover.GetProperty("msgid").GetString() : null;
        var id = mention.GetProperty("msgid").GetString();
        var answers = head is null || head == id ? "" : $"In-Reply-To: {head}\nReferences: {head}\n";
        var date = DateTime.Parse(mention.GetProperty("date").GetString()!, System.Globalization.CultureInfo.InvariantCulture).ToString("r").Replace("GMT", "+0000", StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(
            $"From: {sender.GetProperty("name").GetString()} <{sender.GetProperty("email").GetString()}>\nSubject: {subject}\nDate: {date}\nMessage-ID: {id}\n{answers}\n{body}");
    }

    private static string Change(JsonElement mention) =>
        $"Why.\n---\ndiff --git a/a b/a\nindex 1111111..2222222 100644\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-old\n+{mention.GetProperty("id")}\n";

    [GeneratedRegex(@"^[A-Z][a-z-]+-by: .+ <.+>$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^\[(?<words>[^\]]*)\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Prefix();
}
