namespace Tributary.Patches;

/// <summary>What the patches of one series have in common in their subjects.</summary>
/// <param name="Version">The version.</param>
/// <param name="Minor">The part behind the dot of <c>v5.1</c>.</param>
/// <param name="Total">How many patches there are to be; null on a cover letter or patch that does not say (<c>3/n</c>).</param>
internal readonly record struct SeriesLabel(int Version, int Minor, int? Total)
{
    /// <summary>The label of a numbered patch or of a cover letter; null for what stands alone.</summary>
    public static SeriesLabel? Of(ThreadMember member) => member.Kind switch
    {
        MailKind.CoverLetter => new(member.Subject.Version, member.Subject.MinorVersion, member.Subject.Total),
        MailKind.Patch when member.Subject.Number is not null => new(member.Subject.Version, member.Subject.MinorVersion, member.Subject.Total),
        _ => null,
    };

    /// <summary>The number in the series: 0 for a cover letter, 1 for a patch alone.</summary>
    public static int NumberOf(ThreadMember member) => member.Kind == MailKind.CoverLetter ? 0 : member.Subject.Number ?? 1;

    /// <summary>True when both may stand in one series.</summary>
    public bool Fits(SeriesLabel other) =>
        Version == other.Version && Minor == other.Minor && (Total == other.Total || Total is null || other.Total is null);
}
