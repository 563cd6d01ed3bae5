using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Changes which letters a project has written, and what they say: for its maintainers.</summary>
/// <param name="database">The database.</param>
public sealed class NoticeStep(Database database)
{
    /// <summary>Carries it out.</summary>
    /// <param name="project">The project's number.</param>
    /// <param name="change">What is asked.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task<WorkOutcome> SetAsync(long project, NoticeChange change, WorkActor actor, CancellationToken cancel) => WorkTransaction.RunAsync(database, async write =>
    {
        if (await new ProjectQueries(database).FindAsync(project, cancel) is null) return new WorkOutcome.NotFound();
        if (!WorkRules.MayChangeProject(actor.RolesIn(project))) return new WorkOutcome.Refused("Only its maintainers may change a project.");
        var before = NoticeSettings.Of(await ProjectSettings.LoadAsync(write, project, cancel), change.Kind);
        var events = new List<NewEvent>();
        if (change.Template is { } text && text.ReplaceLineEndings("\n") is var said && said != (before.IsOwn ? before.Text : ""))
        {
            if (!LetterTemplate.TryRead(said, change.Kind.Fields, out _, out var fault)) return new WorkOutcome.Invalid("template", fault);
            // The default is kept as none of its own, so that it stays the default of newer programs.
            await ProjectSettings.SetAsync(write, project, new(NoticeSettings.TemplateOf(change.Kind), said == DefaultTemplates.Of(change.Kind) ? "" : said), cancel);
            events.Add(new() { Category = EventCategory.ProjectChanged, After = $"{NoticeSettings.TemplateOf(change.Kind)}: {(said.Length == 0 ? "as the program has it" : "another text")}" });
        }

        if (change.IsOn is { } isOn && isOn != before.IsOn)
        {
            await ProjectSettings.SetAsync(write, project, new(NoticeSettings.SwitchOf(change.Kind), Word(isOn)), cancel);
            events.Add(new() { Category = EventCategory.ProjectChanged, Before = $"{NoticeSettings.SwitchOf(change.Kind)}: {Word(before.IsOn)}", After = $"{NoticeSettings.SwitchOf(change.Kind)}: {Word(isOn)}" });
        }

        await new EventStore(write, project).AddAsync(events, actor.Origin, cancel);
        return new WorkOutcome.Done(project);
    }, cancel);

    private static string Word(bool isOn) => isOn ? "on" : "off";
}

/// <summary>What somebody wants of a kind of letters.</summary>
/// <param name="Kind">The kind.</param>
public sealed record NoticeChange(NoticeKind Kind)
{
    /// <summary>They are written; null: as it is.</summary>
    public bool? IsOn { get; init; }

    /// <summary>What they say; empty: as the program has it; null: as it is.</summary>
    public string? Template { get; init; }
}
