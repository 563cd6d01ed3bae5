using System.Text;
using System.Text.RegularExpressions;

namespace Tributary.Policy;

/// <summary>The addresses that stand in a file of the tree (bindings in YAML name their maintainers), with the name before them.</summary>
internal static class FileAddresses
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    // Letters with accents are two bytes, each a character here; the script's range of them comes to these.
    private const string Name = "[A-Za-z\u0080-\u00C3\"' ,.+-]*";

    /// <summary>The addresses with names, in order.</summary>
    public static List<string> Find(byte[] bytes)
    {
        var found = new List<string>();
        var text = Encoding.Latin1.GetString(bytes);
        if (!text.Contains('@', StringComparison.Ordinal)) return found;
        try
        {
            foreach (Match match in Regex.Matches(text, Name + @"\s*,*\s*[(<{]?[A-Za-z0-9_.+-]+@[A-Za-z0-9.-]+\.[A-Za-z0-9]+[)>}]?", RegexOptions.CultureInvariant, Limit))
            {
                if (Clean(match.Value) is { } person) found.Add(person);
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // What was found so far stands.
        }

        return found;
    }

    private static string? Clean(string text)
    {
        var bracketed = Regex.Replace(text, @"[(<{]?(?<address>[A-Za-z0-9_.+-]+@[A-Za-z0-9.-]+)[)>}]?", "<${address}>", RegexOptions.CultureInvariant, Limit);
        var person = MailPerson.Parse(bracketed);
        if (person.Address.Length == 0) return null;

        var name = person.Name == "\"[,\\.]\"" ? "" : person.Name;
        var words = Regex.Split(name, "[^A-Za-z\u0080-\u00C3',.+-]", RegexOptions.CultureInvariant, Limit);
        if (words.Length > 2) name = Shorten(words);
        return new MailPerson(Strip(name), person.Address).ToString();
    }

    // At most a first name, an initial and a last name.
    private static string Shorten(string[] words)
    {
        var (first, middle, last) = (words[^3], words[^2], words[^1]);
        var isInitial = (first.Length == 1 && char.IsAsciiLetter(first[0])) || (first.Length == 2 && first[1] == '.')
            || middle.Length == 1 || (middle.Length == 2 && middle[1] == '.');
        return isInitial ? $"{first} {middle} {last}" : $"{middle} {last}";
    }

    private static string Strip(string name)
    {
        var end = name.EndsWith(',') || name.EndsWith('.') ? name[..^1]
            : name.EndsWith(",\"", StringComparison.Ordinal) || name.EndsWith(".\"", StringComparison.Ordinal) ? name[..^2] + "\"" : name;
        return end.StartsWith(',') || end.StartsWith('.') ? end[1..]
            : end.StartsWith("\",", StringComparison.Ordinal) || end.StartsWith("\".", StringComparison.Ordinal) ? "\"" + end[2..] : end;
    }
}
