using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Tributary.Server.Tests;

/// <summary>What Debian's linux package says of the stable releases that it took: titles, in order, oldest release first. Its commits are not named, and what concerns selftests is left out there.</summary>
internal static partial class DebianChangelog
{
    /// <summary>The titles of the releases of a branch.</summary>
    /// <param name="file">The changelog, packed.</param>
    /// <param name="branch">E.g. <c>6.1</c>.</param>
    public static IReadOnlyList<(int Release, string Title)> Read(string file, string branch)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var titles = new List<(int Release, string Title)>();
        var (release, item, isBranch) = (0, "", false);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("      ", StringComparison.Ordinal) && item.Length > 0)
            {
                item += " " + line.Trim();
                continue;
            }

            if (item.Length > 0 && release > 0) titles.Add((release, Marks().Replace(Ends().Replace(item, ""), "")));
            item = line.StartsWith("    - ", StringComparison.Ordinal) && release > 0 ? line["    - ".Length..] : "";
            if (line.StartsWith("linux (", StringComparison.Ordinal)) (isBranch, release) = (line.StartsWith($"linux ({branch}.", StringComparison.Ordinal), 0);
            else if (isBranch && line.IndexOf($"ChangeLog-{branch}.", StringComparison.Ordinal) is >= 0 and var at) release = int.Parse(line[(at + $"ChangeLog-{branch}.".Length)..].Trim(), CultureInfo.InvariantCulture);
            else if (line.StartsWith("  * ", StringComparison.Ordinal) && !line.Contains("stable", StringComparison.OrdinalIgnoreCase)) release = 0;
        }

        return [.. titles.OrderBy(static one => one.Release)];
    }

    [GeneratedRegex(@"(\s*\((?:CVE-|Closes: )[^()]*\))+$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Ends();

    [GeneratedRegex(@"^(\[[\w,/ -]+\]\s*)+", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Marks();
}
