using System.Collections.Immutable;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Adds to what is due for a branch the later fixes of it: a fix does not go without what fixes it again (STB-5).</summary>
/// <param name="search">Questions to the index of commits.</param>
/// <param name="entries">The queue.</param>
internal sealed class StableTravel(StableSearch search, ImmutableArray<StableEntry> entries)
{
    private const int MostAdded = 50;

    /// <summary>What is due with what travels with it, in the order of mainline.</summary>
    /// <param name="due">What is due for the branch.</param>
    /// <param name="branch">The branch, e.g. <c>6.6</c>.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<ImmutableArray<StableEntry>> AddAsync(ImmutableArray<StableEntry> due, string branch, CancellationToken cancel)
    {
        var going = due.ToDictionary(static entry => entry.Where!.Commit.Number);
        var next = new Queue<StableEntry>(due);
        while (next.TryDequeue(out var entry) && going.Count < due.Length + MostAdded)
        {
            ImmutableArray<IndexedCommit> later = [.. entry.Following.Where(one => !one.IsRevert && !going.ContainsKey(one.Commit.Number)).Select(static one => one.Commit)];
            foreach (var where in await search.FindAsync(later, cancel))
            {
                if (where.RevertedInMainline is not null || where.Branches.Any(one => one.Branch.Short == branch && one.Standing is BranchStanding.There or BranchStanding.Reverted)) continue;
                if (Entry(entry, where, branch) is { } added && going.TryAdd(where.Commit.Number, added)) next.Enqueue(added);
            }
        }

        return [.. going.Values.OrderBy(static entry => entry.Where!.Commit.Order)];
    }

    /// <summary>Notes that fixes were submitted for a branch; those that nobody queued come into the queue with it.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="submitted">The fixes.</param>
    /// <param name="mark">The note.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task NoteAsync(WriteTransaction write, IEnumerable<StableEntry> submitted, StableMark mark, CancellationToken cancel)
    {
        foreach (var fix in submitted.Select(static entry => entry.Fix))
        {
            if (fix.Id == 0) await StableStore.AddAsync(write, [fix with { AskedBy = mark.By, At = mark.At }], cancel);
            if ((fix.Id > 0 ? fix.Id : await StableStore.FindIdAsync(write, fix.Project, fix.Commit, cancel)) is { } id) await StableStore.MarkAsync(write, id, mark, cancel);
        }
    }

    // As it stands in the queue; null where it went its way already, or was refused. One that nobody queued bears no number.
    private StableEntry? Entry(StableEntry of, Whereabouts where, string branch)
    {
        if (entries.FirstOrDefault(one => one.Where?.Commit.Number == where.Commit.Number) is not { } queued)
        {
            return new(
                new() { Project = of.Fix.Project, Commit = where.Commit.Id, Title = where.Commit.Title, Author = $"{where.Commit.Author.Name} <{where.Commit.Author.Address}>", Asked = StableAsking.Command, Why = $"It fixes {StableWords.Name(of.Where!.Commit)} again and goes with it.", At = of.Fix.At },
                where, []);
        }

        return queued.Steps.FirstOrDefault(step => step.Branch == branch)?.Stage is StableStage.Refused or StableStage.Submitted or StableStage.Queued ? null : queued;
    }
}
