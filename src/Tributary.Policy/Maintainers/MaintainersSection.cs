using System.Collections.Immutable;
using System.Text;

namespace Tributary.Policy;

/// <summary>A section of a MAINTAINERS file.</summary>
public sealed class MaintainersSection
{
    private readonly string _text;
    private readonly MaintainersEntry? _title;
    private PerlPattern?[]? _names;

    internal MaintainersSection(string text, MaintainersEntry? title, int first, int end) => (_text, _title, First, End) = (text, title, first, end);

    /// <summary>Its title, e.g. <c>BPF [CORE]</c>; empty where the file begins without one.</summary>
    public string Title => Shown(RawTitle);

    /// <summary>The place of its first line.</summary>
    internal int First { get; }

    /// <summary>The place behind its last line.</summary>
    internal int End { get; }

    internal string RawTitle => _title is { } title ? _text.Substring(title.Start, title.Length) : "";

    /// <summary>The values of its lines of a letter, in the order of the file.</summary>
    /// <param name="file">The file it stands in.</param>
    /// <param name="letter">E.g. <c>T</c> for its trees, <c>S</c> for its status.</param>
    public ImmutableArray<string> Values(MaintainersFile file, char letter)
    {
        ArgumentNullException.ThrowIfNull(file);
        var values = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in file.EntriesOf(this))
        {
            if (entry.Letter == letter) values.Add(Shown(file.ValueOf(entry).ToString()));
        }

        return values.ToImmutable();
    }

    /// <summary>The expression of an N line, read when it is first asked for.</summary>
    /// <param name="file">The file it stands in.</param>
    /// <param name="line">Which of its lines, from 0.</param>
    internal PerlPattern NameAt(MaintainersFile file, int line) => (_names ??= new PerlPattern?[End - First])[line] ??= new(file.ValueOf(file.EntriesOf(this)[line]).ToString());

    /// <summary>Text kept byte for byte, as people read it.</summary>
    internal static string Shown(string raw) => Ascii.IsValid(raw) ? raw : Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(raw));
}
