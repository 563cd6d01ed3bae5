using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>
/// Gives series to whom the project's rules say when their patches come (SUB-3): each time the patches of a series change the rules are asked again. What a
/// person decided stands before it. When the rules change the series that wait are asked for again (<see cref="DelegationFollower"/>).
/// </summary>
/// <param name="write">The transaction.</param>
/// <param name="project">The project.</param>
internal sealed class DelegationPlan(WriteTransaction write, (long Id, Profile Profile) project)
{
    private (DelegationRules Rules, IReadOnlySet<string> Accounts)? loaded;

    /// <summary>Series for which they are asked though their patches are the same.</summary>
    public IReadOnlySet<SeriesId> AsksAgain { get; set; } = new HashSet<SeriesId>();

    /// <summary>Asks the rules, once the series of the plan have their ids.</summary>
    public async Task RunAsync(SeriesPlan plan, LedgerPlan ledger, CancellationToken cancel)
    {
        var filled = AsksAgain.Count == 0 ? plan.ListRegrouped(ledger).ToList() : [.. plan.Series.Where(series => AsksAgain.Contains(series.Id))];
        if (filled.Count == 0) return;
        var (rules, accounts) = loaded ??= await LoadAsync(cancel);
        if (AsksAgain.Count == 0 && (rules.Rules.IsEmpty || accounts.Count == 0)) return;
        foreach (var series in filled)
        {
            var patches = plan.ListPatches(series);
            IEnumerable<ReadOnlyMemory<byte>> mails = DelegationReading.NeedsMail(rules, patches.Select(patch => patch.Member))
                ? (await new DelegationStore(write, project.Id).ReadMailAsync([.. patches.Take(DelegationReading.MostMails).Select(patch => patch.Id)], cancel)).OrderBy(pair => pair.Key).Select(pair => pair.Value)
                : [];
            var decision = rules.Decide(DelegationReading.Gather(series.Value.Tags, patches.Select(patch => patch.Member), mails));
            ledger.Rule(series, decision is not null && (decision.To.Length == 0 || accounts.Contains(decision.To)) ? decision : null);
        }
    }

    private async Task<(DelegationRules Rules, IReadOnlySet<string> Accounts)> LoadAsync(CancellationToken cancel)
    {
        var store = new DelegationStore(write, project.Id);
        var rules = (await store.FindAsync(cancel))?.Rules ?? project.Profile.Delegation;
        return (new(rules), await store.ListAccountsAsync(rules.Select(rule => rule.To), cancel));
    }
}
