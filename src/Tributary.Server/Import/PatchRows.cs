using Tributary.Store;

namespace Tributary.Server;

/// <summary>Makes the rows of patches and cover letters.</summary>
internal static class PatchRows
{
    /// <summary>The row of a patch or pull request.</summary>
    public static PatchRow OfPatch(StoredMember member, SeriesId series, Standing standing) => new()
    {
        Id = member.Arrival,
        Message = member.Id,
        Series = series,
        Name = Dialect.Clean(member.Member.Subject.Name),
        SentAt = Micros.From(member.Member.Date),
        Submitter = member.Person,
        State = standing.State,
        Delegate = standing.Delegate,
        IsArchived = standing.IsArchived,
        Hash = member.Member.DiffHash,
        CommitRef = member.Decision?.CommitRef,
        PullUrl = member.Decision?.PullUrl is { } said ? said.Length > 0 ? said : null : (member.Member.PullUrl is { } url ? Dialect.Clean(url) : null),
        Checks = member.Checks,
    };

    /// <summary>The row of a cover letter.</summary>
    public static CoverRow OfCover(StoredMember member, SeriesId series) => new(
        member.Arrival, member.Id, series, Dialect.Clean(member.Member.Subject.Name), Micros.From(member.Member.Date),
        member.Person);
}
