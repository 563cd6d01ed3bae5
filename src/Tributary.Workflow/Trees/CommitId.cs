using System.Diagnostics.CodeAnalysis;

namespace Tributary.Workflow;

/// <summary>The full name of a commit: 40 lower-case hex digits (64 in a SHA-256 repository).</summary>
public readonly record struct CommitId
{
    private readonly string? hex;

    private CommitId(string hex) => this.hex = hex;

    /// <summary>The digits.</summary>
    public string Hex => hex ?? "";

    /// <summary>The first twelve, as people write it (REQ-2).</summary>
#pragma warning disable CA1720 // What people call it; no number is meant.
    public string Short => Hex.Length > 12 ? Hex[..12] : Hex;
#pragma warning restore CA1720

    /// <summary>Reads a full name.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out CommitId commit)
    {
        commit = default;
        if (text is null || text.Length is not (40 or 64) || !text.All(char.IsAsciiHexDigitLower)) return false;
        commit = new(text);
        return true;
    }

    /// <summary>A full name that git gave.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static CommitId Parse(string text) => TryParse(text, out var commit) ? commit : throw new FormatException($"{text} is no full name of a commit");

    /// <inheritdoc />
    public override string ToString() => Hex;
}
