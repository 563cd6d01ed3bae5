using System.Text;

namespace Tributary.Policy;

/// <summary>A <c>.mailmap</c> as the script reads it: the right name and address of people who wrote under others.</summary>
public sealed class Mailmap
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _addresses = new(StringComparer.Ordinal);

    /// <summary>One that changes nobody.</summary>
    public static Mailmap Empty { get; } = new();

    /// <summary>Reads a file; any bytes will do.</summary>
    /// <param name="bytes">The whole file.</param>
    public static Mailmap Parse(ReadOnlySpan<byte> bytes)
    {
        var map = new Mailmap();
        var text = Encoding.Latin1.GetString(bytes).AsSpan();
        foreach (var range in text.Split('\n'))
        {
            var line = text[range];
            var comment = line.IndexOf('#');
            if (comment >= 0) line = line[..comment];
            map.Read(line.Trim());
        }

        return map;
    }

    /// <summary>The person as the map has him.</summary>
    internal MailPerson Map(MailPerson person)
    {
        if (_names.Count == 0 && _addresses.Count == 0) return person;
        var key = person.ToString();
        if (!_names.ContainsKey(key) && !_addresses.ContainsKey(key)) key = person.Address;
        return MailPerson.Parse(new MailPerson(_names.GetValueOrDefault(key, person.Name), _addresses.GetValueOrDefault(key, person.Address)).ToString());
    }

    // name <mail> · <right> <wrong> · name <right> <wrong> · name <right> wrong name <wrong>
    private void Read(ReadOnlySpan<char> line)
    {
        if (!line.EndsWith('>')) return;
        var open = line.IndexOf('<');
        var close = line.IndexOf('>');
        if (open < 0 || close < open + 2) return;

        var right = MailPerson.Parse(line[..(close + 1)].ToString());
        if (close == line.Length - 1)
        {
            if (open > 0) _names[right.Address] = right.Name;
            return;
        }

        var second = line[(close + 1)..];
        var wrongOpen = second.IndexOf('<');
        if (wrongOpen < 0 || second.Length < wrongOpen + 3) return;
        var wrong = second[(wrongOpen + 1)..^1].ToString();
        if (wrong.Contains('>', StringComparison.Ordinal)) return;
        var wrongName = second[..wrongOpen].Trim().ToString();
        var key = wrongName.Length > 0 ? MailPerson.Parse($"{wrongName} <{wrong}>").ToString() : wrong;
        _addresses[key] = open > 0 ? right.Address : line[1..close].ToString();
        if (open > 0) _names[key] = right.Name;
    }
}
