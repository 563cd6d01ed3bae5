using System.Text.RegularExpressions;

namespace Tributary.Policy;

/// <summary>
/// F and X patterns, with the script's meaning: <c>*</c> is anything (slashes too), <c>?</c> one character, and it is enough that the path begins so; a pattern
/// that is no folder wants as many slashes as the path has. Whatever else means something in a regular expression means it here too.
/// </summary>
internal static class FilePattern
{
    /// <summary>True when a path matches.</summary>
    /// <param name="pattern">The value of the line.</param>
    /// <param name="path">A path from the top of the tree.</param>
    /// <param name="hasFolder">Whether the tree has a folder of this name: a pattern may leave out its last slash.</param>
    /// <param name="depth">The pattern's depth: the slashes, one more for a file; -1 for a pattern that begins with a star.</param>
    public static bool Matches(ReadOnlySpan<char> pattern, string path, Func<string, bool> hasFolder, out int depth)
    {
        depth = 0;
        if (pattern.IsEmpty || !Begins(pattern, path)) return false;

        var slashes = pattern.Count('/');
        var isFolder = pattern[^1] == '/' || IsFolder(pattern, path, hasFolder);
        if (isFolder && pattern[^1] != '/' && (path.Length <= pattern.Length || path[pattern.Length] != '/')) return false;
        if (!isFolder && path.AsSpan().Count('/') != slashes) return false;

        depth = pattern[0] == '*' ? -1 : pattern[^1] == '/' ? slashes : slashes + 1;
        return true;
    }

    // Only a plain name can be a folder's: the script asks for the one with its dots escaped.
    private static bool IsFolder(ReadOnlySpan<char> pattern, string path, Func<string, bool> hasFolder) =>
        pattern.IndexOfAny('.', '*', '?') < 0 && path.StartsWith(pattern, StringComparison.Ordinal) && hasFolder(pattern.ToString());

    private static bool Begins(ReadOnlySpan<char> pattern, string path)
    {
        // Nearly all patterns differ within a few letters.
        if (pattern[0] != path[0] && pattern[0] is not ('*' or '?') && !IsMeta(pattern[0])) return false;
        if (path.StartsWith(pattern, StringComparison.Ordinal)) return true;
        var isGlob = false;
        foreach (var letter in pattern)
        {
            if (IsMeta(letter)) return BeginsAsExpression(pattern, path);
            isGlob |= letter is '*' or '?';
        }

        return isGlob && BeginsAsGlob(pattern, path);
    }

    // (SearchValues of these would be compiled while the program runs.)
    private static bool IsMeta(char letter) => letter is '[' or ']' or '{' or '}' or '(' or ')' or '+' or '|' or '^' or '$' or '\\';

    // A star takes as little as it can: nothing is asked of what follows the pattern.
    private static bool BeginsAsGlob(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path)
    {
        var (at, place, star, mark) = (0, 0, -1, 0);
        while (at < pattern.Length)
        {
            if (pattern[at] == '*')
            {
                (star, mark) = (at++, place);
            }
            else if (place < path.Length && (pattern[at] == '?' || pattern[at] == path[place]))
            {
                at++;
                place++;
            }
            else if (star >= 0 && mark < path.Length)
            {
                (at, place) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private static bool BeginsAsExpression(ReadOnlySpan<char> pattern, string path)
    {
        var expression = pattern.ToString().Replace(".", "\\.", StringComparison.Ordinal).Replace("*", ".*", StringComparison.Ordinal).Replace('?', '.');
        return new PerlPattern("^" + expression, RegexOptions.None).IsMatch(path);
    }
}
