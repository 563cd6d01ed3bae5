namespace Tributary.Mail;

/// <summary>A line that is being filled: words, each with the blanks before it.</summary>
/// <param name="taken">Columns that the field's name takes; 0 on later lines.</param>
internal sealed class FoldingLine(int taken)
{
    private readonly List<FoldingWord> _words = [];
    private int _taken = taken;
    private int _length;

    /// <summary>Its columns.</summary>
    public int Length => _taken + _length;

    /// <summary>True for the line that bears the field's name.</summary>
    public bool IsFirst => _taken > 0;

    /// <summary>True for a later line without words.</summary>
    public bool IsBlank => _taken == 0 && (_words.Count == 0 || PythonText.IsSpace(ToString()));

    /// <summary>Adds a word.</summary>
    public void Push(string blank, string text)
    {
        _words.Add(new(blank, text));
        _length += blank.Length + text.Length;
    }

    /// <summary>Takes the last word off; an empty one when there is none.</summary>
    public FoldingWord Pop()
    {
        if (_words.Count == 0) return new("", "");
        var last = _words[^1];
        _words.RemoveAt(_words.Count - 1);
        _length -= last.Length;
        return last;
    }

    /// <summary>Takes the words from a place on.</summary>
    public List<FoldingWord> TakeFrom(int place)
    {
        var rest = _words[place..];
        _words.RemoveRange(place, rest.Count);
        _length -= rest.Sum(word => word.Length);
        return rest;
    }

    /// <summary>Begins a later line with words.</summary>
    public void Reset(List<FoldingWord> words)
    {
        _words.Clear();
        _words.AddRange(words);
        _length = words.Sum(word => word.Length);
        _taken = 0;
    }

    /// <summary>Before which word to break: the last place for the first of the characters that has one; null when none has.</summary>
    /// <param name="characters">Behind which (before which, when it is a blank) a line may end, best first.</param>
    public int? FindSplit(string characters)
    {
        foreach (var character in characters)
        {
            for (var place = _words.Count - 1; place > 0; place--)
            {
                if (character is ' ' or '\t' && _words[place].Blank is [var blank, ..] && blank == character) return place;
                if (_words[place - 1].Text is [.., var end] && end == character) return place;
            }
        }

        return null;
    }

    /// <inheritdoc />
    public override string ToString() => string.Concat(_words.Select(word => word.Blank + word.Text));
}

/// <summary>A word of a line.</summary>
/// <param name="Blank">The blanks before it.</param>
/// <param name="Text">The word; may be empty.</param>
internal readonly record struct FoldingWord(string Blank, string Text)
{
    /// <summary>Its columns.</summary>
    public int Length => Blank.Length + Text.Length;
}
