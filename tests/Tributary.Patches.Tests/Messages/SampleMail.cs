using System.IO.Compression;
using Tributary.Mail;
using Xunit.Abstractions;

namespace Tributary.Patches.Tests;

/// <summary>The sample mail beside the repository, where it is at hand.</summary>
internal static class SampleMail
{
    /// <summary>The folder, or null (with the reason printed) where it is absent.</summary>
    public static string? Find(ITestOutputHelper output)
    {
        var folder = Environment.GetEnvironmentVariable("TRIBUTARY_SHARED") ?? BesideRepository();
        if (folder is not null && Directory.Exists(Path.Combine(folder, "mailboxes"))) return folder;
        output.WriteLine("NOT RUN: the sample mail is absent (TRIBUTARY_SHARED, or the folder shared beside the repository).");
        return null;
    }

    /// <summary>The messages of an mbox file, plain or gzip, read.</summary>
    public static IEnumerable<(Message Message, PatchMail Mail)> Read(string path)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        foreach (var raw in MboxReader.Read(stream))
        {
            var message = MessageReader.Read(raw);
            yield return (message, PatchMail.Read(message));
        }
    }

    /// <summary>All of the corpus.</summary>
    public static IEnumerable<(Message Message, PatchMail Mail)> ReadCorpus(string folder) =>
        Directory.EnumerateFiles(Path.Combine(folder, "corpus"), "mail-*.mbox.gz").Order(StringComparer.Ordinal).SelectMany(Read);

    private static string? BesideRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Tributary.slnx"))) return Path.Combine(folder.Parent!.FullName, "shared");
        }

        return null;
    }
}
