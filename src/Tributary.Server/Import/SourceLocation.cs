using System.Collections.Immutable;
using System.IO.Compression;
using Tributary.Git;

namespace Tributary.Server;

/// <summary>Finds out what kind of source a location is, by looking at it.</summary>
public static class SourceLocation
{
    /// <summary>The sources of the locations, in order. All are looked at before anything is read.</summary>
    /// <param name="locations">Files, folders, URLs, <c>-</c>.</param>
    /// <param name="mirrors">The folder for copies of bundles and of what is behind URLs.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <exception cref="SourceException">One of them is no source.</exception>
    public static async Task<ImmutableArray<IMailSource>> RecogniseAsync(IReadOnlyCollection<string> locations, string mirrors, CancellationToken cancel)
    {
        if (locations.Count(static location => location == "-") > 1) throw new SourceException("standard input is named twice; name it once");
        var sources = new List<IMailSource>();
        foreach (var location in locations)
        {
            var found = Recognise(location, mirrors);
            sources.AddRange(found);
            if (found is [InboxSource] && InboxLocation.FindEpochs(location) is [var epoch, ..] && !await InboxLocation.IsInboxAsync(epoch, cancel))
                throw new SourceException($"{location} is a git repository, but no public-inbox: its newest commit holds no mail");
        }

        return [.. sources];
    }

    private static ImmutableArray<IMailSource> Recognise(string location, string mirrors)
    {
        if (location == "-") return [new MboxSource(location)];
        if (InboxLocation.IsUrl(location)) return [new InboxSource(location, mirrors)];
        var path = Path.GetFullPath(location);
        if (Directory.Exists(path)) return RecogniseFolder(path, mirrors);
        if (!File.Exists(path)) throw new SourceException($"{location}: no such file or folder; check the path");
        if (InboxLocation.IsBundle(path)) return [new InboxSource(path, mirrors)];
        return IsMailboxName(path) || path.EndsWith(".eml", StringComparison.Ordinal) || IsMailbox(path) ? [new MboxSource(path)] : throw Unknown(location);
    }

    private static ImmutableArray<IMailSource> RecogniseFolder(string path, string mirrors)
    {
        if (MaildirSource.Is(path)) return [new MaildirSource(path)];
        if (!InboxLocation.FindEpochs(path).IsEmpty) return [new InboxSource(path, mirrors)];
        var mailboxes = Directory.EnumerateFiles(path).Where(IsMailboxName).Order(StringComparer.Ordinal).ToArray();
        return mailboxes.Length > 0 ? [.. mailboxes.Select(static file => new MboxSource(file))] : throw Unknown(path);
    }

    private static bool IsMailboxName(string file) =>
        file.EndsWith(".mbox", StringComparison.Ordinal) || file.EndsWith(".mbox.gz", StringComparison.Ordinal);

    /// <summary>An mbox begins with its From line; a file with a single mail, with a header field; a file that is empty or blank is an empty mailbox.</summary>
    private static bool IsMailbox(string path)
    {
        Span<byte> start = stackalloc byte[512];
        using var file = File.OpenRead(path);
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (start[..length].StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
        {
            file.Position = 0;
            using var unpacked = new UnbrokenStream(new GZipStream(file, CompressionMode.Decompress));
            length = unpacked.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            if (length == 0 && unpacked.Fault is not null) return false;
        }

        var text = start[..length];
        if (text.StartsWith("\uFEFF"u8)) text = text[3..];
        while (text.IndexOf((byte)'\n') is >= 0 and var line && text[..line].Trim(" \t\r"u8).IsEmpty) text = text[(line + 1)..];
        return text.IsEmpty || text.StartsWith("From "u8) || text.StartsWith(">From "u8) || BeginsWithField(text);
    }

    private static bool BeginsWithField(ReadOnlySpan<byte> text)
    {
        var colon = text.IndexOf((byte)':');
        return colon > 0 && text[..colon].TrimEnd(" \t"u8).IndexOfAnyExceptInRange((byte)'!', (byte)'~') < 0;
    }

    private static SourceException Unknown(string location) =>
        new($"{location} is no source of mail; give an mbox (plain or .gz), a maildir, or a public-inbox (repository, folder of epochs, bundle, URL)");
}
