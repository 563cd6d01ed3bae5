using System.Collections.Immutable;
using Tributary.Patches;

namespace Tributary.Policy;

/// <summary>What MAINTAINERS says of a series, for the rules.</summary>
public static class MaintainersFacts
{
    // Whom MAINTAINERS itself names; who stands in the history is asked for by trib maintainers, and is no must.
    private static readonly MaintainersChoice Named = new() { WithFallback = false, WithFixes = false };

    /// <summary>Adds whom it names for the files of the series, and which new files it does not cover.</summary>
    /// <param name="facts">What is known already.</param>
    /// <param name="series">The series.</param>
    /// <param name="maintainers">The file.</param>
    /// <param name="tree">The tree in which it stands.</param>
    public static Facts Add(Facts facts, SeriesMail series, MaintainersFile maintainers, SourceTree tree)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(series);
        var search = new MaintainersSearch(maintainers, tree, Named);
        foreach (var patch in series.Patches) search.Add(PatchTouch.Read(PatchText.Of(patch.Message.Raw).Span));
        string[] added = [.. series.Patches.SelectMany(patch => patch.Mail.Files).Where(file => file.Change == DiffChange.Added).Select(file => file.Path).Distinct(StringComparer.Ordinal)];
        return facts with
        {
            Recipients = [.. search.Match().Complete().Where(one => one.Kind is ResponsibleKind.Maintainer or ResponsibleKind.List).Select(one => one.ToRecipient())],
            Unmaintained = [.. added.Where(path => !search.Covers(path))],
        };
    }
}
