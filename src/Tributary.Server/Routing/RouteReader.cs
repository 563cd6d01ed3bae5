using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Asks routing again about a series of the queue, with its mail and that of its earlier versions: so every sign can be shown.</summary>
internal sealed class RouteReader(ProjectQueries projects, SeriesQueries series, MessageQueries messages, SeriesDesk desk)
{
    private const int MostMails = 500;

    /// <summary>Which tree takes it and why; null when there is no such series, or it has no patches.</summary>
    public async Task<RouteModel?> ReadAsync(SeriesId number, Visitor visitor, CancellationToken cancel)
    {
        if (await series.FindAsync(number, cancel) is not { } detail || detail.Summary.IsPullRequest) return null;
        var project = (await projects.FindAsync(detail.Summary.Project, cancel))!;
        if (ProfileFile.Find(project.Profile) is not { } profile) return null;
        var ids = ListMail(detail).ToList();
        foreach (var link in detail.Earlier)
        {
            if (await series.FindAsync(link.Id, cancel) is { } earlier) ids.AddRange(ListMail(earlier));
        }

        var parts = new List<SeriesPart>();
        foreach (var some in ids.Distinct().Chunk(MostMails))
            parts.AddRange((await messages.ListAsync(project.Id, some, cancel)).Select(stored => SeriesPart.Read(MessageReader.Read(stored.Raw))));
        if (RouteSorting.Sort(parts).FirstOrDefault(question => question.Head == detail.Summary.Head) is not { } question) return null;
        var laid = await desk.LayAsync(new() { Project = project, Detail = detail, Discussions = [], Now = desk.Now }, visitor, cancel);
        return new(project, detail.Summary, Router.Decide(profile, question.Facts with { Fixed = FixedPlace.Read(await series.FindFixedInAsync(detail.Summary.Id, cancel)) }), [.. profile.Trees.Select(tree => tree.Name)]) { Desk = laid.Desk };
    }

    private static IEnumerable<MessageId> ListMail(SeriesDetail detail) =>
        detail.Thread.Select(entry => entry.Message).Concat(detail.Patches.Select(patch => patch.Message)).Append(detail.Summary.Head);
}

/// <summary>What the page of a series' tree shows.</summary>
/// <param name="Project">The project.</param>
/// <param name="Series">The series.</param>
/// <param name="Decision">What routing says.</param>
/// <param name="Trees">The trees that somebody may say by hand.</param>
public sealed record RouteModel(StoredProject Project, SeriesSummary Series, RouteDecision Decision, ImmutableArray<string> Trees)
{
    /// <summary>What the visitor may do here.</summary>
    public WorkDesk Desk { get; init; } = WorkDesk.None;
}
