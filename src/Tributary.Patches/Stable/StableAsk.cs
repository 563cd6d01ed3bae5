using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Tributary.Patches;

/// <summary>A patch's wish to go into stable kernels (STB-4): below the <c>---</c> line, or, where it should not stand, in its message.</summary>
/// <param name="IsTrailer">True where the message itself says <c>Cc: stable</c>.</param>
/// <param name="Line">The line that asks.</param>
/// <param name="Branches">The branches that it names, e.g. <c>6.6</c>; with <c>5.15+</c> those from there on are meant, and none is named.</param>
/// <param name="From">The oldest branch where it says <c>5.15+</c>, or null.</param>
public sealed partial record StableAsk(bool IsTrailer, string Line, ImmutableArray<string> Branches, string? From)
{
    private const int MostMatching = 1000;
    private const int LongestLine = 300;

    /// <summary>Reads what a patch asks for; null where it asks for nothing. What is below the line goes before what is in the message.</summary>
    public static StableAsk? Read(PatchMail mail)
    {
        foreach (var line in mail.Notes.Split('\n'))
        {
            if (line.Length <= LongestLine && !line.StartsWith('>') && (Wish().IsMatch(line) || CcStable().IsMatch(line)) && !Refusal().IsMatch(line)) return Of(isTrailer: false, line.Trim());
        }

        var trailer = mail.Trailers.FirstOrDefault(static trailer => trailer.Key.Equals("Cc", StringComparison.OrdinalIgnoreCase) && StableAddress().IsMatch(trailer.Value));
        return trailer is null ? null : Of(isTrailer: true, $"{trailer.Key}: {trailer.Value}");
    }

    private static StableAsk Of(bool isTrailer, string line)
    {
        var found = BranchWord().Matches(line);
        var from = found.FirstOrDefault(static match => match.Groups["more"].Success)?.Groups["branch"].Value;
        return new(isTrailer, line, from is null ? [.. found.Select(static match => match.Groups["branch"].Value).Distinct()] : [], from);
    }

    // "please queue for stable", "should go to -stable", "stable candidate", "this needs to be backported to 5.10", "for stable: 6.6".
    [GeneratedRegex(
        @"\b(?:queue|queued|apply|send|take|pick|backport|backported|include|consider|submit|go|target|material|candidate|suitable|needed|wanted|meant|fit)\b.{0,60}\b(?:-?stable|linux-\d+\.\d+\.y|\d+\.\d+\.y)\b|\bstable\s+(?:candidate|material|kernels?\s+please|please)|\bfor[ -]-?stable\b|\bbackport\w*\b.{0,20}\bto\s+v?\d+\.\d+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, MostMatching)]
    private static partial Regex Wish();

    [GeneratedRegex(@"\b(?:not|no need|never|don't|n't|without|unlikely|cannot)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, MostMatching)]
    private static partial Regex Refusal();

    [GeneratedRegex(@"^\s*Cc:.*\bstable@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, MostMatching)]
    private static partial Regex CcStable();

    [GeneratedRegex(@"\bstable@(?:vger\.)?kernel\.org", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, MostMatching)]
    private static partial Regex StableAddress();

    [GeneratedRegex(@"(?<![\w.])v?(?:linux-)?(?<branch>\d{1,2}\.\d{1,3})(?:\.[yx]|-stable)?(?<more>\+|\s+and (?:later|newer|up|above)|\s+onwards?)?(?![\w.]\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, MostMatching)]
    private static partial Regex BranchWord();
}
