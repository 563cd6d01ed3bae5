using System.Collections.Immutable;
using System.Globalization;

namespace Tributary.Git;

/// <summary>What stands at a place in the file system or the network, as far as git is concerned.</summary>
public static class InboxLocation
{
    /// <summary>
    /// The repositories of an inbox: a git directory (bare or <c>.git</c>), or a folder of epochs (<c>0.git</c>, <c>1.git</c> … in it
    /// or in its <c>git/</c>; an <c>all.git</c> beside them only gathers them). In order; empty when the folder is no inbox.
    /// </summary>
    public static ImmutableArray<InboxEpoch> FindEpochs(string folder)
    {
        if (!Directory.Exists(folder)) return [];
        if (IsRepository(folder)) return [new("", folder)];
        if (IsRepository(Path.Combine(folder, ".git"))) return [new("", Path.Combine(folder, ".git"))];
        var epochs = ListNumbered(folder);
        return epochs.IsEmpty && Directory.Exists(Path.Combine(folder, "git")) ? ListNumbered(Path.Combine(folder, "git")) : epochs;
    }

    /// <summary>True for a file that <c>git bundle</c> made.</summary>
    public static bool IsBundle(string path)
    {
        if (!File.Exists(path)) return false;
        using var file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[16];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && (start.SequenceEqual("# v2 git bundle\n"u8) || start.SequenceEqual("# v3 git bundle\n"u8));
    }

    /// <summary>True for what git fetches from: <c>https://…</c>, <c>git://…</c>, <c>ssh://…</c>, <c>file://…</c>.</summary>
    public static bool IsUrl(string location) =>
        Uri.TryCreate(location, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" or "git" or "ssh" or "file"
        && location.Contains("://", StringComparison.Ordinal);

    /// <summary>
    /// True when the newest commit of a repository has what an inbox has: one mail at <c>m</c> or <c>d</c> (version 2), or folders of two hexadecimal
    /// digits (version 1). An empty or damaged one is taken for an inbox, for nothing speaks against it.
    /// </summary>
    public static async Task<bool> IsInboxAsync(InboxEpoch epoch, CancellationToken cancel)
    {
        var listed = await GitProgram.RunAsync(epoch.Repository, ["ls-tree", "--name-only", "HEAD"], cancel);
        return !listed.IsSuccess || listed.Text.Length == 0
            || Array.Exists(listed.Text.Split('\n'), static name => name is "m" or "d" || (name.Length == 2 && name.All(char.IsAsciiHexDigitLower)));
    }

    /// <summary>True for a git directory.</summary>
    internal static bool IsRepository(string folder) =>
        File.Exists(Path.Combine(folder, "HEAD")) && Directory.Exists(Path.Combine(folder, "objects"));

    private static ImmutableArray<InboxEpoch> ListNumbered(string folder) =>
    [
        .. Directory.EnumerateDirectories(folder, "*.git")
            .Select(static path => (Path: path, IsNumber: int.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number), Number: number))
            .Where(static entry => entry.IsNumber && IsRepository(entry.Path))
            .OrderBy(static entry => entry.Number)
            .Select(static entry => new InboxEpoch(entry.Number.ToString(CultureInfo.InvariantCulture), entry.Path)),
    ];
}
