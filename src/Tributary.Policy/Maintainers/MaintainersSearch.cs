using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Tributary.Policy;

/// <summary>
/// Whom a change concerns: the same people and lists that <c>scripts/get_maintainer.pl</c> names, in its order. Add what is asked about, then call
/// <see cref="Match"/>. Where several sections are equally deep, the script's order is by chance; here it is the file's.
/// </summary>
public sealed class MaintainersSearch
{
    private readonly MaintainersFile _file;
    private readonly SourceTree _tree;
    private readonly MaintainersChoice _choice;
    private readonly bool[] _keywords;
    private readonly Dictionary<string, bool> _folders = new(StringComparer.Ordinal);
    private readonly Func<string, bool> _hasFolder;
    private readonly List<string> _fixes = [];
    private readonly List<string> _paths = [];

    /// <summary>A search in a file.</summary>
    public MaintainersSearch(MaintainersFile file, SourceTree tree, MaintainersChoice choice)
    {
        ArgumentNullException.ThrowIfNull(tree);
        // One delegate for the ten thousand lines that are asked, and not one each.
        (_file, _tree, _choice, _hasFolder, _keywords) = (file, tree, choice, HasFolder, new bool[file.Keywords.Length]);
    }

    /// <summary>Asks about a patch.</summary>
    public void Add(PatchTouch patch)
    {
        ArgumentNullException.ThrowIfNull(patch);
        _paths.AddRange(patch.Paths);
        _paths.Sort(string.CompareOrdinal);
        for (var at = _paths.Count - 1; at > 0; at--)
        {
            if (_paths[at] == _paths[at - 1]) _paths.RemoveAt(at);
        }

        foreach (var fix in patch.Fixes)
        {
            if (_choice.WithFixes && !_fixes.Contains(fix)) _fixes.Add(fix);
        }

        if (!_choice.WithKeywords) return;
        for (var at = 0; at < _keywords.Length; at++) _keywords[at] = _keywords[at] || patch.Holds(_file.Keywords[at].Pattern);
    }

    /// <summary>Asks about a file or folder of the tree.</summary>
    /// <param name="path">From the top of the tree; a folder with a slash at its end.</param>
    public void Add(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var raw = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(path));
        _paths.Add(raw);
        if (!_choice.WithKeywords || path == "MAINTAINERS" || path.EndsWith('/') || _tree.Read(path) is not { } bytes) return;

        var text = Encoding.Latin1.GetString(bytes);
        for (var at = 0; at < _keywords.Length; at++)
        {
            var pattern = _file.Keywords[at].Pattern;
            _keywords[at] = _keywords[at] || (pattern.MayMatch(text) && pattern.IsMatch(text));
        }
    }

    /// <summary>Finds the sections, and all people and lists that they name.</summary>
    public MaintainersMatch Match()
    {
        var people = new MaintainersPeople(_tree, _choice);
        var uncovered = ImmutableArray.CreateBuilder<string>();
        var (sections, seen) = (ImmutableArray.CreateBuilder<MaintainersSection>(), new HashSet<MaintainersSection>());
        foreach (var path in _paths)
        {
            var found = FindSections(path, out var isCovered);
            foreach (var section in found) Take(section);
            if (path.EndsWith(".yaml", StringComparison.Ordinal)) people.AddText(_tree.Read(MaintainersSection.Shown(path)));
            if (_choice.WithHistory || (_choice.WithFallback && !isCovered && !path.EndsWith("MAINTAINERS", StringComparison.Ordinal)))
                uncovered.Add(MaintainersSection.Shown(path));
        }

        foreach (var keyword in KeywordsInOrder()) Take(keyword.Section);

        people.Deduplicate();
        return new(sections.ToImmutable(), uncovered.ToImmutable(), [.. _fixes], people);

        void Take(MaintainersSection section)
        {
            if (seen.Add(section)) sections.Add(section);
            people.Add(_file, section);
        }
    }

    /// <summary>True when a section stands for a path by more than standing for everything (<c>*</c>).</summary>
    /// <param name="path">From the top of the tree.</param>
    public bool Covers(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return _file.Sections.Any(section => FindDepth(section, path) is { } match && (match.IsByName || match.Depth > 0));
    }

    // The script sorts the places of K lines as text.
    private List<MaintainersPattern> KeywordsInOrder()
    {
        var found = new List<MaintainersPattern>();
        for (var at = 0; at < _keywords.Length; at++)
        {
            if (_keywords[at]) found.Add(_file.Keywords[at]);
        }

        found.Sort(static (one, other) => string.CompareOrdinal(one.Place.ToString(CultureInfo.InvariantCulture), other.Place.ToString(CultureInfo.InvariantCulture)));
        return found;
    }

    private List<MaintainersSection> FindSections(string path, out bool isCovered)
    {
        isCovered = false;
        var (found, depths) = (new List<MaintainersSection>(), new List<int>());
        var depth = path.AsSpan().Count('/');
        foreach (var section in _file.Sections)
        {
            if (FindDepth(section, path) is not { } match) continue;
            if (match.IsExact && IsLookedAfter(section)) isCovered = true;
            if (match.Depth is { } at && (_choice.PatternDepth == 0 || depth - at < _choice.PatternDepth || match.IsByName)) Insert(section, at);
        }

        return found;

        // The deepest first, the others as they stand in the file. (LINQ's ordering by numbers is compiled only when it runs.)
        void Insert(MaintainersSection section, int at)
        {
            var place = depths.Count;
            while (place > 0 && depths[place - 1] < at) place--;
            found.Insert(place, section);
            depths.Insert(place, at);
        }
    }

    // The last line that matches tells the depth, as it does in the script.
    private SectionMatch? FindDepth(MaintainersSection section, string path)
    {
        SectionMatch? match = null;
        var slashes = path.AsSpan().Count('/');
        var entries = _file.EntriesOf(section);
        for (var at = 0; at < entries.Length; at++)
        {
            ref readonly var entry = ref entries[at];
            if (entry.Letter is 'F')
            {
                if (FilePattern.Matches(_file.ValueOf(entry), path, _hasFolder, out var depth))
                    match = new(depth, IsByName: false, depth >= slashes || match is { IsExact: true });
            }
            else if (entry.Letter is 'N' && section.NameAt(_file, at) is var name && name.MayMatch(path) && name.IsMatch(path))
            {
                match = new(0, IsByName: true, match is { IsExact: true });
            }
        }

        return match is null || IsExcluded(section, path) ? null : match;
    }

    private bool IsExcluded(MaintainersSection section, string path)
    {
        foreach (ref readonly var entry in _file.EntriesOf(section))
        {
            if (entry.Letter is 'X' && FilePattern.Matches(_file.ValueOf(entry), path, _hasFolder, out _)) return true;
        }

        return false;
    }

    private bool IsLookedAfter(MaintainersSection section)
    {
        var (hasStatus, hasMaintainer) = (false, false);
        foreach (ref readonly var entry in _file.EntriesOf(section))
        {
            if (entry.Letter is 'M') hasMaintainer = true;
            if (entry.Letter is not 'S') continue;
            var status = _file.ValueOf(entry);
            hasStatus |= status.Contains("maintain", StringComparison.OrdinalIgnoreCase) || status.Contains("support", StringComparison.OrdinalIgnoreCase);
        }

        return hasStatus && hasMaintainer;
    }

    private bool HasFolder(string path)
    {
        if (!_folders.TryGetValue(path, out var has)) _folders[path] = has = _tree.HasFolder(path);
        return has;
    }

    private sealed record SectionMatch(int? Depth, bool IsByName, bool IsExact);
}
