using System.Text;

namespace Tributary.Lab;

/// <summary>The text of a C source as far as words go.</summary>
internal static class CSourceText
{
    /// <summary>The same with every comment made of spaces; lines stay where they are.</summary>
    public static string WithoutComments(string source)
    {
        var text = new StringBuilder(source.Length);
        var state = ' ';
        for (var i = 0; i < source.Length; i++)
        {
            var (at, next) = (source[i], i + 1 < source.Length ? source[i + 1] : '\0');
            switch (state)
            {
                case ' ' when (at, next) is ('/', '*') or ('/', '/'):
                    state = next;
                    text.Append("  ");
                    i++;
                    continue;
                case ' ' when at is '"' or '\'':
                    state = at;
                    break;
                case '"' or '\'' when at == '\\' && next is not ('\n' or '\0'):
                    text.Append(at).Append(next);
                    i++;
                    continue;
                case '"' or '\'' when at == state || at == '\n':
                    state = ' ';
                    break;
                case '*' when (at, next) is ('*', '/'):
                    state = ' ';
                    text.Append("  ");
                    i++;
                    continue;
                case '/' when at == '\n':
                    state = ' ';
                    break;
            }

            text.Append(state is '*' or '/' && at != '\n' ? ' ' : at);
        }

        return text.ToString();
    }

    /// <summary>True when a line holds a word that is no part of a longer one, outside strings.</summary>
    public static bool HasWord(string line, string word)
    {
        for (var at = line.IndexOf(word, StringComparison.Ordinal); at >= 0; at = line.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            var end = at + word.Length;
            if ((at == 0 || !IsLetter(line[at - 1])) && (end == line.Length || !IsLetter(line[end])) && line.AsSpan(0, at).Count('"') % 2 == 0) return true;
        }

        return false;
    }

    private static bool IsLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == '_';
}
