using System.Collections.Immutable;
using System.Text;

namespace Tributary.Mail;

/// <summary>
/// Writes header fields: folded at 78 columns (RFC 5322, 2.1.1 and 3.2.2), what is not ASCII in encoded words (RFC 2047). Every value is cleaned of
/// control characters first, and lines break only where this class breaks them, so that no value makes a field.
/// </summary>
internal sealed class HeaderLines
{
    private const int Columns = 78;

    // A longer word is no word for people; the hard limit of a line is 998.
    private const int LongestWord = 200;
    private const string PhraseSigns = "!#$%&'*+-/=?^_`{|}~";

    private readonly StringBuilder _text = new();
    private int _column;

    /// <summary>The fields, each line with CRLF.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>Adds a field of free text.</summary>
    public void AddText(string name, string text)
    {
        Begin(name);
        AddWords(text, isPhrase: false);
        End();
    }

    /// <summary>Adds a field of words that are ASCII and short, such as message ids.</summary>
    public void AddTokens(string name, params IEnumerable<string> tokens)
    {
        Begin(name);
        foreach (var token in tokens) AddWord(token);
        End();
    }

    /// <summary>Adds a field of mailboxes whose addresses were read by <see cref="LetterAddress"/>.</summary>
    public void AddMailboxes(string name, ImmutableArray<Mailbox> mailboxes)
    {
        Begin(name);
        foreach (var (index, mailbox) in mailboxes.Index())
        {
            var behind = index == mailboxes.Length - 1 ? "" : ",";
            var person = Clean(mailbox.Name);
            if (person.Length > 0) AddPhrase(person);
            AddWord(person.Length > 0 ? $"<{mailbox.Address}>{behind}" : mailbox.Address + behind);
        }

        End();
    }

    /// <summary>Text without control characters, lone surrogates and blanks at its ends, with single blanks.</summary>
    internal static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // U+2028 and U+2029 are line ends to some readers.
            if (Rune.IsControl(rune) || Rune.IsWhiteSpace(rune))
            {
                if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
            }
            else
            {
                clean.Append(rune);
            }
        }

        return clean.ToString().TrimEnd();
    }

    private void Begin(string name)
    {
        _text.Append(name).Append(':');
        _column = name.Length + 1;
    }

    private void End() => _text.Append("\r\n");

    private void AddPhrase(string person)
    {
        if (person.Split(' ').All(static word => word.All(static c => char.IsAsciiLetterOrDigit(c) || PhraseSigns.Contains(c, StringComparison.Ordinal)) && !NeedsEncoding(word)))
            AddWords(person, isPhrase: true);
        else if (person.Length < Columns / 2 && !NeedsEncoding(person))
            AddWord($"\"{person.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
        else
            AddEncoded(person);
    }

    private void AddWords(string text, bool isPhrase)
    {
        var words = Clean(text).Split(' ');
        var first = Array.FindIndex(words, NeedsEncoding);
        if (first < 0)
        {
            foreach (var word in words) AddWord(word);
            return;
        }

        // In a phrase plain words beside encoded ones would have to be atoms; all of it is encoded.
        var last = Array.FindLastIndex(words, NeedsEncoding);
        if (isPhrase) (first, last) = (0, words.Length - 1);
        foreach (var word in words[..first]) AddWord(word);
        AddEncoded(string.Join(' ', words[first..(last + 1)]));
        foreach (var word in words[(last + 1)..]) AddWord(word);
    }

    private static bool NeedsEncoding(string word) => word.Length > LongestWord || !Ascii.IsValid(word) || word.Contains("=?", StringComparison.Ordinal);

    private void AddEncoded(string text)
    {
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var (word, taken) = EncodedWordWriter.Write(rest, Columns - 2 - _column);
            if (taken == 0) (word, taken) = EncodedWordWriter.Write(rest, Columns - 2);
            AddWord(word);
            rest = rest[taken..];
        }
    }

    private void AddWord(string word)
    {
        if (word.Length == 0) return;
        if (_column + 1 + word.Length > Columns && _text[^1] != ':')
        {
            _text.Append("\r\n");
            _column = 0;
        }

        _text.Append(' ').Append(word);
        _column += 1 + word.Length;
    }
}
