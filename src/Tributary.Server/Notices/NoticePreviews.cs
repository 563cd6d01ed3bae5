using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Tributary.Mail;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Shows what a letter of a kind would say of a real series, without writing it. What has not happened to the series is made up, and says so.</summary>
/// <param name="database">The database.</param>
/// <param name="notices">By which letters are written.</param>
public sealed class NoticePreviews(Database database, SeriesNotices notices)
{
    /// <summary>The letter.</summary>
    /// <param name="id">The series.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="template">A template to try; null: that of the project.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>The letter's text; or what is wrong with the template in one line; null when there is no such series.</returns>
    public async Task<NoticePreview?> FindAsync(SeriesId id, NoticeKind kind, string? template, CancellationToken cancel)
    {
        // Reads what letters read; nothing is written, and it is undone at its end.
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        if (await new NoticeReader(write).FindAsync(id, cancel) is not { } series) return null;
        var project = await notices.GetProjectAsync(write, series.Project, cancel);
        var settings = NoticeSettings.Of(await ProjectSettings.LoadAsync(write, series.Project, cancel), kind);
        var parsed = settings.Template;
        if (template is not null && !LetterTemplate.TryRead(template, kind.Fields, out parsed, out var fault)) return new("", "", fault);
        var tree = project.Profile.Trees.FirstOrDefault()?.Name ?? "tree";
        var values = kind switch
        {
            NoticeKind.Accepted => notices.ValuesOf(new AcceptedSeries(series.Id, tree) { By = "Example Maintainer <maintainer@example.org>", Commits = MakeUp(series) }, series, project),
            NoticeKind.Dropped => notices.ValuesOf(new DroppedSeries(series.Id, tree, "") { Why = "an example of a reason" }, series, project),
            NoticeKind.StateChanged => notices.ValuesOf(series, project.Name, ("before", PatchState.New.Title), ("after", PatchState.ChangesRequested.Title), ("by", "example")),
            NoticeKind.OnHold => notices.ValuesOf(series, project.Name, ("why", "an example of a reason"), ("by", "example")),
            NoticeKind.Window => notices.ValuesOf(series, project.Name, ("tree", tree), ("release", "v6.13"), ("closes", "2024-12-01")),
            NoticeKind.LabVerdict => notices.ValuesOf(ExampleRun(series, tree), series, project.Name),
            _ => CommandAnswer.ValuesOf(series.Head, project, [Example(series)], WorkRoles.None),
        };
        return new($"Re: {series.Head.Subject}", parsed.Write(values), "");
    }

    // All but the last patch have a commit, so that both lines are seen.
    private static ImmutableArray<(long Message, CommitId Commit)> MakeUp(NoticeSeries series) =>
        [.. series.Patches.Take(Math.Max(1, series.Patches.Length - 1)).Select(static patch => (patch.Message, CommitId.Parse(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(patch.Name)).AsSpan(0, 20)))))];

    private static LabVerdict ExampleRun(NoticeSeries series, string tree) => new(
        new() { Id = 1, Series = series.Id, Tree = tree, Commit = "0123456789ab", Suites = "test_verifier", Kernel = "debian:6.1", AskedAt = series.Head.Date, Finish = "failed", Summary = "Summary: 1364 PASSED, 647 SKIPPED, 1 FAILED" }, null, true)
    {
        Tests = [("test_verifier: an example of a test", "It fails, and passed on the base.")],
    };

    private static StoredCommand Example(NoticeSeries series) => new()
    {
        Project = series.Project, Message = 0, Position = 0, Sender = series.Submitter.Key, Word = "deffer", Outcome = CommandOutcome.Unknown, Reason = "There is no word “deffer”; did you mean “defer”?",
    };
}

/// <summary>A letter as it would be.</summary>
/// <param name="Subject">Its subject.</param>
/// <param name="Text">Its text.</param>
/// <param name="Fault">What is wrong with the template, in one line; empty when nothing is.</param>
public sealed record NoticePreview(string Subject, string Text, string Fault);
