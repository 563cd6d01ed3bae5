using System.IO.Compression;
using System.Text.Json;
using Tributary.Mail;
using Xunit.Abstractions;

namespace Tributary.Patches.Tests;

/// <summary>The sample mail beside the repository as members of threads, read once; empty where it is absent.</summary>
public sealed class Corpus
{
    private readonly Lazy<IReadOnlyList<ThreadMember>> members;

    public Corpus() => members = new(() => [.. Directory.GetFiles(Path.Combine(Folder!, "corpus"), "mail-*.mbox.gz").Order(StringComparer.Ordinal).SelectMany(Read)]);

    /// <summary>The folder, or null where it is absent.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>Every message of the corpus once, without the notices of bots, which tell what the tests ask.</summary>
    public IReadOnlyList<ThreadMember> Members => members.Value;

    /// <summary>True where there is mail to read; else says so.</summary>
    public static bool IsHere(ITestOutputHelper output)
    {
        if (Folder is null) output.WriteLine("NOT RUN: the sample mail is absent (TRIBUTARY_SHARED, or the folder shared beside the repository).");
        return Folder is not null;
    }

    /// <summary>The members that an mbox, plain or gzip, makes.</summary>
    public static IEnumerable<ThreadMember> Read(string path)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        var seen = new HashSet<MessageId>();
        foreach (var raw in MboxReader.Read(stream))
        {
            var message = MessageReader.Read(raw);
            if (message.Unreadable is null && !IsNotice(message) && seen.Add(message.Id)) yield return ThreadMember.Of(message, PatchMail.Read(message));
        }
    }

    /// <summary>The rows of a JSON file of the corpus.</summary>
    public static IEnumerable<JsonElement> Rows(string name)
    {
        using var rows = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder!, "corpus", name)));
        foreach (var row in rows.RootElement.EnumerateArray()) yield return row.Clone();
    }

    private static bool IsNotice(Message message) =>
        message.Id.Value.Contains("git-patchwork-notify", StringComparison.Ordinal) || message.From.Address.StartsWith("patchwork-bot", StringComparison.Ordinal);

    private static string? Find()
    {
        var folder = Environment.GetEnvironmentVariable("TRIBUTARY_SHARED");
        for (var place = new DirectoryInfo(AppContext.BaseDirectory); folder is null && place is not null; place = place.Parent)
        {
            if (File.Exists(Path.Combine(place.FullName, "Tributary.slnx"))) folder = Path.Combine(place.Parent!.FullName, "shared");
        }

        return folder is not null && Directory.Exists(Path.Combine(folder, "corpus")) ? folder : null;
    }
}
