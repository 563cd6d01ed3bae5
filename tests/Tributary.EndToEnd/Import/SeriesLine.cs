using System.Text.Json;

namespace Tributary.EndToEnd;

/// <summary>A line of <c>trib series list --json</c>, as far as tests look at it.</summary>
internal sealed record SeriesLine(string Name, int Version, int Total, int Received, bool Complete, DateTimeOffset Date, string? Cover, PatchLine[] Patches, string[] Earlier)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The cover letter, or the first patch.</summary>
    public string Head => Cover ?? Patches[0].MessageId;

    /// <summary>All series of a data folder, the oldest first.</summary>
    public static SeriesLine[] List(Trib trib) =>
    [
        // No series at all is the answer no, and no lines.
        .. trib.Run("series", "list", "--json").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => JsonSerializer.Deserialize<SeriesLine>(line, Options)!)
            .OrderBy(static series => series.Date).ThenBy(static series => series.Head, StringComparer.Ordinal),
    ];
}

/// <summary>A patch in such a line.</summary>
internal sealed record PatchLine(int Number, string MessageId, string Name)
{
    /// <summary>The title without its prefix (<see cref="Bare"/>).</summary>
    public string Title => Bare(Name);

    /// <summary>A title without brackets, case and punctuation: the bot folds and prefixes titles.</summary>
    public static string Bare(string title)
    {
        var rest = title.Trim();
        while (rest.StartsWith('[') && rest.IndexOf(']', StringComparison.Ordinal) is > 0 and var end) rest = rest[(end + 1)..].Trim();
        return string.Concat(rest.ToLowerInvariant().Where(char.IsLetterOrDigit));
    }
}
