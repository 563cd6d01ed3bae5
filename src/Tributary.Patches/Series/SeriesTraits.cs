using System.Collections.Immutable;
using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>A series as it is compared with others to find its versions.</summary>
internal sealed class SeriesTraits
{
    /// <summary>Takes what is compared from a series.</summary>
    public SeriesTraits(SeriesDraft draft)
    {
        Draft = draft;
        Patches = draft.SortPatches();
        Head = draft.Cover ?? Patches[0];
        Names = TitleWords.Names(Head.Subject.Title);
        Words = [.. Names.Select(TitleWords.Split)];
        PatchTitles = [.. Patches.Select(patch => TitleWords.Normalise(patch.Subject.Title))];
        Lines = [.. Patches.SelectMany(patch => patch.Sketch)];
        Files = Patches.SelectMany(patch => patch.Files).ToHashSet(StringComparer.Ordinal);
        Hashes = Patches.Where(patch => patch.DiffHash is not null).Select(patch => patch.DiffHash!).ToHashSet(StringComparer.Ordinal);
        IsRfc = Head.Subject.IsRfc;
        Author = Person.Key(Head.From);
        Branches = BranchTags.Of(Head.Subject);
    }

    /// <summary>Its messages.</summary>
    public SeriesDraft Draft { get; }

    /// <summary>The cover letter, else the first patch.</summary>
    public ThreadMember Head { get; }

    /// <summary>Its patches by number.</summary>
    public ImmutableArray<ThreadMember> Patches { get; }

    /// <summary>The head's title, normalised, and the one that it had before (<c>was: …</c>).</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The telling words of each name.</summary>
    public ImmutableArray<HashSet<string>> Words { get; }

    /// <summary>The titles of the patches, normalised.</summary>
    public HashSet<string> PatchTitles { get; }

    /// <summary>The sketches of its patches in one.</summary>
    public HashSet<uint> Lines { get; }

    /// <summary>The files that its patches touch.</summary>
    public HashSet<string> Files { get; }

    /// <summary>The hashes of its diffs.</summary>
    public HashSet<string> Hashes { get; }

    /// <summary>True for a request for comments.</summary>
    public bool IsRfc { get; }

    /// <summary>Who sent it (<see cref="Person.Key"/>).</summary>
    public string Author { get; }

    /// <summary>The releases that it is a backport for: those to several are no versions of each other.</summary>
    public ImmutableArray<string> Branches { get; }

    /// <summary>The version with the part behind the dot.</summary>
    public (int Major, int Minor) Version => (Head.Subject.Version, Head.Subject.MinorVersion);

    /// <summary>
    /// True when this, sent into the thread of that one, replaces single patches of it (<c>v5.1 10/12</c>, <c>v2 3/7</c> in answer to 3/7)
    /// and does not stand for the whole.
    /// </summary>
    public bool IsFragmentOf(SeriesTraits whole)
    {
        if (Draft.Cover is not null || Patches.Length * 2 > whole.Patches.Length) return false;
        return Version.Minor > 0 || Draft.Total == whole.Draft.Total || (Draft.Total == 1 && whole.PatchTitles.Overlaps(PatchTitles));
    }

    /// <summary>What a maintainer calls it: <c>v3</c>, <c>RFC v2</c>, <c>v5.1</c>.</summary>
    public string Label =>
        (IsRfc ? "RFC " : "") + "v" + Version.Major.ToString(System.Globalization.CultureInfo.InvariantCulture)
        + (Version.Minor > 0 ? "." + Version.Minor.ToString(System.Globalization.CultureInfo.InvariantCulture) : "");

    /// <summary>Oldest first: the date of the head, then its id.</summary>
    public static int CompareByDate(SeriesTraits one, SeriesTraits other) =>
        (one.Head.Date, one.Head.Id).CompareTo((other.Head.Date, other.Head.Id));

    /// <summary>True when one person sent both.</summary>
    public bool HasAuthorOf(SeriesTraits other) =>
        (Author.Length > 0 && Author == other.Author)
        || (Head.From.Address.Length > 0 && Head.From.Address.Equals(other.Head.From.Address, StringComparison.OrdinalIgnoreCase));
}
