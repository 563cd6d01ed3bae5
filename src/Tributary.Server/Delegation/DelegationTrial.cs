using System.Collections.Immutable;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Tries rules of delegation on mail that is here: whose the newest series would be, had the rules stood when they came. Changes nothing.</summary>
public sealed class DelegationTrial(Database database)
{
    /// <summary>Series that are tried unless another number is asked.</summary>
    public const int UsualSeries = 200;

    /// <summary>At most.</summary>
    public const int MostSeries = 1000;

    /// <summary>Tries rules.</summary>
    /// <param name="project">The project's number.</param>
    /// <param name="rules">The rules in their order, which may be unfit: what is wrong with them is told.</param>
    /// <param name="count">How many series, the newest first.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<DelegationTrialResult> RunAsync(long project, ImmutableArray<DelegationRule> rules, int count, CancellationToken cancel)
    {
        if (DelegationChecks.List(rules) is { IsEmpty: false } wrong) return new() { Faults = [.. wrong.Select(one => $"Rule {one.Rule}: {one.Sentence}.")] };
        var (made, sample) = (new DelegationRules(rules), new DelegationSample(database));
        var known = await sample.ListAccountsAsync(rules.Select(rule => rule.To).Where(name => name.Length > 0), cancel);
        var series = await sample.ListAsync(project, Math.Clamp(count, 1, MostSeries), cancel);
        var lines = ImmutableArray.CreateBuilder<DelegationTrialLine>();
        var hits = new SortedDictionary<int, int>();
        foreach (var one in series)
        {
            var decision = made.Decide(await GatherAsync(sample, made, one, cancel));
            if (decision is not null) hits[decision.Rule] = hits.GetValueOrDefault(decision.Rule) + 1;
            var to = decision is { To.Length: > 0 } given && known.Contains(given.To) ? given.To : null;
            if (to != one.Delegate) lines.Add(new(one.Id, one.Name, one.Delegate, to, decision?.Reason ?? "No rule fits.", one.IsGiven));
        }

        return new()
        {
            Tried = series.Count, Lines = lines.ToImmutable(), Hits = [.. Enumerable.Range(1, rules.Length).Select(rule => hits.GetValueOrDefault(rule))],
            Faults = [.. rules.Index().Where(pair => pair.Item.To.Length > 0 && !known.Contains(pair.Item.To)).Select(pair => $"Rule {pair.Index + 1}: there is no user '{pair.Item.To}'.")],
        };
    }

    private static async Task<DelegationFacts> GatherAsync(DelegationSample sample, DelegationRules rules, SampledSeries series, CancellationToken cancel)
    {
        var members = series.Patches.Select(patch => patch.Member);
        IEnumerable<ReadOnlyMemory<byte>> mails = DelegationReading.NeedsMail(rules, members)
            ? (await sample.ReadMailAsync([.. series.Patches.Take(DelegationReading.MostMails).Select(patch => patch.Message)], cancel)).OrderBy(pair => pair.Key).Select(pair => pair.Value) : [];
        return DelegationReading.Gather(series.Head.Subject.Tags, members, mails);
    }
}

/// <summary>What rules would do.</summary>
public sealed record DelegationTrialResult
{
    /// <summary>What is wrong with the rules: they could not be saved so.</summary>
    public ImmutableArray<string> Faults { get; init; } = [];

    /// <summary>How many series were tried.</summary>
    public int Tried { get; init; }

    /// <summary>How many series each rule decides.</summary>
    public ImmutableArray<int> Hits { get; init; } = [];

    /// <summary>The series that would be somebody else's than they are, newest first.</summary>
    public ImmutableArray<DelegationTrialLine> Lines { get; init; } = [];
}

/// <summary>A series that would be somebody else's.</summary>
/// <param name="Series">The series.</param>
/// <param name="Name">Its name.</param>
/// <param name="From">Whose it is, or null.</param>
/// <param name="To">Whose it would be, or null.</param>
/// <param name="Reason">The rule, and what fits.</param>
/// <param name="IsGiven">A person gave it away, so it stays as it is.</param>
public sealed record DelegationTrialLine(SeriesId Series, string Name, string? From, string? To, string Reason, bool IsGiven);
