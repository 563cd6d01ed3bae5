using System.Collections.Immutable;
using System.Globalization;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Gathers what the page of feedback shows.</summary>
internal sealed class FeedbackReader(ProjectNames projects, FeedbackQueries feedback, ProjectSettings settings, TimeProvider clock)
{
    private const int UsualWeeks = 26;
    private const int MostWeeks = 260;

    /// <summary>Reads a span of weeks.</summary>
    /// <param name="name">The project's name.</param>
    /// <param name="request">Which weeks.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Null when there is no such project.</returns>
    public async Task<FeedbackModel?> ReadAsync(string name, FeedbackRequest request, CancellationToken cancel)
    {
        if (await projects.FindAsync(name, cancel) is not { } project) return null;
        var now = clock.GetUtcNow();
        var newest = await feedback.FindNewestWeekAsync(project.Id, FeedbackBuckets.WeekOf(now), cancel) ?? FeedbackBuckets.WeekOf(now);
        var last = DateOnly.TryParseExact(request.Until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1970 and < 9000
            ? FeedbackBuckets.WeekOf(new DateTimeOffset(day, default, TimeSpan.Zero)) : newest;
        var count = Math.Clamp(request.Weeks ?? UsualWeeks, 1, MostWeeks);
        var own = (await settings.ListAsync(cancel)).GetValueOrDefault(project.Id, ImmutableDictionary<string, string>.Empty);
        var values = ProfileFile.Find(project.Profile)?.Feedback ?? new FeedbackValues();
        var chosen = FeedbackSettings.Of(values, own, []);
        return new()
        {
            Project = project, First = last - count + 1, Last = last, IsNewest = last >= newest, Now = now,
            Counts = [.. await feedback.ListAsync(project.Id, last - count + 1, last, cancel)],
            Promise = chosen.Rules.OverdueAfter, UsualFrom = values.UsualFrom, UsualTo = values.UsualTo, Words = chosen.Words,
            Overdue = await feedback.CountOverdueAsync(project.Id, now, QueueModel.MostCounted, cancel),
        };
    }
}
