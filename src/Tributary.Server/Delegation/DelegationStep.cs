using System.Collections.Immutable;
using System.Globalization;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Changes a project's rules of delegation: for its maintainers, in the browser or with <c>trib delegation</c>. They hold for what comes from then on, and for what waits and nobody gave away by hand.</summary>
public sealed class DelegationStep(Database database)
{
    /// <summary>Sets the rules.</summary>
    /// <param name="project">The project's number.</param>
    /// <param name="rules">The rules in their order; null: those of the profile again.</param>
    /// <param name="seen">The version that he who asks saw (<see cref="VersionOf"/>); null: whatever stands.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task<WorkOutcome> SaveAsync(long project, ImmutableArray<DelegationRule>? rules, string? seen, WorkActor actor, CancellationToken cancel) =>
        WorkTransaction.RunAsync(database, async write =>
        {
            if (await new ProjectQueries(database).FindAsync(project, cancel) is null) return new WorkOutcome.NotFound();
            if (!WorkRules.MayChangeProject(actor.RolesIn(project))) return new WorkOutcome.Refused("Only a maintainer of the project may change its rules of delegation.");
            if (rules is { } asked && DelegationChecks.List(asked) is [var wrong, ..]) return new WorkOutcome.Invalid($"rule-{wrong.Rule}", $"Rule {wrong.Rule}: {wrong.Sentence}.");
            var store = new DelegationStore(write, project);
            var before = await store.FindAsync(cancel);
            if (seen is not null && seen != VersionOf(before))
                return new WorkOutcome.Conflict($"{before?.ChangedBy ?? "Somebody"} changed the rules since you looked. Nothing was saved; look at them again.");
            if (await FindStrangerAsync(store, rules ?? [], cancel) is { } stranger)
                return new WorkOutcome.Invalid($"rule-{stranger.Rule}", $"Rule {stranger.Rule}: there is no user '{stranger.Name}'.");
            if (rules is { } own) await store.SaveAsync(new(own, actor.At, actor.User?.Username ?? "the administrator"), cancel);
            else await store.ClearAsync(cancel);
            await DelegationsAsked.NoteAsync(write, project, actor.At, cancel);
            var changed = new NewEvent { Category = EventCategory.DelegationChanged, Before = TellOf(before?.Rules), After = TellOf(rules) };
            await new EventStore(write, project).AddAsync([changed], actor.Origin, cancel);
            return new WorkOutcome.Done(project);
        }, cancel);

    /// <summary>The version of a project's rules, which a form carries along.</summary>
    public static string VersionOf(StoredDelegation? stored) => stored is null ? "profile" : stored.ChangedAt.UtcTicks.ToString(CultureInfo.InvariantCulture);

    private static string TellOf(ImmutableArray<DelegationRule>? rules) =>
        rules is not { } own ? "the profile's" : own.IsEmpty ? "none" : string.Join("; ", own.Index().Select(pair => $"{pair.Index + 1}. {pair.Item.Describe()}"));

    // Rules are for people who can do something: names of nobody are slips.
    private static async Task<(int Rule, string Name)?> FindStrangerAsync(DelegationStore store, ImmutableArray<DelegationRule> rules, CancellationToken cancel)
    {
        var known = await store.ListAccountsAsync(rules.Select(rule => rule.To), cancel);
        foreach (var (index, rule) in rules.Index())
        {
            if (rule.To.Length > 0 && !known.Contains(rule.To)) return (index + 1, rule.To);
        }

        return null;
    }
}
