using System.Buffers;
using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>What a commit's message says of mails and of other commits.</summary>
/// <param name="Links">Message ids at the end of addresses in <c>Link:</c> and the like.</param>
/// <param name="MessageIds">Those of <c>Message-ID:</c> trailers.</param>
/// <param name="Reverts">The commits that it takes back, full names.</param>
/// <param name="Fixes">The commits that it mends, hex as it is written.</param>
public sealed record CommitWords(ImmutableArray<string> Links, ImmutableArray<string> MessageIds, ImmutableArray<string> Reverts, ImmutableArray<string> Fixes)
{
    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");
    private const int MostLines = 5000;
    private const string Revert = "This reverts commit ";

    /// <summary>Reads a message.</summary>
    public static CommitWords Read(string message)
    {
        var (links, ids, reverts, fixes) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        foreach (var raw in message.Split('\n', MostLines))
        {
            var line = raw.Trim();
            if (line.StartsWith(Revert, StringComparison.Ordinal) && HexOf(line[Revert.Length..]) is { Length: >= 40 } taken) reverts.Add(taken[..40]);
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon < 4) continue;
            var value = line[(colon + 2)..].Trim();
            switch (line[..colon].ToLowerInvariant())
            {
                case "link" or "closes" or "patchwork-link" or "lore" when IdOf(value) is { } id: links.Add(id); break;
                case "message-id": ids.Add(value.Trim('<', '>')); break;
                case "fixes" when HexOf(value) is { Length: >= 8 } hex: fixes.Add(hex); break;
            }
        }

        return new(links.ToImmutable(), ids.ToImmutable(), reverts.ToImmutable(), fixes.ToImmutable());
    }

    // https://lore.example.org/r/ID/ and https://patch.example.org/ID: the last part that holds an @.
    private static string? IdOf(string url)
    {
        var address = url.Split(' ')[0];
        if (!address.Contains("://", StringComparison.Ordinal)) return null;
        foreach (var part in address.Split('#')[0].TrimEnd('/').Split('/').Reverse())
        {
            var id = Uri.UnescapeDataString(part);
            if (id.IndexOf('@', StringComparison.Ordinal) is var at && at > 0 && at < id.Length - 1) return id;
        }

        return null;
    }

    private static string HexOf(string text)
    {
        var length = text.AsSpan().IndexOfAnyExcept(LowerHex);
        return length < 0 ? text : text[..length];
    }
}
