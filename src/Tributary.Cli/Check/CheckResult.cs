using Tributary.Policy;

namespace Tributary.Cli;

/// <summary>A finding and where it stands.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Part">The message it speaks of.</param>
/// <param name="File">The file that the message is in.</param>
/// <param name="Line">The line of the file, from 1.</param>
internal sealed record CheckResult(Finding Finding, SeriesPart Part, CheckedFile File, int Line)
{
    /// <summary>The file for SARIF: that of the tree where a commit is meant, else the mail.</summary>
    public string SarifFile => File.IsCommit && Finding.Place is { Part: MailPlacePart.Diff, Path: { } path } ? path : File.Name;

    /// <summary>The line of <see cref="SarifFile"/>, from 1.</summary>
    public int SarifLine => File.IsCommit && Finding.Place.Part == MailPlacePart.Diff ? Finding.Place.FileLine : Line;

    /// <summary>The place as compilers write it, e.g. <c>0001-x.patch:12</c>.</summary>
    public string Place => File.IsCommit && Finding.Place is { Part: MailPlacePart.Diff, Path: { } path } ? $"{File.Name}:{path}:{Finding.Place.FileLine}" : $"{File.Name}:{Line}";
}
