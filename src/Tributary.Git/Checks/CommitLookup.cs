using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tributary.Mail;
using Tributary.Policy;

namespace Tributary.Git;

/// <summary>Looks up the commits that patches name, all by one git.</summary>
public static class CommitLookup
{
    /// <summary>What the repository knows of each name; null where it has no such commit, or several.</summary>
    /// <param name="repository">The git folder.</param>
    /// <param name="names">Commit names, of 5 hex digits or more.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <exception cref="GitException">git failed.</exception>
    public static async Task<ImmutableDictionary<string, KnownCommit?>> FindAsync(string repository, ImmutableArray<string> names, CancellationToken cancel)
    {
        if (names.IsEmpty) return ImmutableDictionary<string, KnownCommit?>.Empty;
        var asked = Encoding.ASCII.GetBytes(string.Concat(names.Select(name => $"{name}^{{commit}}\n")));
        var result = (await GitProgram.RunAsync(repository, ["cat-file", "--batch"], cancel, asked)).OrThrow($"looking up commits in {repository}");
        var known = ImmutableDictionary.CreateBuilder<string, KnownCommit?>();
        var rest = result.Output.Span;
        foreach (var name in names)
        {
            var end = rest.IndexOf((byte)'\n');
            if (end < 0) break;
            var words = Encoding.UTF8.GetString(rest[..end]).Split(' ');
            rest = rest[(end + 1)..];
            known[name] = null;
            // "HEX commit SIZE", "NAME missing", "NAME ambiguous".
            if (words is not [var id, "commit", var digits] || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size >= rest.Length) continue;
            known[name] = Read(id, rest[..size]);
            rest = rest[(size + 1)..];
        }

        return known.ToImmutable();
    }

    private static KnownCommit Read(string id, ReadOnlySpan<byte> commit)
    {
        var text = Encoding.UTF8.GetString(commit);
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var header = end < 0 ? text : text[..end];
        var message = end < 0 ? "" : text[(end + 2)..].TrimStart('\n');
        // git's title is the first paragraph, joined.
        var title = string.Join(' ', message.Split("\n\n", 2)[0].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return new(id, title, AuthorOf(header), []);
    }

    private static Mailbox AuthorOf(string header)
    {
        var line = header.Split('\n').FirstOrDefault(line => line.StartsWith("author ", StringComparison.Ordinal)) ?? "";
        var (open, close) = (line.IndexOf('<', StringComparison.Ordinal), line.LastIndexOf('>'));
        return open < 0 || close < open ? Mailbox.None : new(line["author ".Length..open].Trim(), line[(open + 1)..close]);
    }
}
