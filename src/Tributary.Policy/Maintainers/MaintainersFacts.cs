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
        var recipients = ImmutableArray.CreateBuilder<Recipient>();
        foreach (var one in search.Match().Complete())
        {
            if (one.Kind is ResponsibleKind.Maintainer or ResponsibleKind.List) recipients.Add(one.ToRecipient());
        }

        return facts with { Recipients = recipients.ToImmutable(), Unmaintained = [.. Added(series).FindAll(path => !search.Covers(path))] };
    }

    private static List<string> Added(SeriesMail series)
    {
        var (added, seen) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var patch in series.Patches)
        {
            foreach (var file in patch.Mail.Files)
            {
                if (file.Change == DiffChange.Added && seen.Add(file.Path)) added.Add(file.Path);
            }
        }

        return added;
    }
}
