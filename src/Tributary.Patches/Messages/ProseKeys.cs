using System.Collections.Immutable;

namespace Tributary.Patches;

/// <summary>The lines for tools that git format-patch --base, b4 and people write: base-commit, change-id, what a series needs.</summary>
internal sealed class ProseKeys
{
    private const int ShortestCommit = 7;
    private const int LongestCommit = 64;
    private const int MostDependencies = 100;

    private readonly ImmutableArray<string>.Builder dependencies = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string>.Builder patchIds = ImmutableArray.CreateBuilder<string>();

    /// <summary><c>base-commit:</c>, lower-case hex, or null.</summary>
    public string? BaseCommit { get; private set; }

    /// <summary><c>change-id:</c> of b4, or null.</summary>
    public string? ChangeId { get; private set; }

    /// <summary>Message ids, URLs and change ids that it needs first.</summary>
    public ImmutableArray<string> Dependencies => dependencies.ToImmutable();

    /// <summary><c>prerequisite-patch-id:</c> lines of git format-patch --base, lower-case hex.</summary>
    public ImmutableArray<string> PatchIds => patchIds.ToImmutable();

    /// <summary>Reads a line that begins with a letter.</summary>
    public void Read(ReadOnlySpan<char> line)
    {
        var colon = line.IndexOf(':');
        if (colon is < 6 or > 30) return;
        var key = line[..colon];
        var value = line[(colon + 1)..].Trim();
        if (value.IsEmpty) return;
        switch (key[0])
        {
            case 'b' or 'B' when Is(key, "base-commit"):
                if (ReadHex(value) is { } commit) BaseCommit ??= commit;
                break;
            case 'c' when key is "change-id":
                if (IsChangeId(value)) ChangeId ??= value.ToString();
                break;
            case 'p' when key is "prerequisite-patch-id":
                if (ReadHex(value) is { } id && patchIds.Count < MostDependencies) patchIds.Add(id);
                break;
            case 'p' when key is "prerequisite-message-id" or "prerequisite-change-id":
            case 'D' or 'd' when Is(key, "depends-on"):
            case 'B' or 'b' when Is(key, "based-on"):
                AddDependency(value);
                break;
        }
    }

    private void AddDependency(ReadOnlySpan<char> value)
    {
        var open = value.IndexOf('<');
        var close = value.IndexOf('>');
        if (open >= 0 && close > open + 1) value = value[(open + 1)..close];
        if (dependencies.Count < MostDependencies) dependencies.Add(value.ToString());
    }

    private static bool Is(ReadOnlySpan<char> key, ReadOnlySpan<char> name) => key.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string? ReadHex(ReadOnlySpan<char> value)
    {
        var end = value.IndexOfAnyExcept(Letters.Hex);
        if (end >= 0) value = value[..end];
        return value.Length is >= ShortestCommit and <= LongestCommit ? value.ToString().ToLowerInvariant() : null;
    }

    // b4 writes 20240101-a-slug-0123456789ab; Gerrit's I0123… is another thing.
    private static bool IsChangeId(ReadOnlySpan<char> value) =>
        value.Length is > 12 and < 200 && !value.ContainsAny(" \t") && SubjectWord.TryReadDigits(value, 8, out _, out var length) && length == 8 && value[8] == '-';
}
