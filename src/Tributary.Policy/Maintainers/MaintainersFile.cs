using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace Tributary.Policy;

/// <summary>
/// A MAINTAINERS file, read as <c>scripts/get_maintainer.pl</c> reads it: lines of a capital letter, a colon and a value make up a section, and the line
/// above them is its title. All text is kept byte for byte (Latin-1), as the script does; only what is shown is read as UTF-8.
/// </summary>
public sealed class MaintainersFile
{
    private readonly List<MaintainersEntry> _entries;

    private MaintainersFile(string text, List<MaintainersEntry> entries, MaintainersSection[] sections, MaintainersPattern[] keywords)
    {
        (Text, _entries, Sections) = (text, entries, ImmutableArray.Create(sections));
        Keywords = ImmutableArray.Create(keywords);
    }

    /// <summary>The file, each byte a character.</summary>
    internal string Text { get; }

    /// <summary>Its sections in the order of the file.</summary>
    public ImmutableArray<MaintainersSection> Sections { get; }

    /// <summary>The K patterns, each with its section.</summary>
    internal ImmutableArray<MaintainersPattern> Keywords { get; }

    /// <summary>Reads a file; any bytes will do.</summary>
    /// <param name="bytes">The whole file.</param>
    public static MaintainersFile Parse(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        var entries = ReadEntries(text);
        var (sections, keywords) = ReadSections(text, entries);
        return new(text, entries, sections, keywords);
    }

    /// <summary>The lines of a section, without its title.</summary>
    internal ReadOnlySpan<MaintainersEntry> EntriesOf(MaintainersSection section) => CollectionsMarshal.AsSpan(_entries).Slice(section.First, section.End - section.First);

    /// <summary>The value of a line.</summary>
    internal ReadOnlySpan<char> ValueOf(in MaintainersEntry entry) => Text.AsSpan(entry.Start, entry.Length);

    private static List<MaintainersEntry> ReadEntries(string text)
    {
        var entries = new List<MaintainersEntry>(text.Length / 28);
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            if (end < 0) end = text.Length;
            if (end - at >= 2 && char.IsAsciiLetterUpper(text[at]) && text[at + 1] == ':')
            {
                var start = at + 2;
                while (start < end && IsBlank(text[start])) start++;
                entries.Add(new(text[at], start, end - start));
            }
            else if (IsTitle(text.AsSpan(at, end - at)))
            {
                entries.Add(new(MaintainersEntry.Title, at, end - at));
            }

            at = end + 1;
        }

        return entries;
    }

    // Empty lines and comments do not end a section: the script drops them as it reads.
    private static bool IsTitle(ReadOnlySpan<char> line)
    {
        var rest = line.TrimStart(" \t\r\f\v");
        return !rest.IsEmpty && rest[0] != '#';
    }

    private static bool IsBlank(char letter) => letter is ' ' or '\t' or '\r' or '\f' or '\v';

    private static (MaintainersSection[] Sections, MaintainersPattern[] Keywords) ReadSections(string text, List<MaintainersEntry> entries)
    {
        var sections = new List<MaintainersSection>(4096);
        var keywords = new List<MaintainersPattern>();
        for (var at = 0; at < entries.Count;)
        {
            if (entries[at].Letter == MaintainersEntry.Title)
            {
                at++;
                continue;
            }

            var end = at;
            while (end < entries.Count && entries[end].Letter != MaintainersEntry.Title) end++;
            var section = new MaintainersSection(text, at > 0 ? entries[at - 1] : null, at, end);
            sections.Add(section);
            for (var place = at; place < end; place++)
            {
                if (entries[place].Letter == 'K') keywords.Add(new(new(text.Substring(entries[place].Start, entries[place].Length)), section, place));
            }

            at = end;
        }

        return ([.. sections], [.. keywords]);
    }
}

/// <summary>A line of the file.</summary>
/// <param name="Letter">Its letter, or <see cref="Title"/>.</param>
/// <param name="Start">Where its value begins.</param>
/// <param name="Length">The length of its value.</param>
internal readonly record struct MaintainersEntry(char Letter, int Start, int Length)
{
    public const char Title = '\0';
}

/// <summary>A K pattern, the section it stands in, and the place of its line.</summary>
internal sealed record MaintainersPattern(PerlPattern Pattern, MaintainersSection Section, int Place);
