using System.Collections.Immutable;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Changes what is said of a project: for its maintainers. What nobody changed is the profile's.</summary>
public sealed class ProjectStep(Database database)
{
    private const int MostCharacters = 2000;

    /// <summary>Sets some values.</summary>
    /// <param name="project">The project's number.</param>
    /// <param name="values">Values by name as on the wire: <c>web_url</c>.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task<WorkOutcome> ChangeAsync(long project, ImmutableSortedDictionary<string, string> values, WorkActor actor, CancellationToken cancel) =>
        WorkTransaction.RunAsync(database, async write =>
        {
            if (await new ProjectQueries(database).FindAsync(project, cancel) is null) return new WorkOutcome.NotFound();
            if (!WorkRules.MayChangeProject(actor.RolesIn(project))) return new WorkOutcome.Refused("Only its maintainers may change a project.");
            var before = await ProjectSettings.LoadAsync(write, project, cancel);
            var changed = new List<NewEvent>();
            foreach (var (name, value) in values)
            {
                if (FieldRules.Check(name, value, MostCharacters) is { } wrong) return wrong;
                if (before.GetValueOrDefault(name) == value) continue;
                await ProjectSettings.SetAsync(write, project, new(name, value), cancel);
                var old = before.GetValueOrDefault(name);
                changed.Add(new() { Category = EventCategory.ProjectChanged, Before = old is null ? null : $"{name}: {old}", After = $"{name}: {value}" });
            }

            await new EventStore(write, project).AddAsync(changed, actor.Origin, cancel);
            return new WorkOutcome.Done(project);
        }, cancel);
}
