using System.Text;

namespace Tributary.Server;

/// <summary>The lines of letters. Pure.</summary>
internal static class LetterLines
{
    /// <summary>A paragraph as lines, a longer word alone on its line; each ends with LF.</summary>
    /// <param name="paragraph">Its words.</param>
    /// <param name="indent">What the lines behind the first one begin with.</param>
    /// <param name="first">What the first line begins with.</param>
    /// <param name="columns">How wide a line may be.</param>
    public static string Wrap(string paragraph, string indent = "", string first = "", int columns = 72)
    {
        var (text, column) = (new StringBuilder(first), first.Length);
        var isFirst = true;
        foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isFirst && column + 1 + word.Length > columns)
            {
                text.Append('\n').Append(indent);
                column = indent.Length;
            }
            else if (!isFirst)
            {
                text.Append(' ');
                column++;
            }

            text.Append(word);
            (column, isFirst) = (column + word.Length, false);
        }

        return text.Append('\n').ToString();
    }
}
