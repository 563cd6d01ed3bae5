using System.Buffers;
using System.Text;

namespace Tributary.Mail;

/// <summary>Name and address of one mailbox, from the pieces that <see cref="AddressParser"/> cut.</summary>
internal readonly struct AddressReader(Encoding? fallback)
{
    private static readonly SearchValues<byte> Specials = SearchValues.Create("()<>\"\\:"u8);

    /// <summary>A mailbox with angle brackets.</summary>
    /// <param name="before">What stands before the bracket: the name.</param>
    /// <param name="inside">What stands in the brackets.</param>
    /// <param name="after">What stands behind them: nothing, or a comment that names.</param>
    public Mailbox ReadBracketed(ReadOnlySpan<byte> before, ReadOnlySpan<byte> inside, ReadOnlySpan<byte> after)
    {
        var address = ReadAddress(inside);
        var name = ReadPhrase(before);
        if (name.Length == 0) name = ReadPhrase(after);
        if (address.Contains('@', StringComparison.Ordinal) || !name.Contains('@', StringComparison.Ordinal)) return new(name, address);
        // someone@example.org <>
        var bare = ReadBare(before);
        return bare.Address.Length > 0 ? bare : new(name, address);
    }

    /// <summary>A mailbox without brackets: <c>a@b</c>, <c>a@b (Name)</c>, <c>a at b (Name)</c>, <c>Name a@b&gt;</c>, or only a name.</summary>
    public Mailbox ReadBare(ReadOnlySpan<byte> element)
    {
        element = element.Trim(" \t"u8);
        if (element.IsEmpty) return Mailbox.None;
        if (IsPlainAddress(element)) return new("", RecentTexts.OfLatin1(element));
        var open = element.IndexOf((byte)'(');
        var comment = open >= 0 ? Comments.FindEnd(element[open..]) : -1;
        var name = comment > 0 ? ReadPhrase(element[(open + 1)..(open + comment - 1)]) : "";
        var text = ReadPhrase(comment > 0 ? Comments.Strip(element) : element);
        if (text.Length == 0) return Mailbox.None;
        var words = text.Split([' ', '<', '>'], StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindIndex(words, word => word.Contains('@', StringComparison.Ordinal) && word.Length > 1);
        if (at >= 0) return new(Name(string.Join(' ', [.. words[..at], .. words[(at + 1)..]]), name), TrimAddress(words[at]));
        // user at example.org (Name): how web archives hide addresses
        if (words is [_, "at" or "AT" or "(at)" or "[at]", _] && words[2].Contains('.', StringComparison.Ordinal)) return new(name, $"{words[0]}@{words[2]}");
        return new(Name(text, name), "");
    }

    /// <summary>A display name: quotes and their backslashes undone, then encoded words, which some mailers put inside the quotes.</summary>
    public string ReadPhrase(ReadOnlySpan<byte> phrase)
    {
        phrase = phrase.Trim(" \t"u8);
        if (phrase.IsEmpty) return "";
        if (phrase.IndexOfAny("\"\\"u8) >= 0) phrase = Unquote(phrase);
        if (phrase is [(byte)'(', .., (byte)')'] && Comments.FindEnd(phrase) == phrase.Length) phrase = phrase[1..^1];
        var name = HeaderText.DecodeUnfolded(phrase, fallback).Trim('<', '>', ' ');
        return name is ['\'', _, .., '\''] or ['"', _, .., '"'] ? name[1..^1].Trim() : name;
    }

    private static string Name(string text, string comment) => text.Length > 0 ? text : comment;

    private static bool IsPlainAddress(ReadOnlySpan<byte> text) =>
        text.IndexOf((byte)'@') > 0 && !text.ContainsAnyExceptInRange((byte)'!', (byte)'~') && !text.ContainsAny(Specials);

    private static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> phrase)
    {
        var plain = new byte[phrase.Length];
        var length = 0;
        for (var i = 0; i < phrase.Length; i++)
        {
            if (phrase[i] == '"') continue;
            if (phrase[i] == '\\' && i + 1 < phrase.Length) i++;
            plain[length++] = phrase[i];
        }

        return plain.AsSpan(0, length);
    }

    private string ReadAddress(ReadOnlySpan<byte> inside)
    {
        inside = inside.Trim(" \t"u8);
        // <@a,@b:user@c>
        if (inside is [(byte)'@', ..] && inside.IndexOf((byte)':') is > 0 and var colon) inside = inside[(colon + 1)..];
        if (IsPlainAddress(inside)) return RecentTexts.OfLatin1(inside);
        var text = HeaderText.DecodeUnfolded(inside, fallback);
        return TrimAddress(text is ['"', ..] ? text : string.Concat(text.Split(' ')));
    }

    private static string TrimAddress(string address)
    {
        address = address.Trim('<', '>', '\'', ',', ';');
        return address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? address[7..] : address;
    }
}
