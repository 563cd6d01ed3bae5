using System.Collections.Immutable;
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
    private readonly HashSet<int> _keywords = [];
    private readonly Dictionary<string, bool> _folders = new(StringComparer.Ordinal);
    private readonly List<string> _fixes = [];
    private List<string> _paths = [];

    /// <summary>A search in a file.</summary>
    public MaintainersSearch(MaintainersFile file, SourceTree tree, MaintainersChoice choice)
    {
        ArgumentNullException.ThrowIfNull(tree);
        (_file, _tree, _choice) = (file, tree, choice);
    }

    /// <summary>Asks about a patch.</summary>
    public void Add(PatchTouch patch)
    {
        ArgumentNullException.ThrowIfNull(patch);
        _paths.AddRange(patch.Paths);
        _paths = [.. _paths.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (_choice.WithFixes) _fixes.AddRange(patch.Fixes.Except(_fixes));
        if (!_choice.WithKeywords) return;
        foreach (var keyword in _file.Keywords)
        {
            if (!_keywords.Contains(keyword.Place) && patch.Holds(keyword.Pattern)) _keywords.Add(keyword.Place);
        }
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
        foreach (var keyword in _file.Keywords)
        {
            if (!_keywords.Contains(keyword.Place) && keyword.Pattern.MayMatch(text) && keyword.Pattern.IsMatch(text)) _keywords.Add(keyword.Place);
        }
    }

    /// <summary>Finds the sections, and all people and lists that they name.</summary>
    public MaintainersMatch Match()
    {
        var people = new MaintainersPeople(_tree, _choice);
        var uncovered = ImmutableArray.CreateBuilder<string>();
        var sections = new List<MaintainersSection>();
        foreach (var path in _paths)
        {
            var found = FindSections(path, out var isCovered);
            sections.AddRange(found);
            foreach (var section in found) people.Add(_file, section);
            if (path.EndsWith(".yaml", StringComparison.Ordinal)) people.AddText(_tree.Read(MaintainersSection.Shown(path)));
            if (_choice.WithHistory || (_choice.WithFallback && !isCovered && !path.EndsWith("MAINTAINERS", StringComparison.Ordinal)))
                uncovered.Add(MaintainersSection.Shown(path));
        }

        foreach (var section in SectionsOfKeywords())
        {
            sections.Add(section);
            people.Add(_file, section);
        }

        people.Deduplicate();
        return new([.. sections.Distinct()], uncovered.ToImmutable(), [.. _fixes], people);
    }

    /// <summary>True when a section stands for a path by more than standing for everything (<c>*</c>).</summary>
    /// <param name="path">From the top of the tree.</param>
    public bool Covers(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return _file.Sections.Any(section => FindDepth(section, path) is { } match && (match.IsByName || match.Depth > 0));
    }

    // The script sorts the places of K lines as text.
    private IEnumerable<MaintainersSection> SectionsOfKeywords() =>
        _file.Keywords.Where(keyword => _keywords.Contains(keyword.Place))
            .OrderBy(static keyword => keyword.Place.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal)
            .Select(static keyword => keyword.Section);

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
        foreach (ref readonly var entry in _file.EntriesOf(section))
        {
            if (entry.Letter is 'F')
            {
                if (FilePattern.Matches(_file.ValueOf(entry), path, HasFolder, out var depth))
                    match = new(depth, IsByName: false, depth >= slashes || match is { IsExact: true });
            }
            else if (entry.Letter is 'N' && _file.NameOf(entry) is var name && name.MayMatch(path) && name.IsMatch(path))
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
            if (entry.Letter is 'X' && FilePattern.Matches(_file.ValueOf(entry), path, HasFolder, out _)) return true;
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
