using System.Collections.Immutable;
using Tributary.Mail;

namespace Tributary.Policy;

/// <summary>Who gets a report: the list of the profile in To; in Cc the maintainers of the files that it is about, and the people of the culprit (BUG-1 to BUG-3, LLV-3).</summary>
/// <param name="To">The list.</param>
/// <param name="Cc">All others.</param>
public sealed record ReportPeople(ImmutableArray<Mailbox> To, ImmutableArray<Mailbox> Cc)
{
    /// <summary>Who gets it.</summary>
    /// <param name="profile">The profile, whose lists they are.</param>
    /// <param name="report">The report.</param>
    /// <param name="maintainers">Who looks after the files (<see cref="PathsOf"/>) by MAINTAINERS; empty where no tree is at hand.</param>
    public static ReportPeople Of(Profile profile, BugReport report, ImmutableArray<Responsible> maintainers)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(report);
        var list = profile.ListFor(report.IsOfLlvm ? ListUse.Llvm : ListUse.Bugs);
        ImmutableArray<Mailbox> to = list is null ? [] : [new("", list.Address)];
        // Maintainers and reviewers, and their lists; who merely changed the file once is not asked.
        var known = maintainers.Where(static one => one.Kind is ResponsibleKind.Maintainer or ResponsibleKind.Reviewer or ResponsibleKind.List).Select(static one => new Mailbox(one.Name, one.Email));
        var all = (report.Culprit?.People ?? []).Concat(known).DistinctBy(static one => one.Address, StringComparer.OrdinalIgnoreCase);
        return new(to, [.. all.Where(one => !to.Any(other => other.Address.Equals(one.Address, StringComparison.OrdinalIgnoreCase)))]);
    }

    /// <summary>The files whose maintainers are asked.</summary>
    public static ImmutableArray<string> PathsOf(ReportingValues values, BugReport report)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(report);
        return [.. values.Paths.Concat(report.Names.Parts.Select(static part => part.Path)).Concat(report.IsOfLlvm ? values.LlvmPaths : []).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The hosts of trackers nobody reads that a text links to (BUG-4).</summary>
    public static ImmutableArray<string> UnreadTrackers(Profile profile, string text)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return [.. profile.UnreadTrackers.Where(host => text.Contains(host, StringComparison.OrdinalIgnoreCase))];
    }
}
